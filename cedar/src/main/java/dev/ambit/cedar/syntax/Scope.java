package dev.ambit.cedar.syntax;

import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;

/// What the head of a policy says about `principal`, `action` or `resource`.
/// `principal` and `resource` may be [Any], [Equal], [In], [Is] or [IsIn]; `action` may be [Any], [Equal], [In] or
/// [InAny]. Only a template holds a [Slot].
public sealed interface Scope {

    /// `principal`: no constraint.
    record Any() implements Scope {}

    /// `principal == entity`.
    record Equal(Reference entity) implements Scope {}

    /// `principal in entity`.
    record In(Reference entity) implements Scope {}

    /// `action in [a, b]`.
    record InAny(List<EntityUid> entities, Span span) implements Scope {
        public InAny {
            entities = List.copyOf(entities);
        }
    }

    /// `principal is Type`.
    record Is(String type, Span span) implements Scope {}

    /// `principal is Type in entity`.
    record IsIn(String type, Span span, Reference entity) implements Scope {}

    /// An entity, or in a template the place where one will stand.
    sealed interface Reference {
        Span span();
    }

    /// An entity named outright.
    record Known(EntityUid uid, Span span) implements Reference {}

    /// `?principal` or `?resource`.
    record Slot(Expr.Root root, Span span) implements Reference {}
}
