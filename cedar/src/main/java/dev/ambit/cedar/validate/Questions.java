package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// The `has` questions of one policy that were answered no in every environment so far: asking for an attribute that no
/// type has is no mistake to Cedar, but mostly one of spelling.
final class Questions {
    private final IdentityHashMap<Expr.Has, Optional<Absence>> asked = new IdentityHashMap<>();

    /// @param of   what is asked
    /// @param name the attribute it does not have
    record Absence(Expr.Has question, Inferred of, String name) {}

    void answerNo(Absence absence) {
        asked.putIfAbsent(absence.question(), Optional.of(absence));
    }

    void answerPerhaps(Expr.Has question) {
        asked.put(question, Optional.empty());
    }

    /// Those never answered otherwise, in the order of the text.
    List<Absence> futile() {
        return asked.values().stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(absence -> absence.question().span().start()))
                .toList();
    }
}
