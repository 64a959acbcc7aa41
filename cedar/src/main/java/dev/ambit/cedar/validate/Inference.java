package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.validate.Inferred.Bool;
import dev.ambit.cedar.validate.Inferred.Field;
import dev.ambit.cedar.validate.Inferred.Plain;
import dev.ambit.cedar.validate.Inferred.RecordOf;
import dev.ambit.cedar.validate.Inferred.SetOf;
import dev.ambit.cedar.validate.Inferred.Unknown;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.HashMap;
import java.util.function.BiConsumer;

/// Types the expressions of one policy in one environment, by the strict rules of Cedar.
///
/// What cannot be reached is not typed: what stands behind `false &&` or `true ||`, and the branch that a constant
/// condition does not take. A mistake is reported where it is found, and what is built on it is typed as if it fitted,
/// so that one mistake is one message.
final class Inference {
    private final Setting setting;
    private final BiConsumer<Expr, Inferred> facts;
    private final Reads reads;
    private final Relations relations;
    private final Calls calls;

    /// @param facts told the type of every expression that can be reached
    Inference(Setting setting, BiConsumer<Expr, Inferred> facts) {
        this.setting = setting;
        this.facts = facts;
        this.reads = new Reads(this, setting);
        this.relations = new Relations(this, setting);
        this.calls = new Calls(this, setting);
    }

    /// What is known of the truth of all conditions of `policy` together. Each is looked at where the ones before hold.
    Bool conditions(Policy policy) {
        var guards = Guards.NONE;
        var truth = Bool.TRUE;
        for (var condition : policy.conditions()) {
            var negated = condition.kind() == Policy.Condition.Kind.UNLESS;
            var answer = expect(condition.body(), Need.bool("`%s`".formatted(condition.kind().word())), guards);
            var holds = negated ? answer.truth().negated() : answer.truth();
            if (holds == Bool.FALSE) {
                return Bool.FALSE;
            }
            truth = holds == Bool.ANY ? Bool.ANY : truth;
            guards = negated ? guards : guards.and(answer.proves());
        }
        return truth;
    }

    /// The type of `e` where `guards` hold.
    Answer infer(Expr e, Guards guards) {
        var answer = switch (e) {
            case Expr.Literal(var value, _) -> Answer.of(literal(value));
            case Expr.Variable(var root, _) -> Answer.of(variable(root));
            case Expr.Unary unary -> Answer.of(unary(unary, guards));
            case Expr.Binary binary -> binary(binary, guards);
            case Expr.If choice -> choice(choice, guards);
            case Expr.Attribute read -> Answer.of(reads.attribute(read, guards));
            case Expr.Has has -> reads.has(has, guards);
            case Expr.Like(var of, _, _) -> Answer.of(bool(of, Need.like(), guards));
            case Expr.Is(var of, var type, _) -> Answer.of(relations.is(of, type, guards));
            case Expr.IsIn isIn -> Answer.of(relations.isIn(isIn, guards));
            case Expr.SetOf set -> Answer.of(set(set, guards));
            case Expr.RecordOf entries -> Answer.of(entries(entries, guards));
            case Expr.Call call -> Answer.of(calls.call(call, guards));
        };
        facts.accept(e, answer.type());
        return answer;
    }

    /// As [#infer], of an expression that has to be what is needed; unknown where it is something else.
    Answer expect(Expr e, Need need, Guards guards) {
        var answer = infer(e, guards);
        if (answer.type() instanceof Unknown || need.takes().test(answer.type())) {
            return answer;
        }
        setting.report(setting.wording().wrongType(e, answer.type(), need));
        return Answer.UNKNOWN;
    }

    /// A question about `e`, whose answer is not known beforehand.
    private Inferred bool(Expr e, Need need, Guards guards) {
        expect(e, need, guards);
        return Bool.ANY;
    }

    private Inferred literal(Value value) {
        return switch (value) {
            case BoolValue truth -> Bool.of(truth.value());
            case LongValue _ -> Plain.LONG;
            case StringValue _ -> Plain.STRING;
            case EntityUid uid -> setting.vocabulary().meantTypeOf(uid).map(Inferred::entity).orElse(Unknown.UNKNOWN);
            case DecimalValue _ -> new Plain(Type.Extension.DECIMAL);
            case IpValue _ -> new Plain(Type.Extension.IPADDR);
            case DatetimeValue _ -> new Plain(Type.Extension.DATETIME);
            case DurationValue _ -> new Plain(Type.Extension.DURATION);
            case SetValue _,RecordValue _ ->
                throw new IllegalArgumentException("`%s` cannot be written as a literal".formatted(value));
        };
    }

    private Inferred variable(Expr.Root root) {
        var environment = setting.environment();
        return switch (root) {
            case PRINCIPAL -> Inferred.entity(environment.principal());
            case ACTION -> Inferred.entity(environment.action().type());
            case RESOURCE -> Inferred.entity(environment.resource());
            case CONTEXT -> setting.vocabulary().context(environment.action());
        };
    }

