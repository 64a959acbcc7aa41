package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.InputPath.Attribute;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.List;

/// The inputs an action declares in its context: every attribute, and every attribute of the records among them.
final class DeclaredInputs {
    private DeclaredInputs() {}

    /// None for an action the schema does not know. A record before what it holds, otherwise in the order of names.
    static List<InputPath> of(Schema schema, EntityUid action) {
        var inputs = new ArrayList<InputPath>();
        schema.action(action).ifPresent(declared -> add(declared.context(), List.of(), inputs));
        return inputs;
    }

    private static void add(Type.RecordOf record, List<Step> steps, List<InputPath> inputs) {
        record.attributes().forEach((name, attribute) -> {
            var longer = new ArrayList<>(steps);
            longer.add(new Attribute(name));
            inputs.add(new InputPath(Root.CONTEXT, longer));
            if (attribute.type() instanceof Type.RecordOf inner) {
                add(inner, longer, inputs);
            }
        });
    }
}
