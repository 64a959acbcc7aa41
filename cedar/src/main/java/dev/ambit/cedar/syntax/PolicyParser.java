package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.text.Diagnostic.cut;

import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy.Condition;
import dev.ambit.cedar.syntax.Token.Kind;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.value.BoolValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads policies as people write them, in the Cedar language 4.5.
///
/// All mistakes of a text are reported together, up to a hundred: after one that cannot be read over, reading goes
/// on behind the brackets it stands in, or else behind the next `;`.
/// Time is proportional to the length of the text, and the stack needed to [Limits#nesting].
public final class PolicyParser {
    private static final Scope ANY = new Scope.Any();

    private final Cursor cursor;
    private final Complaints complaints;
    private final ExpressionParser expressions;
    private final ScopeParser scopes;

    private PolicyParser(Passage passage, Limits limits, Abbreviations abbreviations) {
        this.cursor = new Cursor(passage, limits, abbreviations);
        this.complaints = cursor.complaints();
        this.expressions = new ExpressionParser(cursor);
        this.scopes = new ScopeParser(cursor);
    }

    /// The policies and templates of `source`; see [#parseAll(Source, Limits)].
    public static PolicySet parse(Source source) throws InvalidInput {
        return parse(source, Limits.DEFAULT);
    }

    /// The policies and templates of `source`; see [#parseAll(Source, Limits)].
    public static PolicySet parse(Source source, Limits limits) throws InvalidInput {
        return PolicySet.of(parseAll(source, limits), List.of());
    }

    /// The policies and templates of `source`, in the order written and with the ids the language gives them: `policy0`,
    /// `policy1` and so on. An `@id` is an annotation like any other.
    ///
    /// @throws InvalidInput with all complaints, if there is any
    public static List<Policy> parseAll(Source source, Limits limits) throws InvalidInput {
        return parseAll(Passage.of(source), limits, Abbreviations.NONE);
    }

    /// The policies and templates of `passage`, in which abbreviations may stand; they and what is found in them have
    /// their places in the whole source.
    ///
    /// @throws InvalidInput with all complaints, if there is any
    public static List<Policy> parseAll(Passage passage, Limits limits, Abbreviations abbreviations)
            throws InvalidInput {
        var parser = new PolicyParser(passage, limits, abbreviations);
        var policies = parser.policies();
        parser.complaints.check();
        return policies;
    }

    /// The one policy or template of `source`, with the id `policy0`.
    ///
    /// @throws InvalidInput if there is none, or more than one
    public static Policy parsePolicy(Source source, Limits limits) throws InvalidInput {
        var parser = new PolicyParser(Passage.of(source), limits, Abbreviations.NONE);
        var policies = parser.policies();
        if (policies.size() != 1) {
            var span = policies.isEmpty() ? parser.cursor.current().span() : policies.get(1).span();
            parser.complaints.add("one-policy", span, "expected one policy, found %d".formatted(policies.size()));
        }
        parser.complaints.check();
        return policies.getFirst();
    }

    /// The expression of `source`, such as stands between the braces of a `when`.
    ///
    /// @throws InvalidInput with all complaints, if there is any
    public static Expr parseExpression(Source source, Limits limits) throws InvalidInput {
        return parseExpression(Passage.of(source), limits, Abbreviations.NONE);
    }

    /// The expression of `passage`, in which abbreviations may stand.
    ///
    /// @throws InvalidInput with all complaints, if there is any
    public static Expr parseExpression(Passage passage, Limits limits, Abbreviations abbreviations)
            throws InvalidInput {
        var parser = new PolicyParser(passage, limits, abbreviations);
        var expression = parser.expressionAlone();
        parser.complaints.check();
        return expression;
    }

    private Expr expressionAlone() {
        try {
            var expression = expressions.expression();
            cursor.expect(Kind.END);
            return expression;
        } catch (Unreadable reported) {
            return nothing();
        }
    }

    private static Expr nothing() {
        return new Expr.Literal(BoolValue.FALSE, Span.NONE);
    }

    private List<Policy> policies() {
        var policies = new ArrayList<Policy>();
        for (var count = 0; !cursor.at(Kind.END); count++) {
            if (count >= cursor.limits().policies()) {
                complaints.add("too-many-policies", cursor.current().span(),
                        "the text has more than %d policies".formatted(count));
                return policies;
            }
            policy("policy" + count).ifPresent(policies::add);
        }
        return policies;
    }

    private Optional<Policy> policy(String id) {
        var start = cursor.current().start();
        try {
            var annotations = annotations();
            var effect = effect(!annotations.isEmpty());
            var scope = scope();
            var conditions = conditions();
            end();
            return Optional.of(new Policy(id, effect, annotations, scope.getOrDefault(Root.PRINCIPAL, ANY),
                    scope.getOrDefault(Root.ACTION, ANY), scope.getOrDefault(Root.RESOURCE, ANY), conditions,
                    cursor.source(), cursor.since(start)));
        } catch (Unreadable reported) {
            cursor.skipBehindSemicolon();
            return Optional.empty();
        }
    }

