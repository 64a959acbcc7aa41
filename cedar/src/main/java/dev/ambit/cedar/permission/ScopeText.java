package dev.ambit.cedar.permission;

import dev.ambit.cedar.permission.SymbolicScope.Permission;
import dev.ambit.cedar.permission.Ways.Way;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.PolicyPrinter;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A scope for people: a line for each way, which stands for itself.
final class ScopeText {
    /// Longest condition that is written out, in UTF-16 units.
    private static final int LONGEST = 400;

    private final StringBuilder out = new StringBuilder();

    private ScopeText() {}

    static String of(SymbolicScope scope) {
        var text = new ScopeText();
        text.out.append(scope.principal());
        scope.within().ifPresent(group -> text.out.append(" within ").append(group));
        if (scope.permissions().isEmpty()) {
            text.out.append(" may do nothing\n");
        } else {
            text.out.append('\n');
            scope.permissions().forEach(text::add);
        }
        return text.out.toString();
    }

    /// The lines of one permission, each by itself.
    static List<String> of(Permission permission) {
        var text = new ScopeText();
        text.add(permission);
        return text.out.toString().lines().map(String::strip).toList();
    }

    private void add(Permission permission) {
        add("  may ", permission.target(), permission.permits());
        add("    but not ", permission.target(), permission.forbids());
    }

    private void add(String lead, Target target, Ways ways) {
        for (var way : ways.shown()) {
            out.append(lead).append(target.action()).append(" on ");
            add(target, way);
            out.append(", because ").append(String.join(", ", way.policies())).append('\n');
        }
        if (ways.more() > 0) {
            out.append(lead).append(target.action()).append(" on some ").append(target.resourceType())
                    .append(" in %,d more ways%n".formatted(ways.more()));
        }
    }

    private void add(Target target, Way way) {
        var objects = new ArrayList<String>();
        var conditions = new ArrayList<String>();
        for (var condition : way.when().conditions()) {
            object(condition).ifPresentOrElse(objects::add, () -> conditions.add(shortened(condition)));
        }
        out.append("any ").append(target.resourceType());
        append(" ", objects);
        append(" while ", conditions);
    }

    private void append(String lead, List<String> parts) {
        if (!parts.isEmpty()) {
            out.append(lead).append(String.join(" and ", parts));
        }
    }

    /// What a condition says of which resource, if that is all it says.
    private static Optional<String> object(Expr condition) {
        return switch (condition) {
            case Expr.Binary(var operator, Expr.Variable(var root, _), Expr.Literal(EntityUid uid, _), _) when root == Root.RESOURCE ->
                object(operator, uid);
            default -> Optional.empty();
        };
    }

    private static Optional<String> object(BinaryOperator operator, EntityUid uid) {
        return switch (operator) {
            case EQUAL -> Optional.of("that is " + uid);
            case NOT_EQUAL -> Optional.of("but " + uid);
            case IN -> Optional.of("in " + uid);
            default -> Optional.empty();
        };
    }

    private static String shortened(Expr condition) {
        var text = PolicyPrinter.print(condition);
        return text.length() <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length()))
                        - 1)) + "…";
    }
}
