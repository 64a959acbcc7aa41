package dev.ambit.server.pap;

import dev.ambit.server.pap.PolicyTest.Expected;
import dev.ambit.server.pap.PolicyTest.Given;
import dev.ambit.server.pap.PolicyTest.Opened;
import dev.ambit.server.yaml.Fields;
import dev.ambit.server.yaml.Form;
import dev.ambit.server.yaml.Forms;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads one file of `tests/`.
final class PolicyTestReader {
    private static final int MOST = 10_000;
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9990-01-01T00:00:00Z");
    private static final List<String> GIVEN = List.of("principal", "profile", "inputs", "signals", "opened", "request",
            "address", "environment", "time", "entities");
    private static final List<String> ASKED = List.of("test", "action", "resource", "expect", "because");
    private static final Map<String, Expected> EXPECTED = Arrays.stream(Expected.values()).collect(Collectors
            .toUnmodifiableMap(Expected::word, expected -> expected));

    private static final Form<Instant> TIME = (yaml, page) -> Forms.scalar(yaml, page, "an instant").flatMap(
            scalar -> instant(scalar, page));

    private final Page page;

    private PolicyTestReader(Page page) {
        this.page = page;
    }

    static List<PolicyTest> read(Yaml yaml, Page page) {
        return Fields.of(yaml, page, "a file of tests", List.of("about", "given", "tests"))
                .map(new PolicyTestReader(page)::tests)
                .orElse(List.of());
    }

    private List<PolicyTest> tests(Fields file) {
        file.get("about", Forms.TEXT);
        var given = file.yaml("given").flatMap(yaml -> Fields.of(yaml, page, "`given`", GIVEN)).map(this::given).orElse(
                Given.NOTHING);
        var found = new ArrayList<PolicyTest>();
        file.required("tests", Forms.listOf((yaml, _) -> test(yaml, given), MOST), "List them, each with `test: what "
                + "it claims`").ifPresent(tests -> found.addAll(tests.value()));
        return found;
    }

    private Optional<PolicyTest> test(Yaml yaml, Given shared) {
        var keys = Stream.concat(ASKED.stream(), GIVEN.stream()).toList();
        return Fields.of(yaml, page, "a test", keys).flatMap(fields -> test(fields, shared));
    }

    private Optional<PolicyTest> test(Fields fields, Given shared) {
        var name = fields.required("test", Forms.TEXT, "Say what it claims, as `test: reads the repository`");
        var expected = fields.required("expect", Forms.oneOf(EXPECTED), "Say what comes of it: "
                + "`permit`, `deny`, `hold`, `opened` or `not-opened`");
        if (name.isEmpty() || expected.isEmpty()) {
            return Optional.empty();
        }
        checkQuestion(fields, expected.get().value());
        return Optional.of(new PolicyTest(
                page,
                name.get(),
                given(fields).or(shared),
                fields.placed("action", Forms.TEXT),
                fields.get("resource", Forms.CEDAR),
                expected.get(),
                fields.get("because", Forms.listOf(Forms.placed(Forms.TEXT), 100)).orElse(List.of())));
    }

    private void checkQuestion(Fields fields, Expected expected) {
        var asked = Stream.of("action", "resource").filter(fields::has).toList();
        if (expected.isAboutOpening() && !asked.isEmpty()) {
            page.tell("idle-key", fields.yaml(asked.getFirst()).orElseThrow(),
                    "`%s` means nothing where `%s` is expected"
                            .formatted(asked.getFirst(), expected.word()),
                    "Remove it: the question is whether the task opens");
        } else if (!expected.isAboutOpening()) {
            fields.required("action", Forms.TEXT, "Say what is asked for, as `action: repo:read`");
            fields.required("resource", Forms.CEDAR, "Say of what, as `resource: 'Repo::\"site\"'`");
        }
    }

    private Given given(Fields fields) {
        return new Given(
                fields.get("principal", Forms.CEDAR),
                fields.placed("profile", Forms.NAME),
                entries(fields, "inputs"),
                entries(fields, "signals"),
                fields.yaml("opened").flatMap(yaml -> Fields.of(yaml, page, "`opened`", List.of("ago", "idle", "used",
                        "signals"))).map(
                                this::opened),
                fields.yaml("request"),
                fields.placed("address", Forms.TEXT),
                fields.placed("environment", Forms.NAME),
                fields.get("time", TIME),
                fields.yaml("entities"));
    }

    private Opened opened(Fields fields) {
        return new Opened(
                fields.get("ago", Forms.DURATION).orElse(Duration.ZERO),
                fields.get("idle", Forms.DURATION).orElse(Duration.ZERO),
                fields.get("used", Forms.number(0, Long.MAX_VALUE)).orElse(0L),
                entries(fields, "signals"));
    }

    private Map<String, Yaml.Entry> entries(Fields fields, String key) {
        var entries = new LinkedHashMap<String, Yaml.Entry>();
        fields.yaml(key).ifPresent(yaml -> Fields.any(yaml, page, "a mapping from names to values").forEach(
                entry -> entries.put(entry.key().text(), entry)));
        return entries;
    }

    private static Optional<Instant> instant(Yaml.Scalar scalar, Page page) {
        try {
            return Optional.of(Instant.parse(scalar.text())).filter(instant -> instant.isAfter(EARLIEST) && instant
                    .isBefore(LATEST)).or(() -> {
                        page.tell("bad-instant", scalar, "`%s` is not from %s to %s".formatted(scalar.text(), EARLIEST,
                                LATEST), "");
                        return Optional.empty();
                    });
        } catch (DateTimeParseException none) {
            page.tell("bad-instant", scalar, "`%s` is no instant".formatted(scalar.text()),
                    "Write it as `2030-01-01T12:00:00Z`");
            return Optional.empty();
        }
    }
}
