package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import java.util.function.Consumer;

/// Looks up every type, action and listed entity a policy names, whether or not an evaluation can get there.
final class Names {
    private final Vocabulary vocabulary;
    private final Consumer<Mistake> mistakes;

    Names(Vocabulary vocabulary, Consumer<Mistake> mistakes) {
        this.vocabulary = vocabulary;
        this.mistakes = mistakes;
    }

    void checkHead(Policy policy) {
        check(policy.principal());
        check(policy.action());
        check(policy.resource());
    }

    void checkConditions(Policy policy) {
        Parts.forEach(policy, this::check);
    }

    private void check(Scope scope) {
        switch (scope) {
            case Scope.Any() -> {}
            case Scope.Equal(var entity) -> check(entity);
            case Scope.In(var entity) -> check(entity);
            case Scope.InAny(var entities, var span) -> entities.forEach(uid -> check(uid, span));
            case Scope.Is(var type, var span) -> check(type, span);
            case Scope.IsIn(var type, var span, var entity) -> {
                check(type, span);
                check(entity);
            }
        }
    }

    private void check(Scope.Reference entity) {
        switch (entity) {
            case Scope.Known(var uid, var span) -> check(uid, span);
            case Scope.Slot _ -> {}
        }
    }

    private void check(Expr e) {
        switch (e) {
            case Expr.Literal(EntityUid uid, var span) -> check(uid, span);
            case Expr.Is(_, var type, var span) -> check(type, span);
            case Expr.IsIn(_, var type, _, var span) -> check(type, span);
            default -> {}
        }
    }

    private void check(String type, Span span) {
        if (!vocabulary.knowsType(type)) {
            mistakes.accept(Wording.unknownType(
                    type, span, vocabulary.meant(type), vocabulary.schema().entityTypes().keySet()));
        }
    }

    /// Reports `uid` where its type, or the action or listed entity it names, is not in the schema.
    void check(EntityUid uid, Span span) {
        if (Vocabulary.isActionType(uid.type())) {
            if (vocabulary.schema().action(uid).isEmpty()) {
                mistakes.accept(Wording.unknownAction(uid, span, vocabulary.meant(uid)));
            }
            return;
        }
        check(uid.type(), span);
        vocabulary.schema().entityType(uid.type())
                .flatMap(Schema.EntityType::enumerated)
                .filter(ids -> !ids.contains(uid.id()))
                .ifPresent(ids -> mistakes.accept(
                        Wording.unknownId(uid, span, ids, vocabulary.nearestId(uid.id(), ids))));
    }
}
