package dev.ambit.cedar.syntax;

import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One policy, or one template: a policy whose scope has a slot.
///
/// @param id          unique in its [PolicySet]
/// @param effect      what it does to a request it is satisfied by
/// @param annotations in the order written; an annotation without a value has none
/// @param conditions  all must hold, looked at in order
/// @param source      the text it was read from
/// @param span        where in that text it stands, annotations included
public record Policy(
        String id,
        Effect effect,
        Map<String, Optional<String>> annotations,
        Scope principal,
        Scope action,
        Scope resource,
        List<Condition> conditions,
        Source source,
        Span span) {

    public enum Effect {
        PERMIT, FORBID;

        /// The effect as it is written.
        public String word() {
            return this == PERMIT ? "permit" : "forbid";
        }
    }

    /// `when { body }` or, negated, `unless { body }`.
    public record Condition(Kind kind, Expr body) {
        public enum Kind {
            WHEN, UNLESS;

            /// The kind as it is written.
            public String word() {
                return this == WHEN ? "when" : "unless";
            }
        }
    }

    public Policy {
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        conditions = List.copyOf(conditions);
    }

    /// Whether this is a template: it decides nothing until a [TemplateLink] fills its slots.
    public boolean isTemplate() {
        return !slots().isEmpty();
    }

    /// The slots of a template; none of a policy.
    public Set<Expr.Root> slots() {
        return Stream.of(principal, resource).flatMap(Policy::slots).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Expr.Root> slots(Scope scope) {
        return switch (scope) {
            case Scope.Equal(Scope.Slot slot) -> Stream.of(slot.root());
            case Scope.In(Scope.Slot slot) -> Stream.of(slot.root());
            case Scope.IsIn(_, _, Scope.Slot slot) -> Stream.of(slot.root());
            default -> Stream.empty();
        };
    }

    /// This policy under another id.
    public Policy named(String other) {
        return new Policy(other, effect, annotations, principal, action, resource, conditions, source, span);
    }
}
