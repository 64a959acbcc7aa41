package dev.ambit.cedar.engine;

import dev.ambit.cedar.engine.Inputs.Slot;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.Value;
import java.util.List;
import java.util.Optional;

/// Something that must hold before a policy can be satisfied, or fail, at all: what the index sorts policies by.
sealed interface Guard {

    /// A variable of the request is one entity: `principal == User::"a"`.
    record Same(Root root, EntityUid entity) implements Guard {}

    /// A variable of the request is one of some groups, or in one of them: `resource in Folder::"f"`.
    record In(Root root, List<EntityUid> groups) implements Guard {}

    /// A variable of the request is of one type: `principal is User`.
    record Typed(Root root, String type) implements Guard {}

    /// An input has one of some values, or else cannot be read: `context.stage == "prod"`.
    record OneOf(Slot slot, List<Value> values) implements Guard {}

    /// What has to hold for `condition` to hold or fail, where it has the form of a guard.
    static Optional<Guard> of(Node condition) {
        return switch (condition) {
            case Sets.EqualConstant equal when equal.left() instanceof Access.Input input ->
                Optional.of(equal(input.slot(), equal.right()));
            case Membership.VariableIn in -> Optional.of(new In(in.root(), in.groups()));
            case Membership.Is is when is.of() instanceof Access.Input input && Membership.isEntity(input.slot()) ->
                Optional.of(new Typed(input.slot().root(), is.type()));
            case Sets.Contains contains when contains.operation() == Sets.Operation.CONTAINS
                    && contains.left().constant() instanceof SetValue set
                    && contains.right() instanceof Access.Input input ->
                Optional.of(new OneOf(input.slot(), set.members()));
            default -> Optional.empty();
        };
    }

    private static Guard equal(Slot slot, Value value) {
        return Membership.isEntity(slot) && value instanceof EntityUid entity
                ? new Same(slot.root(), entity)
                : new OneOf(slot, List.of(value));
    }
}
