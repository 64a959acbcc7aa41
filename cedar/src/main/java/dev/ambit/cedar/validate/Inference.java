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
///
/// A level of nesting costs two calls and no more, here and in what this hands parts of the work to, so that the deepest
/// nesting any limit allows fits an ordinary stack.
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
            var word = negated ? "`unless`" : "`when`";
            var answer = fit(infer(condition.body(), guards), condition.body(), Need.BOOL, word);
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
            case Expr.Literal literal -> Answer.of(literal(literal.value()));
            case Expr.Variable variable -> Answer.of(variable(variable.root()));
            case Expr.Unary unary -> unary(unary, guards);
            case Expr.Binary binary -> switch (binary.operator()) {
                case AND -> and(binary, guards);
                case OR -> or(binary, guards);
                case EQUAL, NOT_EQUAL -> relations.equal(binary, guards);
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> relations.order(binary, guards);
                case IN -> relations.in(binary, guards);
                case ADD -> arithmetic(binary, Need.SUMMAND, guards);
                case SUBTRACT, MULTIPLY -> arithmetic(binary, Need.NUMBER, guards);
                case CONTAINS -> relations.contains(binary, guards);
                case CONTAINS_ALL, CONTAINS_ANY -> relations.containsSet(binary, guards);
                case HAS_TAG -> reads.hasTag(binary, guards);
                case GET_TAG -> reads.getTag(binary, guards);
            };
            case Expr.If choice -> choice(choice, guards);
            case Expr.Attribute read -> reads.attribute(read, guards);
            case Expr.Has has -> reads.has(has, guards);
            case Expr.Like like -> relations.like(like, guards);
            case Expr.Is is -> relations.is(is, guards);
            case Expr.IsIn isIn -> relations.isIn(isIn, guards);
            case Expr.SetOf set -> set(set, guards);
            case Expr.RecordOf entries -> entries(entries, guards);
            case Expr.Call call -> calls.call(call, guards);
        };
        facts.accept(e, answer.type());
        return answer;
    }

    /// The `answer` about `e` if that is what is needed, or else nothing known.
    ///
    /// @param by what takes it, as a message names it
    Answer fit(Answer answer, Expr e, Need need, String by) {
        if (answer.type() instanceof Unknown || need.takes().test(answer.type())) {
            return answer;
        }
        setting.report(setting.wording().wrongType(e, answer.type(), need, by));
        return Answer.UNKNOWN;
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

    private Answer unary(Expr.Unary e, Guards guards) {
        var operand = infer(e.operand(), guards);
        var word = Operators.word(e.operator());
        return switch (e.operator()) {
            case NOT -> Answer.of(fit(operand, e.operand(), Need.BOOL, word).truth().negated());
            case NEGATE -> Answer.of(fit(operand, e.operand(), Need.NUMBER, word).type());
            case IS_EMPTY -> {
                fit(operand, e.operand(), Need.COUNTED, word);
                yield Answer.BOOL;
            }
        };
    }

    private Answer and(Expr.Binary e, Guards guards) {
        var word = Operators.word(BinaryOperator.AND);
        var left = fit(infer(e.left(), guards), e.left(), Need.BOOL, word);
        if (left.truth() == Bool.FALSE) {
            return Answer.of(Bool.FALSE);
        }
        var right = fit(infer(e.right(), guards.and(left.proves())), e.right(), Need.BOOL, word);
        return switch (right.truth()) {
            case FALSE -> Answer.of(Bool.FALSE);
            case TRUE -> new Answer(left.truth(), Guards.both(left.proves(), right.proves()));
            case ANY -> new Answer(Bool.ANY, Guards.both(left.proves(), right.proves()));
        };
    }

    private Answer or(Expr.Binary e, Guards guards) {
        var word = Operators.word(BinaryOperator.OR);
        var left = fit(infer(e.left(), guards), e.left(), Need.BOOL, word);
        if (left.truth() == Bool.TRUE) {
            return new Answer(Bool.TRUE, left.proves());
        }
        var right = fit(infer(e.right(), guards), e.right(), Need.BOOL, word);
        if (right.truth() == Bool.TRUE || left.truth() == Bool.FALSE) {
            return new Answer(right.truth(), right.proves());
        }
        return right.truth() == Bool.FALSE
                ? new Answer(left.truth(), left.proves())
                : new Answer(Bool.ANY, Guards.either(left.proves(), right.proves()));
    }

    private Answer choice(Expr.If e, Guards guards) {
        var condition = fit(infer(e.condition(), guards), e.condition(), Need.BOOL, "`if`");
        if (condition.truth() == Bool.FALSE) {
            return infer(e.otherwise(), guards);
        }
        var then = infer(e.then(), guards.and(condition.proves()));
        var proves = Guards.both(condition.proves(), then.proves());
        if (condition.truth() == Bool.TRUE) {
            return new Answer(then.type(), proves);
        }
        var otherwise = infer(e.otherwise(), guards);
        return new Answer(common(e, then.type(), otherwise.type()), Guards.either(proves, otherwise.proves()));
    }

    private Inferred common(Expr.If e, Inferred then, Inferred otherwise) {
        return Join.of(then, otherwise).orElseGet(() -> {
            setting.report(setting.wording().differentBranches(e, then, otherwise));
            return Unknown.UNKNOWN;
        });
    }

    private Answer arithmetic(Expr.Binary e, Need need, Guards guards) {
        var word = Operators.word(e.operator());
        var left = fit(infer(e.left(), guards), e.left(), need, word);
        var right = fit(infer(e.right(), guards), e.right(), need, word);
        return left.type() instanceof Unknown ? left : right;
    }

    private Answer set(Expr.SetOf e, Guards guards) {
        if (e.members().isEmpty()) {
            setting.report(Wording.emptySet(e.span()));
            return Answer.UNKNOWN;
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
        return Answer.of(new SetOf(common));
    }

    private Answer entries(Expr.RecordOf e, Guards guards) {
        var fields = new HashMap<String, Field>();
        for (var entry : e.attributes().entrySet()) {
            fields.put(entry.getKey(), new Field(infer(entry.getValue(), guards).type(), true));
        }
        return Answer.of(new RecordOf(fields));
    }
}
