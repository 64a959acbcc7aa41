package dev.ambit.server.cli.doctor;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.Connection;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.Introduction;
import dev.ambit.server.cli.remote.Names;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.Target;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What can be seen of a server from outside.
final class ServerLook {
    private static final Duration NOTABLE_SKEW = Duration.ofSeconds(2);
    private static final Duration WORST_SKEW = Duration.ofMinutes(1);
    private static final Duration EXPIRY_NOTABLE = Duration.ofDays(21);
    private static final Duration EXPIRY_URGENT = Duration.ofDays(3);
    private static final int RELEASE_DIGITS = 12;

    private final Connection connection;
    private final String ownVersion;
    private final List<Finding> findings = new ArrayList<>();

    private ServerLook(Connection connection, String ownVersion) {
        this.connection = connection;
        this.ownVersion = ownVersion;
    }

    /// @param ownVersion of the command that looks
    static List<Finding> at(Connection connection, String ownVersion) {
        var look = new ServerLook(connection, ownVersion);
        if (look.isReached()) {
            look.readiness();
            look.introduction();
        }
        return look.findings;
    }

    private boolean isReached() {
        try {
            var seen = connection.introduce(Target.of("/livez"));
            findings.add(Finding.ok("server", "answers at %s in %d ms".formatted(connection.address(), Duration.between(
                    seen.asked(), seen.answered()).toMillis())));
            return true;
        } catch (NoReply none) {
            findings.add(failed("server", none));
            return false;
        }
    }

    private void readiness() {
        try {
            connection.get(Target.of("/readyz"));
            findings.add(Finding.ok("ready", "it decides, and its record can be written"));
        } catch (NoReply not) {
            findings.add(failed("ready", not));
        }
    }

    private void introduction() {
        try {
            var seen = connection.introduce(Target.of("/v1/about"));
            var about = seen.reply().object();
            caller(about);
            version(Fields.text(about, "version"));
            clocks(seen, Fields.text(about, "time"));
            tls(seen, Fields.isTrue(about, "development"));
            policies(Fields.text(about, "release"));
        } catch (NoReply refused) {
            findings.add(failed("caller", refused));
        }
    }

    private void caller(Json.Obj about) {
        var caller = Fields.object(about, "caller");
        var roles = Fields.texts(caller, "roles");
        var self = Names.entity(Fields.object(caller, "principal"));
        findings.add(roles.isEmpty()
                ? Finding.fail("caller", "it takes you for `%s`, who has no role".formatted(Fields.text(caller,
                        "name")),
                        "Make a key with `ambit keys create --role …`")
                : Finding.ok("caller", "it takes you for `%s`: %s%s".formatted(Fields.text(caller, "name"), String.join(
                        ", ", roles), self.isEmpty() ? "" : ", for " + self)));
    }

    private void version(String version) {
        findings.add(version.equals(ownVersion)
                ? Finding.ok("version", version)
                : Finding.warn("version", "the server is %s, this command is %s".formatted(version, ownVersion),
                        "Use the same, so that what one says the other knows"));
    }

    /// The server's clock is compared with the middle of the time that the question took.
    private void clocks(Introduction seen, String time) {
        try {
            var middle = seen.asked().plus(Duration.between(seen.asked(), seen.answered()).dividedBy(2));
            var skew = Duration.between(middle, Instant.parse(time));
            var words = "the server's is %,d ms %s this machine's".formatted(skew.abs().toMillis(), skew.isNegative()
                    ? "behind"
                    : "ahead of");
            findings.add(skew.abs().compareTo(NOTABLE_SKEW) < 0
                    ? Finding.ok("clock", words)
                    : skew.abs().compareTo(WORST_SKEW) < 0
                            ? Finding.warn("clock", words, "Set both by the same time service")
                            : Finding.fail("clock", words,
                                    "Set both by the same time service: ends and ages go by it"));
        } catch (DateTimeException unreadable) {
            findings.add(Finding.warn("clock", "the server does not tell its time", ""));
        }
    }

    private void policies(String inForce) {
        var release = inForce.substring(0, Math.min(inForce.length(), RELEASE_DIGITS));
        try {
            var status = connection.get(Target.of("/v1/policies")).object();
            var mistakes = Fields.objects(Fields.object(status, "attempt"), "mistakes");
            findings.add(mistakes.isEmpty()
                    ? Finding.ok("policies", "release %s is in force".formatted(release))
                    : Finding.warn("policies",
                            "release %s stays in force: what would replace it has %d mistakes, such as %s"
                                    .formatted(release, mistakes.size(), Fields.text(mistakes.getFirst(), "message")),
                            "Correct `%s`; `ambit policy check` names each".formatted(Fields.text(status,
                                    "directory"))));
        } catch (NoReply notForThisCaller) {
            findings.add(Finding.ok("policies", "release %s is in force".formatted(release)));
        }
    }

    private void tls(Introduction seen, boolean isDevelopment) {
        if (isDevelopment || seen.certificateEnds().isEmpty()) {
            findings.add(Finding.warn("tls", "development mode: no TLS, and everybody may do everything",
                    "Start it with --tls-certificate and --tls-key before anything relies on it"));
            return;
        }
        var ends = seen.certificateEnds().get();
        var left = Duration.between(seen.answered(), ends);
        var words = "the server's certificate ends at %s, in %d days".formatted(ends, left.toDays());
        findings.add(left.compareTo(EXPIRY_NOTABLE) > 0
                ? Finding.ok("tls", words)
                : left.compareTo(EXPIRY_URGENT) > 0
                        ? Finding.warn("tls", words, "Put a new one in its place; the server notices")
                        : Finding.fail("tls", words, "Put a new one in its place now; the server notices"));
    }

    private static Finding failed(String what, NoReply why) {
        return Finding.fail(what, why.words(), why.help());
    }
}
