package dev.ambit.server.pip.ssf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ambit.cedar.json.Json;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Asking;
import dev.ambit.server.pip.Ear;
import dev.ambit.server.pip.Fetcher.Next;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Receiver;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.pip.jose.KeyAddress;
import dev.ambit.server.pip.jose.Keys;
import dev.ambit.server.pip.mapping.Mapping;
import dev.ambit.server.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One transmitter that we are subscribed to: the stream is found or made, verified, and its events are received, sent to us or fetched
/// by us. An event is answered once what counts of it is on disk; one that comes twice is known by its `jti` and answered the same.
public final class Subscription implements Receiver {
    private static final int MOST_AT_ONCE = 100;
    private static final Duration AT_ONCE = Duration.ofMillis(10);

    private final Wanted wanted;
    private final Intake intake;
    private final Asking asking;
    private final Ear ear;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    private volatile @Nullable Live live;
    private volatile boolean isEnded;

    // Of the thread that fetches.
    private final List<String> taken = new ArrayList<>();
    private final Map<String, Polled.Failure> failed = new LinkedHashMap<>();

    /// What we want of a transmitter.
    ///
    /// @param source   under which name its signals are in the catalogue
    /// @param issuer   its own name, and where it is found
    /// @param endpoint where it reaches us; empty where we fetch
    /// @param audience what it calls us; empty for what the stream says
    /// @param keys     its keys; empty for those that it says itself
    /// @param token    what we show it
    /// @param headers  what it shows us, as `Authorization`: the first, or another while they are exchanged; empty for nothing
    /// @param types    of events that we ask for
    /// @param skew     how far ahead its clock may be
    /// @param every    how long to wait before events are fetched again, where it does not let us wait for them
    /// @param most     what its events are worth
    public record Wanted(String source, URI issuer, Optional<URI> endpoint, Optional<String> audience,
            Optional<Keys> keys, Supplier<Optional<Secret>> token, Optional<Supplier<List<Secret>>> headers,
            List<String> types, Duration skew, Duration every, Integrity most) {}

    public Subscription(Wanted wanted, Mapping mapping, Asking asking, Ear ear, InstantSource clock) {
        this.wanted = wanted;
        this.intake = new Intake(wanted.source(), wanted.audience(), wanted.skew(), wanted.most(), mapping);
        this.asking = asking;
        this.ear = ear;
        this.clock = clock;
    }

    // Being sent events (RFC 8935)