    private Map<String, Optional<String>> annotations() throws Unreadable {
        var annotations = new LinkedHashMap<String, Optional<String>>();
        while (cursor.accept(Kind.AT)) {
            if (!cursor.at(Kind.WORD)) {
                throw cursor.unexpected("the name of an annotation");
            }
            var name = cursor.take();
            if (annotations.putIfAbsent(name.text(), annotationValue()) != null) {
                complaints.add("duplicate-annotation", name.span(), "annotation `%s` is given twice".formatted(cut(name
                        .text())));
            }
        }
        return annotations;
    }

    private Optional<String> annotationValue() throws Unreadable {
        if (!cursor.accept(Kind.OPEN_PARENTHESIS)) {
            return Optional.empty();
        }
        if (!cursor.at(Kind.STRING)) {
            throw cursor.unexpected("the value of the annotation in quotes");
        }
        var value = cursor.escapes().string(cursor.take());
        cursor.expect(Kind.CLOSE_PARENTHESIS);
        return Optional.of(value);
    }

    private Policy.Effect effect(boolean hasAnnotations) throws Unreadable {
        if (!cursor.at(Kind.WORD)) {
            throw cursor.unexpected("`permit` or `forbid`", hasAnnotations && cursor.at(Kind.STRING)
                    ? "The value of an annotation stands in parentheses"
                    : "");
        }
        var word = cursor.take();
        return switch (word.text()) {
            case "permit" -> Policy.Effect.PERMIT;
            case "forbid" -> Policy.Effect.FORBID;
            default -> {
                complaints.add("unknown-effect", word.span(), "`%s` is no effect".formatted(cut(word.text())),
                        Hints.effect(word.text()));
                if (!cursor.at(Kind.OPEN_PARENTHESIS)) {
                    throw new Unreadable();
                }
                yield Policy.Effect.FORBID;
            }
        };
    }

    private Map<Root, Scope> scope() throws Unreadable {
        var outside = cursor.depth(Kind.CLOSE_PARENTHESIS);
        try {
            return scopes.scope();
        } catch (Unreadable reported) {
            if (!cursor.skipBehind(Kind.CLOSE_PARENTHESIS, outside)) {
                throw reported;
            }
            return Map.of();
        }
    }

    private List<Condition> conditions() throws Unreadable {
        var conditions = new ArrayList<Condition>();
        while (cursor.at(Kind.WORD) && !Cursor.beginsPolicy(cursor.current())) {
            conditions.add(new Condition(conditionKind(), body()));
        }
        return conditions;
    }

    private Condition.Kind conditionKind() {
        var word = cursor.take();
        return switch (word.text()) {
            case "when" -> Condition.Kind.WHEN;
            case "unless" -> Condition.Kind.UNLESS;
            default -> {
                complaints.add("unknown-clause", word.span(), "`%s` begins no condition".formatted(cut(word.text())),
                        Spelling.didYouMean(word.text(), List.of("when", "unless"))
                                .orElse("A condition is `when { … }` or `unless { … }`"));
                yield Condition.Kind.WHEN;
            }
        };
    }

    private Expr body() throws Unreadable {
        var outside = cursor.depth(Kind.CLOSE_BRACE);
        try {
            if (!cursor.at(Kind.OPEN_BRACE)) {
                throw cursor.unexpected("`{`", "A condition stands in braces");
            }
            var open = cursor.take();
            if (cursor.accept(Kind.CLOSE_BRACE)) {
                complaints.add("empty-condition", cursor.since(open.start()),
                        "there is no condition between the braces");
                return nothing();
            }
            var body = expressions.expression();
            if (cursor.at(Kind.SEMICOLON)) {
                throw cursor.unexpected("`}`", "A condition is one expression; join several with `&&`");
            }
            cursor.expect(Kind.CLOSE_BRACE);
            return body;
        } catch (Unreadable reported) {
            if (!cursor.skipBehind(Kind.CLOSE_BRACE, outside)) {
                throw reported;
            }
            return nothing();
        }
    }

    /// Takes the `;`; where it is missing and the next policy plainly begins, that is the only mistake.
    private void end() throws Unreadable {
        if (cursor.accept(Kind.SEMICOLON)) {
            return;
        }
        var unreadable = cursor.unexpected("`when`, `unless` or `;`", switch (cursor.current().kind()) {
            case OPEN_BRACE -> "A condition is `when { … }` or `unless { … }`";
            case WORD, AT, END -> "A policy ends with `;`";
            default -> "";
        });
        if (!Cursor.beginsPolicy(cursor.current())) {
            throw unreadable;
        }
    }
}
