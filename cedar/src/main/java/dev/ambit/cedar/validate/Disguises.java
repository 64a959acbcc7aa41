package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Pattern;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Quoted;
import dev.ambit.cedar.value.StringValue;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Warns of text in a policy that may read otherwise than it is: a reviewer is to see what the engine sees.
final class Disguises {
    private final Consumer<Mistake> warnings;

    Disguises(Consumer<Mistake> warnings) {
        this.warnings = warnings;
    }

    void check(Policy policy) {
        Stream.of(policy.principal(), policy.action(), policy.resource()).forEach(this::check);
        Parts.forEach(policy, this::check);
    }

    private void check(Scope scope) {
        switch (scope) {
            case Scope.Any(),Scope.Is(_, _) -> {}
            case Scope.Equal(var entity) -> check(entity);
            case Scope.In(var entity) -> check(entity);
            case Scope.IsIn(_, _, var entity) -> check(entity);
            case Scope.InAny(var entities, var span) -> entities.forEach(uid -> checkName(uid.id(), span));
        }
    }

    private void check(Scope.Reference entity) {
        switch (entity) {
            case Scope.Known(var uid, var span) -> checkName(uid.id(), span);
            case Scope.Slot _ -> {}
        }
    }

    private void check(Expr e) {
        switch (e) {
            case Expr.Literal(EntityUid uid, var span) -> checkName(uid.id(), span);
            case Expr.Literal(StringValue(var text), var span) -> checkText(text, span);
            case Expr.Like(_, var pattern, var span) -> checkText(text(pattern), span);
            case Expr.Attribute(_, var name, var span) -> checkName(name, span);
            case Expr.Has(_, var path, var span) -> path.forEach(name -> checkName(name, span));
            case Expr.RecordOf(var attributes, var span) -> attributes.keySet().forEach(name -> checkName(name, span));
            default -> {}
        }
    }

    private void checkText(String text, Span span) {
        if (isPlain(text)) {
            return;
        }
        if (Scripts.isReversing(text)) {
            warn("reversed-text", text, span, "holds characters that change the direction of text");
        } else if (Scripts.isMixed(text)) {
            warn("mixed-scripts", text, span, "mixes scripts, whose letters may look alike");
        }
    }

    /// Of names more is asked than of other text: they are compared.
    private void checkName(String name, Span span) {
        if (isPlain(name)) {
            return;
        }
        var unusual = Scripts.unusual(name);
        if (Scripts.isReversing(name) || unusual.isEmpty()) {
            checkText(name, span);
        } else {
            var c = Quoted.string(Character.toString(unusual.getAsInt()));
            warn("unusual-character", name, span, "holds %s, easily overlooked or taken for another".formatted(c));
        }
    }

    private void warn(String code, String text, Span span, String reason) {
        warnings.accept(new Mistake(code, span, "`%s` may read otherwise than it is: it %s"
                .formatted(Excerpts.cut(Quoted.string(text)), reason)));
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /// What a pattern consists of but its wildcards.
    private static String text(Pattern pattern) {
        var text = new StringBuilder();
        Arrays.stream(pattern.elements()).filter(c -> c != Pattern.WILDCARD).forEach(text::appendCodePoint);
        return text.toString();
    }
}
