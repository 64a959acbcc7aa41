package dev.ambit.cedar.syntax;

import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.syntax.Token.Kind;
import java.util.List;
import java.util.SequencedMap;

/// Something in an expression that has begun and still waits for an operand.
sealed interface Open {

    /// Waits for its last operand, which extends over all that binds more tightly.
    sealed interface Operator extends Open {
        Binding binding();
    }

    /// Goes on until its closing bracket.
    sealed interface Bracket extends Open {
        Kind close();
    }

    /// `!` or `-`, up to four times.
    record Prefixed(UnaryOperator operator, List<Token> prefixes) implements Operator {
        @Override
        public Binding binding() {
            return Binding.PREFIX;
        }
    }

    /// `left operator`.
    record Joined(Tree left, BinaryOperator operator, Binding binding) implements Operator {}

    /// `left is type in`.
    record TypedIn(Tree left, String type) implements Operator {
        @Override
        public Binding binding() {
            return Binding.RELATION;
        }
    }

    /// `if`, and the parts that have been read.
    record Choice(int start, List<Tree> parts) implements Open {}

    /// `(`.
    record Group(int start) implements Bracket {
        @Override
        public Kind close() {
            return Kind.CLOSE_PARENTHESIS;
        }
    }

    /// `[` or the `(` of a call, and the members that have been read.
    record Listed(Kind close, List<Tree> members, Ending ending) implements Bracket {}

    /// `{`, the attributes that have been read, and the name of the next.
    record Fields(int start, SequencedMap<String, Tree> values, String name) implements Bracket {
        @Override
        public Kind close() {
            return Kind.CLOSE_BRACE;
        }
    }

    /// What the members between brackets amount to, once the closing bracket has been taken.
    @FunctionalInterface
    interface Ending {
        Tree of(List<Tree> members) throws Unreadable;
    }
}
