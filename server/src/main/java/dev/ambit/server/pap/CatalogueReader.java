package dev.ambit.server.pap;

import dev.ambit.core.policy.Written;
import dev.ambit.core.policy.WrittenSignal;
import dev.ambit.core.policy.WrittenType;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Signal.Influence;
import dev.ambit.server.yaml.Fields;
import dev.ambit.server.yaml.Forms;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `signals.yaml`, the catalogue of signals.
final class CatalogueReader {
    /// Most signals of one catalogue.
    static final int MOST = 1_000;

    private static final List<String> KEYS = List.of("about", "value", "source", "integrity", "influence", "fresh-for",
            "when-silent", "hold-for", "heartbeat-every", "sensitive", "purposes", "owner", "description");
    private static final Map<String, Integrity> INTEGRITY = Map.of("asserted", Integrity.ASSERTED, "authenticated",
            Integrity.AUTHENTICATED, "signed", Integrity.SIGNED);
    private static final Map<String, Influence> INFLUENCE = Map.of("narrow", Influence.NARROW, "widen",
            Influence.WIDEN);
    private static final Map<String, Boolean> WHEN_SILENT = Map.of("last", true, "unknown", false);

    private final Page page;
    private boolean isWhole = true;

    private CatalogueReader(Page page) {
        this.page = new Page(page.source(), mistake -> {
            isWhole = false;
            page.mistakes().accept(mistake);
        });
    }

    static List<WrittenSignal> read(Yaml yaml, Page page) {
        var reader = new CatalogueReader(page);
        var found = new ArrayList<WrittenSignal>();
        Fields.of(yaml, page, "the catalogue", List.of("signals"))
                .flatMap(file -> file.yaml("signals"))
                .map(signals -> Fields.any(signals, page, "a mapping from names to signals"))
                .orElse(List.of())
                .forEach(entry -> reader.signal(entry).ifPresent(found::add));
        if (found.size() > MOST) {
            page.tell("too-many-signals", yaml, "the catalogue has %,d signals, the limit is %,d".formatted(found
                    .size(), MOST), "");
            return found.subList(0, MOST);
        }
        return found;
    }

    private Optional<WrittenSignal> signal(Yaml.Entry entry) {
        isWhole = true;
        var name = new Written<>(entry.key().text(), page.passage(entry.key()));
        return Fields.of(entry.value(), page, "signal `%s`".formatted(name.value()), KEYS).map(fields -> signal(name,
                fields));
    }

    private WrittenSignal signal(Written<String> name, Fields fields) {
        return new WrittenSignal(
                name,
                fields.required("about", Forms.TEXT, "Name the type of entity that a reading is about"),
                value(fields),
                fields.required("source", Forms.NAME, "Name who sends it"),
                fields.placed("integrity", Forms.oneOf(INTEGRITY)),
                fields.placed("influence", Forms.oneOf(INFLUENCE)),
                fields.placed("fresh-for", Forms.DURATION),
                holdFor(fields),
                fields.placed("heartbeat-every", Forms.DURATION),
                fields.get("sensitive", Forms.TRUTH).orElse(false),
                fields.required("purposes", Forms.listOf(Forms.placed(Forms.NAME), 100), "Say why it may be read, as "
                        + "`purposes: [ deploy ]`").map(Written::value).orElse(List.of()),
                fields.required("owner", Forms.TEXT, "Say who answers for it, as `owner: group:devex`"),
                fields.required("description", Forms.TEXT, "Say in words what it means"),
                isWhole);
    }

    private Optional<WrittenType> value(Fields fields) {
        fields.required("value", (_, _) -> Optional.of(true), "Give its type, as `value: Bool`");
        return fields.yaml("value").flatMap(yaml -> TypeReader.type(yaml, page));
    }

    /// `when-silent: last` and `hold-for` say one thing together.
    private Optional<Written<Duration>> holdFor(Fields fields) {
        var holds = fields.get("when-silent", Forms.oneOf(WHEN_SILENT)).orElse(false);
        var holdFor = fields.placed("hold-for", Forms.DURATION);
        if (holds && !fields.has("hold-for")) {
            page.tell("missing-key", fields.yaml("when-silent").orElseThrow(),
                    "`when-silent: last` does not say for how long", "Add `hold-for`, such as `hold-for: 5m`");
        } else if (!holds && holdFor.isPresent()) {
            page.tell("idle-key", fields.yaml("hold-for").orElseThrow(),
                    "`hold-for` means nothing without `when-silent: last`", "Add `when-silent: last`, or remove it");
        }
        return holds ? holdFor : Optional.empty();
    }
}
