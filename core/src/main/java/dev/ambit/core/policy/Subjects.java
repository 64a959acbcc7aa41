package dev.ambit.core.policy;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Passage;
import dev.ambit.core.signal.BuiltIn;
import dev.ambit.core.signal.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds whom a signal is about in the tasks of one profile: of the type that the catalogue names, the principal where it
/// can be one; or else the one input of that type; or else the resource of the request.
///
/// The principal comes first because a guardrail that reads a signal about it must not be led elsewhere by an input
/// that whoever opens the task chooses.
///
/// @param principals types of those who may have a task
/// @param inputs     of the profile
/// @param resources  types of what may be asked for
record Subjects(Set<String> principals, Map<String, Type> inputs, Set<String> resources) {

    /// Whom it is about, if it is about anybody.
    Optional<About> of(Signal signal) {
        if (BuiltIn.is(signal)) {
            return Optional.of(About.Itself.TASK);
        }
        if (principals.contains(signal.about())) {
            return Optional.of(About.Asked.PRINCIPAL);
        }
        var fitting = fitting(signal);
        if (fitting.size() == 1) {
            return Optional.of(new About.AnInput(fitting.getFirst()));
        }
        return fitting.isEmpty() && resources.contains(signal.about())
                ? Optional.of(About.Asked.RESOURCE)
                : Optional.empty();
    }

    /// Why nobody could be found.
    Diagnostic nobody(Signal signal, Passage at) {
        var place = new Written<>(signal, at);
        var fitting = fitting(signal);
        return fitting.isEmpty()
                ? place.error("no-subject", "signal `%s` is about one `%s`, and no input of the profile is one"
                        .formatted(signal.name(), signal.about())).help("Add an input, as `inputs: { %s: %s }`"
                                .formatted(signal.about().toLowerCase(Locale.ROOT).replaceAll(".*::", ""),
                                        signal.about()))
                : place.error("two-subjects", "signal `%s` is about one `%s`, and the inputs `%s` are such"
                        .formatted(signal.name(), signal.about(), String.join("`, `", fitting))).help(
                                "Leave one of them out, or make it a group that the other is in");
    }

    private List<String> fitting(Signal signal) {
        return inputs.entrySet().stream()
                .filter(input -> input.getValue().equals(new Type.Entity(signal.about())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
