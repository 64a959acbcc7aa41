package dev.ambit.cedar.partial;

import dev.ambit.cedar.syntax.Expr;
import java.util.LinkedHashSet;
import java.util.List;

/// Conditions that must all hold; one that fails does not hold.
///
/// @param conditions different from each other, without their places in the source; none where nothing is needed
public record Case(List<Expr> conditions) {
    static final Case ALWAYS = new Case(List.of());

    public Case {
        conditions = List.copyOf(new LinkedHashSet<>(conditions));
    }

    /// Whether nothing is needed.
    public boolean isAlways() {
        return conditions.isEmpty();
    }

    /// Whether this one is met wherever `other` is, as its conditions are among those of `other`.
    public boolean covers(Case other) {
        return other.conditions.containsAll(conditions);
    }
}
