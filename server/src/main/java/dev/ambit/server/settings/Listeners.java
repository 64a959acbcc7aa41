package dev.ambit.server.settings;

import dev.ambit.server.yaml.Forms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where the server is asked, and how.
///
/// @param host          an address or name of this machine; development mode listens at the loopback interface whatever it says
/// @param port          0 for a free one
/// @param isDevelopment plain HTTP on this machine alone, where everybody may do everything; TLS is then not used
/// @param tls           empty where nothing is said of it
/// @param authorities   whose client certificates are believed
public record Listeners(String host, int port, boolean isDevelopment, Optional<Tls> tls, Optional<Path> authorities,
        Limits limits) {
    private static final Key<String> HOST = Key.of("host", SettingForms.HOST, "0.0.0.0",
            "The address or name of this machine that it listens at. Development mode listens at 127.0.0.1.");
    private static final Key<Integer> PORT = Key.of("port", SettingForms.PORT, "8180", "0 for a free one.");
    private static final Key<Boolean> DEVELOPMENT = Key.of("development", Forms.TRUTH, "false",
            "Plain HTTP on this machine alone, where every caller may do everything. TLS is then not used.");
    private static final Key<Optional<Path>> CERTIFICATE = Key.optionalPath("tls.certificate", "none",
            "PEM, the server's own certificate first. The file is read again when it changes.");
    private static final Key<Optional<Path>> KEY = Key.optionalPath("tls.key", "none",
            "PEM, PKCS #8. The file is read again when it changes.");
    private static final Key<Optional<Path>> STORE = Key.optionalPath("tls.store", "none",
            "A PKCS #12 store with certificate and key, in place of `certificate` and `key`.");
    private static final Key<Optional<Path>> STORE_PASSWORD = Key.optionalPath("tls.store-password", "none",
            "The file that holds the password of the store.");
    private static final Key<Optional<Path>> AUTHORITIES = Key.optionalPath("tls.client-authorities", "nobody's",
            "PEM; whose client certificates are believed. The file is read again when it changes.");
    private static final Key<Long> BODY = Key.of("limits.body", SettingForms.size(1024, 64 << 20), "1MiB",
            "The longest body of a request.");
    private static final Key<Integer> CONNECTIONS = Key.of("limits.connections", SettingForms.whole(1, 1_000_000),
            "10000", "Most connections at a time, over all callers; further ones are closed at once.");
    private static final Key<Integer> RATE = Key.of("limits.requests-per-second", SettingForms.whole(1, 10_000_000),
            "100000", "Most requests of one caller in a second.");
    private static final Key<Duration> IDLE = Key.of("limits.idle", Forms.DURATION, "60s",
            "After which a connection is closed that has finished no request.");
    private static final Key<Duration> ANSWER = Key.of("limits.answer", Forms.DURATION, "30s",
            "After which a caller is told that there is no answer.");
    private static final Key<Duration> DRAIN = Key.of("limits.drain", Forms.DURATION, "10s",
            "In which requests under way may finish when the server stops.");
    private static final Key<Duration> NOTICE = Key.of("limits.notice", SettingForms.within(Duration.ZERO, Duration
            .ofMinutes(5)), "0ms",
            "How long it goes on answering once it is told to stop and says that it is not ready, so that "
                    + "a load balancer notices first.");
    private static final Key<Duration> STOP = Key.of("limits.stop", Forms.DURATION, "60s",
            "In which it has to have stopped. Then it is ended, and loses nothing that was acknowledged or answered.");

    static final Group<Listeners> GROUP = Group.of("listeners", "Where the server is asked.", List.of(HOST, PORT,
            DEVELOPMENT, CERTIFICATE, KEY, STORE, STORE_PASSWORD, AUTHORITIES, BODY, CONNECTIONS, RATE, IDLE, ANSWER,
            DRAIN, NOTICE, STOP), Listeners::of);

    /// The server's own certificates and key, in one of two forms.
    public sealed interface Tls {
        record Pem(Path certificate, Path key) implements Tls {}

        record Store(Path store, Path password) implements Tls {}
    }

    /// Bounds on what is taken in.
    ///
    /// @param bodyBytes   longest body
    /// @param connections most at a time
    /// @param perSecond   most requests of one caller
    /// @param idle        of a connection
    /// @param answer      after which there is none
    /// @param drain       for requests under way when the server stops
    /// @param notice      between saying that it is not ready and refusing connections, when the server stops
    /// @param stop        for all of stopping
    public record Limits(int bodyBytes, int connections, int perSecond, Duration idle, Duration answer, Duration drain,
            Duration notice, Duration stop) {}

    private static Listeners of(Values values) {
        needs(values, CERTIFICATE, KEY);
        needs(values, KEY, CERTIFICATE);
        needs(values, STORE, STORE_PASSWORD);
        needs(values, STORE_PASSWORD, STORE);
        if (values.isSaid(STORE) && values.isSaid(CERTIFICATE)) {
            values.refuse(STORE, "two-keys", "`tls.store` and `tls.certificate` are two answers to one question",
                    "Keep one of them");
        }
        return new Listeners(values.get(HOST), values.get(PORT), values.get(DEVELOPMENT), tls(values), values.get(
                AUTHORITIES), new Limits(Math.toIntExact(values.get(BODY)), values.get(CONNECTIONS), values.get(RATE),
                        values.get(IDLE), values.get(ANSWER), values.get(DRAIN), values.get(NOTICE), values.get(STOP)));
    }

    private static void needs(Values values, Key<?> one, Key<?> other) {
        if (values.isSaid(one) && !values.isSaid(other)) {
            values.refuse(one, "missing-key", "`%s` is of no use without `%s`".formatted(one.name(), other.name()),
                    "Add `listeners.%s`".formatted(other.name()));
        }
    }

    private static Optional<Tls> tls(Values values) {
        return pair(values, CERTIFICATE, KEY).<Tls>map(files -> new Tls.Pem(files.getFirst(), files.getLast()))
                .or(() -> pair(values, STORE, STORE_PASSWORD).map(files -> new Tls.Store(files.getFirst(), files
                        .getLast())));
    }

    private static Optional<List<Path>> pair(Values values, Key<Optional<Path>> one, Key<Optional<Path>> other) {
        return values.get(one).flatMap(first -> values.get(other).map(second -> List.of(first, second)));
    }
}
