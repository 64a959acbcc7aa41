package dev.ambit.cedar.syntax;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;

/// Lays policies out anew. Only white space changes: every token and every comment stays, in its order.
///
/// - The scope, each condition and each annotation begins a line; one empty line stands between policies.
/// - What fits on a line stands on it. What does not is broken at its outermost brackets or operators first; what stands
///   in brackets is indented by two columns, and an operator ends its line.
/// - A comment stays on the line of the token before it, or on a line of its own above the token behind it. Empty lines
///   are kept only around comments that stand above a policy.
///
/// What was laid out once is not changed by doing it again.
public final class PolicyFormatter {
    /// The line length where none is asked for.
    public static final int WIDTH = 80;

    private PolicyFormatter() {}

    /// `source` in lines of at most [#WIDTH] columns, where that can be done.
    ///
    /// @throws InvalidInput if `source` cannot be parsed; nothing is laid out then
    public static String format(Source source) throws InvalidInput {
        return format(source, Limits.DEFAULT, WIDTH);
    }

    /// @param width a line is longer only where it cannot be broken, as at a long string
    /// @throws InvalidInput if `source` cannot be parsed; nothing is laid out then
    public static String format(Source source, Limits limits, int width) throws InvalidInput {
        var policies = PolicyParser.parseAll(source, limits);
        var pieces = Piece.of(source, limits);
        var grouping = new Grouping(pieces);
        policies.forEach(policy -> policy.conditions().forEach(condition -> grouping.group(condition.body())));
        return Typesetter.set(new Layout(pieces, grouping).steps(), width);
    }
}
