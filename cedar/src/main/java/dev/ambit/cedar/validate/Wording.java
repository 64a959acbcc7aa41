package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.Function;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Quoted;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What can be wrong with an expression in one environment, in words.
final class Wording {
    private static final int MOST_NAMED = 8;

    private final Excerpts excerpts;
    private final Environment environment;

    Wording(Excerpts excerpts, Environment environment) {
        this.excerpts = excerpts;
        this.environment = environment;
    }

    /// @param by what takes the expression, as a message names it
    Mistake wrongType(Expr e, Inferred type, Need need, String by) {
        return wrongType(excerpts.of(e), e.span(), type, need, by);
    }

    /// @param steps of the path that `has` asks for, as far as the one that leads to the wrong type
    Mistake wrongType(Expr.Has e, List<String> steps, Inferred type) {
        var text = excerpts.of(e.of()) + "." + String.join(".", steps);
        return wrongType(text, e.span(), type, Need.OWNER, "`has`");
    }

    private static Mistake wrongType(String text, Span span, Inferred type, Need need, String by) {
        var message = "`%s` has type `%s`, but %s needs %s".formatted(text, type, by, need.words());
        return new Mistake("wrong-type", span, message, need.advice().apply(type));
    }

    /// @param left of `.contains()`, the type of what the set holds
    Mistake incomparable(Expr.Binary e, Inferred left, Inferred right) {
        var word = Operators.word(e.operator());
        var message = switch (e.operator()) {
            case CONTAINS -> "%s looks for type `%s` in a set that holds `%s`".formatted(word, right, left);
            case CONTAINS_ALL, CONTAINS_ANY ->
                "%s compares sets of different types, `%s` and `%s`".formatted(word, left, right);
            default -> "%s compares different types, `%s` and `%s`".formatted(word, left, right);
        };
        return new Mistake("incompatible-types", e.span(), message, reason(left, right));
    }

    Mistake differentBranches(Expr.If e, Inferred then, Inferred otherwise) {
        var message = "`then` and `else` have different types, `%s` and `%s`".formatted(then, otherwise);
        return new Mistake("incompatible-types", e.span(), message, reason(then, otherwise));
    }

    /// @param others the type of the members before the odd one
    Mistake mixedSet(Expr odd, Inferred type, Inferred others) {
        var message = "`%s` has type `%s`, but the set it is in holds `%s`".formatted(excerpts.of(odd), type, others);
        return new Mistake("incompatible-types", odd.span(), message, reason(others, type));
    }

    static Mistake emptySet(Span span) {
        return new Mistake("empty-set", span, "`[]` holds nothing, so it has no type")
                .help("Ask with `.isEmpty()` whether a set is empty; an empty set itself can only come from data");
    }

    static Mistake noActions(Span span) {
        return new Mistake("empty-set", span, "`action in []` lets no action through").help("Name at least one");
    }

    static Mistake mixedActions(Span span, Collection<String> types) {
        return new Mistake("incompatible-types", span, "a set of actions has to be of one type, but holds %s"
                .formatted(list(types)))
                .help("Write one policy for each");
    }

    /// @param of the type of what the attribute is read of
    Mistake unknownAttribute(Expr.Attribute e, Inferred of, Collection<String> known, Optional<String> nearest) {
        var message = "%s has no attribute `%s`".formatted(owner(e, of), e.name());
        return new Mistake("unknown-attribute", e.span(), message,
                nearest.map(Wording::didYouMean).or(() -> choice("It has ", known)).or(() -> Optional.of(
                        "It has none")));
    }

    static Mistake absent(Questions.Absence absence, String excerpt, Optional<String> nearest) {
        var message = "`%s` is always false: `%s` has no attribute `%s`".formatted(excerpt, absence.of(), absence
                .name());
        return new Mistake("absent-attribute", absence.question().span(), message, nearest.map(Wording::didYouMean));
    }

    /// @param of the type of what the attribute is read of
    Mistake unguarded(Expr.Attribute e, Inferred of) {
        var message = "attribute `%s` of %s is optional, and nothing before asks whether it is there"
                .formatted(e.name(), owner(e, of));
        var name = Quoted.isIdentifier(e.name()) ? e.name() : Quoted.string(e.name());
        return new Mistake("optional-attribute", e.span(), message)
                .help("Write `%s has %s && …`".formatted(excerpts.of(e.of()), name));
    }