    @Override
    public Message receive(Arrival arrival) throws Rejected {
        var shown = arrival.header("authorization").filter(text -> !text.isEmpty()).map(Secret::of);
        if (wanted.headers().isPresent() && (shown.isEmpty() || !wanted.headers().get().get().contains(shown.get()))) {
            throw new Rejected(Reason.UNSIGNED, "`Authorization` is not what this stream shows");
        }
        var type = arrival.header("content-type").orElse("").strip().toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/secevent+jwt")) {
            throw new Rejected(Reason.MALFORMED, "the content type is not `application/secevent+jwt`");
        }
        var now = live;
        if (now == null || now.stream().isPolled()) {
            throw new Rejected(Reason.WRONG_ISSUER, "there is no stream by which this transmitter sends us events");
        }
        return intake.message(now, new String(arrival.body(), US_ASCII), arrival.at());
    }

    /// How RFC 8935 §2.4 calls a reason; empty where the event itself is in order.
    public static Optional<String> error(Reason reason) {
        return Intake.error(reason);
    }

    // Keeping the stream, and fetching events (RFC 8936)

    /// Does what is next: finds the transmitter and the stream, has it verified, and fetches events where they are not sent.
    public Next round() throws IOException {
        if (isEnded) {
            return new Next(wanted.every(), Optional.of("the stream was deleted here. `ambit signal stream create %s` "
                    .formatted(wanted.source()) + "makes it again"));
        }
        try {
            var now = connected();
            verify(now);
            var pause = now.stream().isPolled() ? fetch(now) : wanted.every();
            return new Next(pause, trouble(now));
        } catch (WrongStatus status) {
            lost(status);
            throw status;
        }
    }

    private Live connected() throws IOException {
        var now = live;
        if (now == null) {
            var made = connect();
            live = made;
            return made;
        }
        var header = header();
        if (!now.stream().isPolled() && !now.knows(header)) {
            now.updated(now.transmitter().update(now.stream(), asked(), header), header);
        }
        return now;
    }

    private Live connect() throws IOException {
        var metadata = Metadata.discovered(wanted.issuer(), asking);
        var asked = asked();
        if (!metadata.delivers(asked.method())) {
            throw new IOException("the transmitter does not deliver by `%s`".formatted(asked.method()));
        }
        var keysAt = metadata.address("jwks_uri");
        var keys = wanted.keys().isPresent()
                ? wanted.keys().get()
                : new KeyAddress(keysAt.orElseThrow(() -> new IOException("the transmitter has no `jwks_uri`")),
                        asking, clock);
        var transmitter = new Transmitter(metadata, asking, wanted.token());
        var header = header();
        var stream = stream(transmitter, asked, header);
        if (!stream.issuer().equals(wanted.issuer().toString())) {
            throw new IOException("the stream is signed by `%s`, not by `%s`".formatted(stream.issuer(), wanted
                    .issuer()));
        }
        var status = transmitter.hasStatus() ? transmitter.status(stream) : StreamStatus.ENABLED;
        return new Live(transmitter, keys, metadata.critical(), stream, status, header);
    }

    private Stream.Wanted asked() {
        return new Stream.Wanted(wanted.endpoint().isPresent() ? Stream.PUSH : Stream.POLL, wanted.endpoint(), wanted
                .types(), "Ambit: " + wanted.source());
    }

    private Optional<Secret> header() {
        return wanted.headers().flatMap(headers -> headers.get().stream().findFirst());
    }

    /// The stream that is ours, changed where it is not as wanted; a new one where there is none. Where a transmitter has but one for
    /// whoever has our token, that one is ours.
    private static Stream stream(Transmitter transmitter, Stream.Wanted asked, Optional<Secret> header)
            throws IOException {
        var known = transmitter.streams();
        var ours = known.stream().filter(stream -> stream.isOf(asked)).findFirst();
        if (ours.isPresent()) {
            return asWanted(transmitter, ours.get(), asked, header);
        }
        try {
            return transmitter.create(asked, header);
        } catch (WrongStatus status) {
            if (!status.isTaken() || known.size() != 1) {
                throw status;
            }
            return transmitter.update(known.getFirst(), asked, header);
        }
    }

    /// What the transmitter shows us cannot be read back, so it is told again.
    private static Stream asWanted(Transmitter transmitter, Stream stream, Stream.Wanted asked, Optional<Secret> header)
            throws IOException {
        return stream.is(asked) && header.isEmpty() ? stream : transmitter.update(stream, asked, header);
    }

    private void verify(Live now) throws IOException {
        var at = clock.instant();
        if (!now.transmitter().canVerify() || !now.verification().isDue(now.stream(), at)) {
            return;
        }
        if (now.transmitter().hasStatus()) {
            now.status(now.transmitter().status(now.stream()));
        }
        if (now.status().isEnabled()) {
            ask(now, at);
        } else {
            now.verification().put(at);
        }
    }

    private void ask(Live now, Instant at) throws IOException {
        var state = Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
        // Before it is sent: the answer may be here sooner than that of the request.
        now.verification().asked(state, at);
        try {
            now.transmitter().verify(now.stream(), state);
        } catch (WrongStatus status) {
            now.verification().put(at);
            if (!status.isTooOften()) {
                throw status;
            }
        }
    }

    private Optional<String> trouble(Live now) {
        if (!now.status().isEnabled()) {
            return Optional.of("the stream is %s%s".formatted(now.status().word(), now.status().reason().map(
                    reason -> ": " + reason).orElse("")));
        }
        return now.verification().isOverdue(clock.instant())
                ? Optional.of("the stream was not verified within " + Verification.WITHIN)
                : Optional.empty();
    }

    private Duration fetch(Live now) throws IOException {
        var endpoint = now.stream().endpoint().orElseThrow(() -> new IOException(
                "the stream does not say where it is fetched"));
        var begun = clock.instant();
        var polled = now.transmitter().poll(endpoint, new Polled.Question(taken, failed, MOST_AT_ONCE));
        taken.clear();
        failed.clear();
        for (var event : polled.events().entrySet()) {
            take(now, event.getKey(), event.getValue());
        }
        if (polled.isMore() || !taken.isEmpty() || !failed.isEmpty()) {
            return AT_ONCE;
        }
        // Whoever let us wait may be asked again at once.
        var rest = wanted.every().minus(Duration.between(begun, clock.instant()));
        return rest.compareTo(AT_ONCE) > 0 ? rest : AT_ONCE;
    }

    private void take(Live now, String id, String token) throws IOException {
        try {
            var message = intake.message(now, token, clock.instant());
            if (!message.id().equals(Optional.of(id))) {
                throw new Rejected(Reason.MALFORMED, "its `jti` is not the `%s` it came under".formatted(id));
            }
            ear.hear(message);
            taken.add(id);
        } catch (Rejected why) {
            ear.refuse(wanted.source(), why.reason(), why.words(), token.length());
            Intake.error(why.reason()).ifPresentOrElse(err -> failed.put(id, new Polled.Failure(err, why.words())),
                    () -> taken.add(id));
        }
    }

    // What operators do with it

    /// How the stream does now, as its transmitter has it.
    public StreamShown shown() throws IOException {
        return on(now -> {
            now.read(now.transmitter().read(now.stream()));
            if (now.transmitter().hasStatus()) {
                now.status(now.transmitter().status(now.stream()));
            }
            return StreamShown.of(now);
        });
    }

    /// Has the stream show that it works, now.
    public StreamShown verify() throws IOException {
        return on(now -> {
            ask(now, clock.instant());
            return StreamShown.of(now);
        });
    }

    /// Tells the transmitter again what is wanted of the stream.
    ///
    /// @param isWhole whether all of the stream is put as wanted (`PUT`), rather than what is wanted patched into it (`PATCH`)
    public StreamShown update(boolean isWhole) throws IOException {
        return on(now -> {
            var header = header();
            now.updated(isWhole
                    ? now.transmitter().replace(now.stream(), asked(), header)
                    : now.transmitter().update(now.stream(), asked(), header), header);
            return StreamShown.of(now);
        });
    }

    /// Has the transmitter deliver, hold back or drop what happens.
    public StreamShown status(StreamStatus status) throws IOException {
        return on(now -> {
            now.status(now.transmitter().status(now.stream(), status));
            ear.problem(wanted.source(), trouble(now).map(words -> "source `%s`: %s".formatted(wanted.source(),
                    words)));
            return StreamShown.of(now);
        });
    }

    /// Asks for what is about `subject`.
    public void add(Json.Obj subject, Optional<Boolean> isVerified) throws IOException {
        on(now -> {
            now.transmitter().add(now.stream(), subject, isVerified);
            return now;
        });
    }

    /// Asks for what is about `subject` no more.
    public void remove(Json.Obj subject) throws IOException {
        on(now -> {
            now.transmitter().remove(now.stream(), subject);
            return now;
        });
    }

    /// Deletes the stream at its transmitter; nothing comes any more until [#create], or the next start.
    public void delete() throws IOException {
        on(now -> {
            isEnded = true;
            now.transmitter().delete(now.stream());
            live = null;
            return now;
        });
    }

    /// Has the next round make the stream again.
    public void create() {
        isEnded = false;
    }

    /// What is done with the stream as it stands.
    @FunctionalInterface
    private interface Deed<T> {
        T with(Live now) throws IOException;
    }

    private <T> T on(Deed<T> deed) throws IOException {
        var now = live;
        if (now == null) {
            throw new NoStream("there is no stream from `%s`".formatted(wanted.source()));
        }
        try {
            return deed.with(now);
        } catch (WrongStatus status) {
            lost(status);
            throw status;
        }
    }

    /// Where the stream is gone at the other end, the next round finds or makes another.
    private void lost(WrongStatus status) {
        if (status.isUnknown()) {
            live = null;
        }
    }

    /// There is nothing yet, or nothing any more, that could be done something with.
    public static final class NoStream extends IOException {
        private static final long serialVersionUID = 1L;

        NoStream(String words) {
            super(words);
        }
    }
}
