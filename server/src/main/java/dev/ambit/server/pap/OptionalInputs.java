package dev.ambit.server.pap;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;

/// Tells which inputs can be missing from a request that fits the schema. One that is required appears and disappears only
/// together with what holds it: a request without it is refused before any policy is asked.
public final class OptionalInputs {
    private final Schema schema;

    public OptionalInputs(Schema schema) {
        this.schema = schema;
    }

    /// Whether `input` can be missing from a request for `action` although what holds it is there. Attributes of entities
    /// always can: nothing may be known of the entity.
    public boolean canBeAbsent(EntityUid action, InputPath input) {
        var declared = schema.action(action);
        if (input.root() != Root.CONTEXT || declared.isEmpty()) {
            return true;
        }
        Type at = declared.get().context();
        var isRequired = true;
        for (var step : input.steps()) {
            var attribute = at instanceof Type.RecordOf(var attributes) ? attributes.get(step.name()) : null;
            if (attribute == null) {
                return true;
            }
            isRequired = attribute.required();
            at = attribute.type();
        }
        return !isRequired;
    }

    /// Whether `input` can be missing, in the same sense, from a request for some action whose context has a place for it.
    boolean canBeAbsent(InputPath input) {
        return input.root() != Root.CONTEXT || schema.actions().values().stream()
                .filter(action -> action.context().attributes().containsKey(input.steps().getFirst().name()))
                .anyMatch(action -> canBeAbsent(action.uid(), input));
    }
}
