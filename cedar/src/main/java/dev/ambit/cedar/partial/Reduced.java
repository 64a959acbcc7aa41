package dev.ambit.cedar.partial;

import dev.ambit.cedar.partial.Knowledge.Exactly;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.value.Value;
import java.util.Optional;

/// What partial evaluation makes of an expression.
public sealed interface Reduced {

    /// An expression that comes to the same in every completion of the environment, be it a value or a failure.
    Expr expr();

    /// What is known of its value, if it has one.
    Knowledge value();

    /// Whether it fails in some completion, as far as is known: if not, it fails in none.
    boolean mayFail();

    /// It has this value in every completion.
    ///
    /// @param written an expression of this value
    record Done(Value is, Expr written) implements Reduced {
        @Override
        public Expr expr() {
            return Literals.isShort(is) ? Literals.of(is, written.span()) : written;
        }

        @Override
        public Knowledge value() {
            return new Exactly(is);
        }

        @Override
        public boolean mayFail() {
            return false;
        }
    }

    /// It fails in every completion.
    ///
    /// @param failure why, in completions in which nothing before it fails
    record Fails(Outcome.Failed failure, Expr expr) implements Reduced {
        @Override
        public Knowledge value() {
            return Knowledge.Nothing.NOTHING;
        }

        @Override
        public boolean mayFail() {
            return true;
        }
    }

    /// It depends on what is unknown.
    record Open(Expr expr, Knowledge value, boolean mayFail) implements Reduced {}

    /// The kind of its value, if that is known.
    default Optional<Kind> kind() {
        return Kind.of(value());
    }

    /// Whether its value, if it has one, is of this kind.
    default boolean isSurely(Kind kind) {
        return kind().filter(known -> known == kind).isPresent();
    }

    /// Whether its value, if it has one, is of another kind.
    default boolean isSurelyNot(Kind kind) {
        return kind().filter(known -> known != kind).isPresent();
    }

    /// Whether its value, if it has one, is this one.
    default boolean isSurely(Value other) {
        return value() instanceof Exactly(var known) && known.equals(other);
    }

    /// Its value as a noun, for a message: the long `5`, a bool, something unknown.
    default String described() {
        return this instanceof Done(var known, _)
                ? Failure.describe(known)
                : kind().map(Kind::withArticle).orElse("something unknown");
    }

    /// An expression of whose value this is known: done where it is known in full and sure to be there.
    static Reduced of(Expr expr, Knowledge value, boolean mayFail) {
        return value instanceof Exactly(var known) && !mayFail ? new Done(known, expr) : new Open(expr, value, mayFail);
    }

    static Reduced failing(Failure failure, Expr expr) {
        return new Fails(failure.outcome(), expr);
    }
}