    Mistake unguardedTag(Expr.Binary e, Inferred of) {
        var key = excerpts.of(e.right());
        var message = "tag `%s` of `%s` may be absent, and nothing before asks whether it is there".formatted(key, of);
        return new Mistake("unguarded-tag", e.span(), message)
                .help("Write `%s.hasTag(%s) && …`".formatted(excerpts.of(e.left()), key));
    }

    static Mistake noTags(Expr.Binary e, Inferred of) {
        return new Mistake("no-tags", e.span(), "`%s` has no tags".formatted(of))
                .help("To give it some, end its declaration in the schema with `tags` and their type");
    }

    static Mistake wrongArity(Expr.Call e) {
        var receiver = e.function().style() == Function.Style.METHOD ? 1 : 0;
        var message = switch (e.function().arity() - receiver) {
            case 0 -> "%s takes no arguments, not %d";
            case 1 -> "%s takes one argument, not %d";
            default -> throw new IllegalArgumentException("no function takes more");
        };
        return new Mistake("wrong-arity", e.span(),
                message.formatted(Operators.word(e.function()), e.arguments().size() - receiver));
    }

    Mistake notWrittenOut(Expr argument, Function function) {
        var message = "`%s` is computed, but %s takes only a string written out"
                .formatted(excerpts.of(argument), Operators.word(function));
        return new Mistake("computed-extension", argument.span(), message)
                .help("Give the attribute itself the type `%s` in the schema".formatted(Signatures.of(function)
                        .gives()));
    }

    static Mistake malformed(Expr argument, String text, Function function) {
        var message = "`%s` is no value of type `%s`".formatted(Excerpts.cut(Quoted.string(text)), Signatures.of(
                function).gives());
        return new Mistake("malformed-extension", argument.span(), message).help(Signatures.form(function));
    }

    static Mistake unknownType(String type, Span span, Optional<String> meant, Collection<String> known) {
        return new Mistake("unknown-entity-type", span, "entity type `%s` is not in the schema".formatted(type),
                meant.map(Wording::didYouMean).or(() -> choice("Its types are ", known)));
    }

    static Mistake unknownAction(EntityUid action, Span span, Optional<EntityUid> meant) {
        return new Mistake("unknown-action", span, "action `%s` is not in the schema".formatted(action),
                meant.map(Wording::didYouMean));
    }

    static Mistake unknownId(EntityUid uid, Span span, Collection<String> ids, Optional<String> nearest) {
        var message = "`%s` is not one of the entities `%s` lists".formatted(uid, uid.type());
        return new Mistake("unknown-entity-id", span, message,
                nearest.map(id -> didYouMean(EntityUid.of(uid.type(), id))).or(() -> choice("It lists ", ids)));
    }

    private String owner(Expr.Attribute e, Inferred of) {
        if (Join.isEntity(of)) {
            return "`%s`".formatted(of);
        }
        return e.of() instanceof Expr.Variable(var root, _) && root == Root.CONTEXT
                ? "the context of `%s`".formatted(environment.action())
                : "`%s`".formatted(excerpts.of(e.of()));
    }

    /// Of plain types, and sets of them, a message has said everything.
    private static Optional<String> reason(Inferred left, Inferred right) {
        if (left instanceof Inferred.SetOf(var one) && right instanceof Inferred.SetOf(var other)) {
            return reason(one, other);
        }
        return left instanceof Inferred.RecordOf && right instanceof Inferred.RecordOf
                ? Optional.of("They clash: " + Join.clash(left, right))
                : Optional.empty();
    }

    private static String didYouMean(Object name) {
        return "Did you mean `%s`?".formatted(name);
    }

    private static Optional<String> choice(String opening, Collection<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(opening + list(names));
    }

    /// The names in order, cut where they are many: one of them.
    static String either(Collection<String> names) {
        var list = list(names);
        var last = list.lastIndexOf(", ");
        return last < 0 ? list : list.substring(0, last) + " or " + list.substring(last + 2);
    }

    /// The names in order, cut where they are many.
    static String list(Collection<String> names) {
        var first = new TreeSet<>(names).stream().limit(MOST_NAMED).map("`%s`"::formatted);
        return first.collect(Collectors.joining(", ")) + (names.size() > MOST_NAMED ? ", …" : "");
    }
}
