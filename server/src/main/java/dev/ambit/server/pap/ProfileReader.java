package dev.ambit.server.pap;

import dev.ambit.cedar.value.IpValue;
import dev.ambit.core.policy.Profile.Pattern;
import dev.ambit.core.policy.Written;
import dev.ambit.core.policy.WrittenProfile;
import dev.ambit.core.policy.WrittenProfile.WrittenApproval;
import dev.ambit.core.policy.WrittenProfile.WrittenCredential;
import dev.ambit.core.policy.WrittenProfile.WrittenBreakGlass;
import dev.ambit.core.policy.WrittenProfile.WrittenLimits;
import dev.ambit.core.policy.WrittenProfile.WrittenReauthorization;
import dev.ambit.core.task.Rate;
import dev.ambit.server.yaml.Fields;
import dev.ambit.server.yaml.Form;
import dev.ambit.server.yaml.Forms;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads one file of `profiles/`.
final class ProfileReader {
    /// Most of anything that a profile lists.
    private static final int MOST = 1_000;
    private static final long MOST_USES = 1_000_000_000_000L;
    private static final int DEEPEST_DELEGATION = 100;

    private static final List<String> KEYS = List.of("profile", "purpose", "purposes", "owner", "pattern", "for",
            "inputs", "opens-when", "lasts-while", "pauses-when", "limits", "allows", "approvals", "credentials",
            "record", "break-glass", "reauthorize");
    private static final List<String> LIMITS = List.of("duration", "idle", "uses", "rate", "networks", "environments",
            "delegation");
    private static final Map<String, Pattern> PATTERNS = Map.of("coarse", Pattern.COARSE, "just-in-time",
            Pattern.JUST_IN_TIME, "gated", Pattern.GATED);
    private static final Map<String, Boolean> RECORD = Map.of("before-answer", true, "soon", false);
    private static final Map<String, Duration> UNITS = Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private static final Form<Rate> RATE = (yaml, page) -> Forms.scalar(yaml, page, "a rate").flatMap(scalar -> rate(
            scalar, page));
    private static final Form<IpValue> NETWORK = (yaml, page) -> Forms.scalar(yaml, page, "a network").flatMap(
            scalar -> network(scalar, page));

    private final Page page;
    private boolean isWhole = true;

    private ProfileReader(Page page) {
        this.page = new Page(page.source(), mistake -> {
            isWhole = false;
            page.mistakes().accept(mistake);
        });
    }

    /// The profile in `yaml`; empty where it has no name.
    static Optional<WrittenProfile> read(Yaml yaml, Page page) {
        var reader = new ProfileReader(page);
        return Fields.of(yaml, reader.page, "a profile", KEYS).flatMap(reader::profile);
    }

    private Optional<WrittenProfile> profile(Fields fields) {
        var name = fields.required("profile", Forms.NAME, "Name it in its first line, as `profile: nightly-report`");
        var read = new WrittenProfile(
                name.orElse(new Written<>("", fields.place())),
                fields.required("purpose", Forms.TEXT, "Say in words what it is for"),
                fields.get("purposes", Forms.listOf(Forms.placed(Forms.NAME), MOST)).orElse(List.of()),
                fields.required("owner", Forms.TEXT, "Say who answers for it, as `owner: group:devex`"),
                fields.required("pattern", Forms.oneOf(PATTERNS), "Write `just-in-time`, `gated` or `coarse`").map(
                        Written::value).orElse(Pattern.JUST_IN_TIME),
                fields.get("for", Forms.listOf(Forms.CEDAR, MOST)).orElse(List.of()),
                fields.yaml("inputs").map(inputs -> TypeReader.parts(inputs, page)).orElse(List.of()),
                fields.get("opens-when", Forms.CEDAR),
                fields.get("lasts-while", Forms.CEDAR),
                fields.get("pauses-when", Forms.CEDAR),
                fields.yaml("limits").flatMap(this::limits).orElse(WrittenLimits.NONE),
                fields.get("allows", Forms.CEDAR),
                fields.get("approvals", Forms.listOf(this::approval, MOST)).orElse(List.of()),
                fields.yaml("credentials").map(this::credentials).orElse(List.of()),
                fields.get("record", Forms.oneOf(RECORD)).orElse(false),
                fields.yaml("break-glass").flatMap(this::breakGlass),
                fields.yaml("reauthorize").flatMap(this::reauthorization),
                isWhole,
                fields.place());
        return name.map(_ -> read);
    }

    private Optional<WrittenLimits> limits(Yaml yaml) {
        return Fields.of(yaml, page, "`limits`", LIMITS).map(fields -> new WrittenLimits(
                fields.placed("duration", Forms.DURATION),
                fields.placed("idle", Forms.DURATION),
                fields.placed("uses", Forms.number(1, MOST_USES)),
                fields.placed("rate", RATE),
                fields.get("networks", Forms.listOf(NETWORK, MOST)).orElse(List.of()),
                fields.get("environments", Forms.listOf(Forms.placed(Forms.NAME), MOST)).orElse(List.of()),
                fields.placed("delegation", Forms.number(0, DEEPEST_DELEGATION))));
    }

