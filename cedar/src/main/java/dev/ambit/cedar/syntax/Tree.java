package dev.ambit.cedar.syntax;

import dev.ambit.cedar.text.Span;

/// An expression while it is being read.
///
/// @param height  levels of the tree, a leaf having one
/// @param start   where it begins: with the parenthesis where it stands in some
/// @param binding how tightly its outermost parts hold together
record Tree(Expr expr, int height, int start, Binding binding) {

    /// What is complete in itself and has no parts.
    static Tree leaf(Expr expr) {
        return leaf(expr, 1);
    }

    /// What was written as one word and has `height` levels.
    static Tree leaf(Expr expr, int height) {
        return new Tree(expr, height, expr.span().start(), Binding.OPERAND);
    }

    Tree inParentheses(Span parentheses) {
        return new Tree(expr, height, parentheses.start(), Binding.OPERAND);
    }
}
