package dev.ambit.cedar.syntax;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is open while an expression is read, the innermost on top, and how high the trees grow.
/// Both have the bound [dev.ambit.cedar.text.Limits#nesting].
final class OpenStack {
    private final Cursor cursor;
    private final Deque<Open> open = new ArrayDeque<>();
    private int nesting;

    OpenStack(Cursor cursor) {
        this.cursor = cursor;
    }

    void clear() {
        open.clear();
        nesting = 0;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /// The innermost thing that is open, `null` where nothing is.
    @Nullable
    Open peek() {
        return open.peek();
    }

    /// Opens something. What comes next is an operand, so nothing has been read: always `null`.
    @Nullable
    Tree push(Open begun) throws Unreadable {
        if (!(begun instanceof Open.Operator) && ++nesting > cursor.limits().nesting()) {
            throw tooDeep("brackets and `if`s are nested deeper than %d");
        }
        open.push(begun);
        return null;
    }

    Open pop() {
        var ended = open.pop();
        if (!(ended instanceof Open.Operator)) {
            nesting--;
        }
        return ended;
    }

    Tree over(Expr expr, Binding binding, Tree... parts) throws Unreadable {
        return over(expr, binding, Arrays.asList(parts));
    }

    /// The tree of `expr`, one level higher than the highest of its parts.
    Tree over(Expr expr, Binding binding, List<Tree> parts) throws Unreadable {
        var height = 1;
        for (var part : parts) {
            height = Math.max(height, part.height() + 1);
        }
        if (height > cursor.limits().nesting()) {
            throw tooDeep("more than %d operators depend on each other up to here");
        }
        return new Tree(expr, height, expr.span().start(), binding);
    }

    /// Leaves nothing open, so that nobody goes on inside.
    private Unreadable tooDeep(String message) {
        cursor.complaints().add("too-deep", cursor.current().span(), message.formatted(cursor.limits().nesting()));
        clear();
        return new Unreadable();
    }
}