    private Optional<WrittenBreakGlass> breakGlass(Yaml yaml) {
        return Fields.of(yaml, page, "`break-glass`", List.of("by", "duration", "review-within")).flatMap(fields -> {
            var by = fields.required("by", Forms.CEDAR, "Say who may, as `by: group:sre`");
            var duration = fields.required("duration", Forms.DURATION, "Say after what time such a task is over");
            var review = fields.required("review-within", Forms.DURATION, "Say by when somebody else looks at it");
            return by.isPresent() && duration.isPresent() && review.isPresent()
                    ? Optional.of(new WrittenBreakGlass(by.get().value(), duration.get(), review.get()))
                    : Optional.empty();
        });
    }

    private Optional<WrittenReauthorization> reauthorization(Yaml yaml) {
        return Fields.of(yaml, page, "`reauthorize`", List.of("by", "when")).map(
                fields -> new WrittenReauthorization(fields.get("by", Forms.CEDAR), fields.get("when", Forms.CEDAR)));
    }

    private Optional<WrittenApproval> approval(Yaml yaml, Page page) {
        return Fields.of(yaml, page, "an approval", List.of("for", "by", "quorum", "grants",
                "remember", "waits", "hides")).map(fields -> {
                    var grants = fields.yaml("grants").flatMap(granted -> Fields.of(granted, page, "`grants`", List.of(
                            "uses",
                            "within")));
                    return new WrittenApproval(
                            fields.required("for", Forms.CEDAR, "Say which requests need it, in Cedar").map(
                                    Written::value),
                            fields.required("by", Forms.CEDAR, "Say who may give it, as `by: group:devex`").map(
                                    Written::value),
                            fields.placed("quorum", Forms.number(1, 100)),
                            grants.flatMap(each -> each.placed("uses", Forms.number(1, MOST_USES))),
                            grants.flatMap(each -> each.placed("within", Forms.DURATION)),
                            fields.placed("remember", Forms.NAME),
                            fields.placed("waits", Forms.DURATION),
                            fields.get("hides", Forms.listOf(Forms.placed(Forms.NAME), MOST)).orElse(List.of()),
                            fields.place());
                });
    }

    private List<WrittenCredential> credentials(Yaml yaml) {
        return Fields.any(yaml, page, "a mapping from names to credentials").stream()
                .flatMap(entry -> credential(entry).stream())
                .toList();
    }

    private Optional<WrittenCredential> credential(Yaml.Entry entry) {
        var name = new Written<>(entry.key().text(), page.passage(entry.key()));
        return Fields.of(entry.value(), page, "credential `%s`".formatted(name.value()), List.of("broker", "scope",
                "ttl")).map(fields -> new WrittenCredential(
                        name,
                        fields.required("broker", Forms.NAME, "Name the broker that lends it"),
                        fields.placed("ttl", Forms.DURATION),
                        fields.yaml("scope").stream().flatMap(this::texts).toList(),
                        fields.place()));
    }

    private Stream<Written<String>> texts(Yaml yaml) {
        return switch (yaml) {
            case Yaml.Mapping(var entries, _) -> entries.stream().flatMap(entry -> texts(entry.value()));
            case Yaml.Sequence(var items, _) -> items.stream().flatMap(this::texts);
            case Yaml.Scalar scalar -> Stream.of(new Written<>(scalar.text(), page.passage(scalar)));
        };
    }

    private static Optional<Rate> rate(Yaml.Scalar scalar, Page page) {
        var parts = new ArrayList<>(List.of(scalar.text().split("/", -1)));
        var unit = Optional.ofNullable(parts.size() == 2 ? UNITS.get(parts.get(1)) : null);
        if (unit.isEmpty() || !parts.getFirst().matches("[1-9][0-9]{0,8}")) {
            page.tell("bad-rate", scalar, "`%s` is no rate".formatted(scalar.text()),
                    "Write permits and a unit of time, such as `50/s`, `100/m` or `5/h`");
            return Optional.empty();
        }
        return unit.map(per -> new Rate(Long.parseLong(parts.getFirst()), per));
    }

    private static Optional<IpValue> network(Yaml.Scalar scalar, Page page) {
        var network = Optional.ofNullable(IpValue.parse(scalar.text()));
        if (network.isEmpty()) {
            page.tell("bad-network", scalar, "`%s` is no network".formatted(scalar.text()),
                    "Write an address and how many bits of it count, such as `10.0.0.0/8` or `2001:db8::/32`");
        }
        return network;
    }
}
