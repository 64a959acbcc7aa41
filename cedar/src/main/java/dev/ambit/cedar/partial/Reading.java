package dev.ambit.cedar.partial;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.partial.Knowledge.Exactly;
import dev.ambit.cedar.partial.Knowledge.Fields;
import dev.ambit.cedar.partial.Knowledge.SomeEntity;
import dev.ambit.cedar.partial.Reduced.Fails;
import dev.ambit.cedar.partial.Reduced.Open;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Partial evaluation of what reads attributes and tags, or asks whether they are there.
final class Reading {
    private final Environment environment;
    private final Reducer reducer;

    Reading(Environment environment, Reducer reducer) {
        this.environment = environment;
        this.reducer = reducer;
    }

    Reduced attribute(Expr.Attribute at, Reduced of, Assumptions assumed) {
        var rest = new Expr.Attribute(of.expr(), at.name(), at.span());
        if (of instanceof Fails fails) {
            return new Fails(fails.failure(), rest);
        }
        if (!mayHaveAttributes(of)) {
            return Strict.refused(rest, Operators.attribute(at.name()), List.of(of));
        }
        var written = written(of, at.name());
        if (written != null) {
            return reducer.reduce(written, assumed);
        }
        var mayFail = of.mayFail() || of.kind().isEmpty();
        return read(rest, EvaluationError.Kind.MISSING_ATTRIBUTE, at.of(), of, at.name(), lookup(of, at.name(),
                assumed), mayFail);
    }

    /// What an attribute of a record was written as, if it can be had without the rest of the record failing.
    private static @Nullable Expr written(Reduced of, String name) {
        return of instanceof Open open && !open.mayFail() && open.expr() instanceof Expr.RecordOf record
                ? record.attributes().get(name)
                : null;
    }

    private static boolean mayHaveAttributes(Reduced of) {
        return of.kind().isEmpty() || of.isSurely(Kind.RECORD) || of.isSurely(Kind.ENTITY);
    }

    private Lookup lookup(Reduced of, String name, Assumptions assumed) {
        return assumed.about(of.expr(), name, false, lookup(of.value(), name));
    }

    private Lookup lookup(Knowledge of, String name) {
        return switch (of) {
            case Exactly(RecordValue record) -> {
                var value = record.get(name);
                yield value == null ? Lookup.Missing.ABSENT : Lookup.found(value);
            }
            case Exactly(EntityUid uid) -> environment.attribute(uid, name);
            case SomeEntity entity -> environment.attribute(entity, name);
            case Fields fields -> fields.get(name);
            default -> Lookup.Unknown.ANY;
        };
    }

    /// @param rest   the expression that reads, its operands reduced
    /// @param holder what it reads of, as it is written
    private static Reduced read(
            Expr rest, EvaluationError.Kind ifMissing, Expr holder, Reduced of, String name, Lookup lookup,
            boolean mayFail) {
        return switch (lookup) {
            case Lookup.Found(var value) -> Reduced.of(rest, value, mayFail);
            case Lookup.Unknown(var value) -> new Open(rest, value, true);
            case Lookup.Missing missing -> Reduced.failing(
                    missing == Lookup.Missing.NO_SUCH_ENTITY && of.value() instanceof Exactly(EntityUid uid)
                            ? Failure.unknownEntity(ifMissing, rest.span(), name, uid)
                            : Failure.missing(ifMissing, rest.span(), name, holder, of),
                    rest);
        };
    }

    Reduced has(Expr.Has at, Reduced of, Assumptions assumed) {
        var rest = new Expr.Has(of.expr(), at.path(), at.span());
        if (of instanceof Fails fails) {
            return new Fails(fails.failure(), rest);
        }
        var known = true;
        var mayFail = of.mayFail();
        var reached = of;
        for (var name : at.path()) {
            if (!mayHaveAttributes(reached)) {
                return known
                        ? Strict.refused(rest, Operators.has(name), List.of(reached))
                        : new Open(rest, new Exactly(BoolValue.FALSE), true);
            }
            mayFail |= reached.kind().isEmpty();
            var lookup = lookup(reached, name, assumed);
            if (lookup instanceof Lookup.Missing) {
                return Reduced.of(rest, new Exactly(BoolValue.FALSE), mayFail);
            }
            known &= lookup instanceof Lookup.Found && reached.kind().isPresent();
            reached = Reduced.of(new Expr.Attribute(reached.expr(), name, at.span()), lookup.ifThere(), false);
        }
        return Reduced.of(rest, known ? new Exactly(BoolValue.TRUE) : Kind.BOOL.known(), mayFail);
    }

    Reduced tag(Expr.Binary at, Reduced left, Reduced right, Assumptions assumed) {
        var rest = Strict.rest(at, left, right);
        var operands = List.of(left, right);
        var signature = Signature.of(at.operator());
        var failure = Strict.failure(rest, signature, operands);
        if (failure.isPresent()) {
            return failure.get();
        }
        var mayFail = Strict.mayFail(signature, operands);
        if (!(right.value() instanceof Exactly(StringValue(var name)))) {
            return new Open(rest, signature.result(), mayFail || !signature.isTotal());
        }
        var lookup = assumed.about(left.expr(), name, true, tag(left.value(), name));
        return at.operator() == BinaryOperator.GET_TAG
                ? read(rest, EvaluationError.Kind.MISSING_TAG, at.left(), left, name, lookup, mayFail)
                : Reduced.of(rest, isThere(lookup), mayFail);
    }

    private Lookup tag(Knowledge of, String name) {
        return switch (of) {
            case Exactly(EntityUid uid) -> environment.tag(uid, name);
            case SomeEntity entity -> environment.tag(entity, name);
            default -> Lookup.Unknown.ANY;
        };
    }

    private static Knowledge isThere(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Found _ -> new Exactly(BoolValue.TRUE);
            case Lookup.Missing _ -> new Exactly(BoolValue.FALSE);
            case Lookup.Unknown _ -> Kind.BOOL.known();
        };
    }
}
