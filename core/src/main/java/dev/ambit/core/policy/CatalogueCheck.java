package dev.ambit.core.policy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.core.signal.BuiltIn;
import dev.ambit.core.signal.Catalogue;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.signal.Signal.Influence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes the catalogue of what was written, and holds each signal to what its influence demands.
final class CatalogueCheck {
    private final Optional<Schema> schema;
    private final Findings findings;
    private final TypeResolver types;
    private boolean isWhole = true;

    CatalogueCheck(Optional<Schema> schema, Findings findings) {
        this.schema = schema;
        this.findings = findings;
        this.types = new TypeResolver(schema, findings);
    }

    /// The signals of which enough is known to type what reads them.
    Catalogue catalogue(List<WrittenSignal> written) {
        var signals = new LinkedHashMap<String, Signal>();
        for (var each : written) {
            check(each);
            var signal = signal(each);
            isWhole &= signal.isPresent();
            signal.ifPresent(known -> signals.put(known.name(), known));
        }
        return BuiltIn.with(signals);
    }

    /// Whether every signal that was written is in the catalogue; if not, what reads one that is missing is not to blame.
    boolean isWhole() {
        return isWhole;
    }

    private Optional<Signal> signal(WrittenSignal written) {
        return written.value().flatMap(types::resolve).map(type -> new Signal(
                written.name().value(),
                written.about().map(Written::value).orElse(""),
                type,
                written.source().map(Written::value).orElse(""),
                integrity(written),
                influence(written),
                written.freshFor().map(Written::value),
                written.holdFor().map(Written::value),
                written.heartbeat().map(Written::value),
                written.isSensitive(),
                written.purposes().stream().map(Written::value).collect(Collectors.toSet()),
                written.owner().map(Written::value).orElse(""),
                written.description().map(Written::value).orElse("")));
    }

    private static Integrity integrity(WrittenSignal written) {
        return written.integrity().map(Written::value).orElse(Integrity.ASSERTED);
    }

    private static Influence influence(WrittenSignal written) {
        return written.influence().map(Written::value).orElse(Influence.NARROW);
    }

    private void check(WrittenSignal written) {
        var name = written.name().value();
        if (!Names.isWritable(name)) {
            findings.add(written.name().error("bad-name", "a policy cannot name signal `%s`".formatted(name)).help(
                    Names.HELP));
        }
        if (BuiltIn.BEHAVIOUR.name().equals(name)) {
            findings.add(written.name().error("built-in-signal", "signal `%s` is computed by Ambit itself".formatted(
                    name)).help("Give it another name"));
        }
        written.source().filter(source -> source.value().equals(BuiltIn.SOURCE)).ifPresent(source -> findings.add(source
                .error("built-in-source", "source `%s` is Ambit itself".formatted(BuiltIn.SOURCE)).help(
                        "Give the source another name")));
        written.about().filter(about -> schema.isPresent() && schema.get().entityType(about.value()).isEmpty())
                .ifPresent(about -> findings.add(about.error("unknown-type", "entity type `%s` is not in the schema"
                        .formatted(about.value())).help(Spelling.didYouMean(about.value(), types()).orElse(
                                "It has: " + String.join(", ", types())))));
        written.holdFor().ifPresent(hold -> {
            var fresh = written.freshFor();
            if (fresh.isPresent() && hold.value().compareTo(fresh.get().value()) < 0) {
                findings.add(hold.error("short-hold", "`hold-for` of signal `%s` is shorter than its `fresh-for`"
                        .formatted(name)).help("A value holds on at least as long as it is fresh"));
            }
        });
        written.heartbeat().ifPresent(every -> {
            var fresh = written.freshFor();
            if (fresh.isPresent() && fresh.get().value().compareTo(every.value().multipliedBy(2)) <= 0) {
                findings.add(every.error("idle-heartbeat", "signal `%s` is too old before its source is silent"
                        .formatted(name)).help("A source is silent after twice `heartbeat-every`; make that shorter "
                                + "than `fresh-for`, or leave it out"));
            }
        });
        if (influence(written) == Influence.WIDEN && written.isWhole()) {
            checkWidening(written);
        }
    }

    private List<String> types() {
        return schema.map(known -> List.copyOf(known.entityTypes().keySet())).orElse(List.of());
    }

    /// What may widen access must be hard to forge and must not be believed for ever.
    private void checkWidening(WrittenSignal written) {
        var name = written.name().value();
        if (!integrity(written).isAtLeast(Integrity.AUTHENTICATED)) {
            var place = written.integrity().<Written<?>>map(found -> found).orElse(written.name());
            findings.add(place.error("widen-unauthenticated", ("signal `%s` may widen access, and its integrity is "
                    + "only `%s`").formatted(name, integrity(written).word())).help(
                            "Write `integrity: authenticated` or `integrity: signed`"));
        }
        if (written.freshFor().isEmpty()) {
            findings.add(written.name().error("widen-without-freshness", ("signal `%s` may widen access, and has no "
                    + "`fresh-for`").formatted(name)).help(
                            "Say how long a value counts, such as `fresh-for: 60s`"));
        }
    }
}