    private Inferred unary(Expr.Unary e, Guards guards) {
        var word = Operators.word(e.operator());
        return switch (e.operator()) {
            case NOT -> expect(e.operand(), Need.bool(word), guards).truth().negated();
            case NEGATE -> {
                expect(e.operand(), Need.number(word), guards);
                yield Plain.LONG;
            }
            case IS_EMPTY -> bool(e.operand(), Need.counted(), guards);
        };
    }

    private Answer binary(Expr.Binary e, Guards guards) {
        return switch (e.operator()) {
            case AND -> and(e, guards);
            case OR -> or(e, guards);
            case EQUAL -> Answer.of(relations.equal(e, guards));
            case NOT_EQUAL -> Answer.of(relations.equal(e, guards).negated());
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Answer.of(relations.order(e, guards));
            case IN -> Answer.of(relations.in(e.left(), e.right(), guards));
            case ADD, SUBTRACT, MULTIPLY -> Answer.of(arithmetic(e, guards));
            case CONTAINS -> Answer.of(relations.contains(e, guards));
            case CONTAINS_ALL, CONTAINS_ANY -> Answer.of(relations.containsSet(e, guards));
            case HAS_TAG -> reads.hasTag(e, guards);
            case GET_TAG -> Answer.of(reads.getTag(e, guards));
        };
    }

    private Answer and(Expr.Binary e, Guards guards) {
        var need = Need.bool(Operators.word(BinaryOperator.AND));
        var left = expect(e.left(), need, guards);
        if (left.truth() == Bool.FALSE) {
            return Answer.of(Bool.FALSE);
        }
        var right = expect(e.right(), need, guards.and(left.proves()));
        return switch (right.truth()) {
            case FALSE -> Answer.of(Bool.FALSE);
            case TRUE -> new Answer(left.truth(), Guards.both(left.proves(), right.proves()));
            case ANY -> new Answer(Bool.ANY, Guards.both(left.proves(), right.proves()));
        };
    }

    private Answer or(Expr.Binary e, Guards guards) {
        var need = Need.bool(Operators.word(BinaryOperator.OR));
        var left = expect(e.left(), need, guards);
        if (left.truth() == Bool.TRUE) {
            return new Answer(Bool.TRUE, left.proves());
        }
        var right = expect(e.right(), need, guards);
        if (right.truth() == Bool.TRUE || left.truth() == Bool.FALSE) {
            return new Answer(right.truth(), right.proves());
        }
        return right.truth() == Bool.FALSE
                ? new Answer(left.truth(), left.proves())
                : new Answer(Bool.ANY, Guards.either(left.proves(), right.proves()));
    }

    private Answer choice(Expr.If e, Guards guards) {
        var condition = expect(e.condition(), Need.bool("`if`"), guards);
        return switch (condition.truth()) {
            case TRUE -> {
                var then = infer(e.then(), guards.and(condition.proves()));
                yield new Answer(then.type(), Guards.both(condition.proves(), then.proves()));
            }
            case FALSE -> infer(e.otherwise(), guards);
            case ANY -> {
                var then = infer(e.then(), guards.and(condition.proves()));
                var otherwise = infer(e.otherwise(), guards);
                var proves = Guards.either(Guards.both(condition.proves(), then.proves()), otherwise.proves());
                yield new Answer(common(e, then.type(), otherwise.type()), proves);
            }
        };
    }

    private Inferred common(Expr.If e, Inferred then, Inferred otherwise) {
        return Join.of(then, otherwise).orElseGet(() -> {
            setting.report(setting.wording().differentBranches(e, then, otherwise));
            return Unknown.UNKNOWN;
        });
    }

    private Inferred arithmetic(Expr.Binary e, Guards guards) {
        var need = Need.number(Operators.word(e.operator()));
        expect(e.left(), need, guards);
        expect(e.right(), need, guards);
        return Plain.LONG;
    }

    private Inferred set(Expr.SetOf e, Guards guards) {
        if (e.members().isEmpty()) {
            setting.report(Wording.emptySet(e.span()));
            return Unknown.UNKNOWN;
        }
        Inferred common = Unknown.UNKNOWN;
        for (var member : e.members()) {
            var type = infer(member, guards).type();
            var joined = Join.of(common, type);
            if (joined.isEmpty()) {
                setting.report(setting.wording().mixedSet(member, type, common));
            }
            common = joined.orElse(common);
        }
        return new SetOf(common);
    }

    private Inferred entries(Expr.RecordOf e, Guards guards) {
        var fields = new HashMap<String, Field>();
        e.attributes().forEach((name, value) -> fields.put(name, new Field(infer(value, guards).type(), true)));
        return new RecordOf(fields);
    }
}
