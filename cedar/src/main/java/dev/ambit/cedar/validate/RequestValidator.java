package dev.ambit.cedar.validate;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks requests against a schema: the action is declared, applies to such a principal and such a resource, and the
/// context has exactly the type declared for it. Immutable and safe to share.
public final class RequestValidator {
    private final Schema schema;

    public RequestValidator(Schema schema) {
        this.schema = schema;
    }

    /// Everything in `request` that the schema does not allow, up to a hundred violations; nothing for a valid request.
    public List<Violation> validate(Request request) {
        var violations = new Violations();
        var action = schema.action(request.action());
        if (action.isEmpty()) {
            unknownAction(request.action(), violations);
        }
        check(Root.PRINCIPAL, request.principal(), action.map(Schema.Action::principals), request, violations);
        check(Root.RESOURCE, request.resource(), action.map(Schema.Action::resources), request, violations);
        action.ifPresent(known -> new Conformance(schema, violations)
                .check(request.context(), known.context(), Subject.of("context")));
        return violations.all();
    }

    private void unknownAction(EntityUid action, Violations violations) {
        var known = schema.actions().keySet().stream().map(EntityUid::toString).toList();
        violations.misspelt("unknown-action", Subject.of("action"), "action `%s` is not in the schema"
                .formatted(action), action.toString(), known);
    }

    private void check(
            Root root, EntityUid uid, Optional<Set<String>> applicable, Request request, Violations violations) {
        var subject = Subject.of(root.word());
        if (schema.entityType(uid.type()).isEmpty()) {
            violations.misspelt("unknown-entity-type", subject, "the type of %s `%s` is not in the schema"
                    .formatted(subject, uid), uid.type(), schema.entityTypes().keySet());
            return;
        }
        new Conformance(schema, violations).checkName(uid, subject);
        if (applicable.isPresent() && !applicable.get().contains(uid.type())) {
            violations.add("not-applicable", subject, "%s `%s` is a `%s`, to which `%s` does not apply"
                    .formatted(subject, uid, uid.type(), request.action()), types(root, applicable.get()));
        }
    }

    private static Optional<String> types(Root root, Set<String> applicable) {
        return applicable.isEmpty()
                ? Optional.of("It is a group of actions and is never asked for itself")
                : Optional.of("The %s has to be %s".formatted(root.word(), Wording.either(applicable)));
    }
}
