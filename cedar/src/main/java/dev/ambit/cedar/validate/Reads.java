package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.validate.Inferred.Bool;
import dev.ambit.cedar.validate.Inferred.Field;
import dev.ambit.cedar.validate.Inferred.Plain;
import dev.ambit.cedar.validate.Inferred.RecordOf;
import dev.ambit.cedar.validate.Inferred.Unknown;
import java.util.HashSet;
import java.util.Optional;

/// Types what reads attributes and tags, and what asks whether they are there.
final class Reads {
    private final Inference inference;
    private final Setting setting;

    Reads(Inference inference, Setting setting) {
        this.inference = inference;
        this.setting = setting;
    }

    Answer attribute(Expr.Attribute e, Guards guards) {
        var of = inference.fit(inference.infer(e.of(), guards), e.of(), Need.OWNER, "reading an attribute").type();
        if (of instanceof Unknown) {
            return Answer.UNKNOWN;
        }
        var field = setting.vocabulary().fields(of).get(e.name());
        if (field == null) {
            return unknown(e, of);
        }
        if (!field.required() && !guards.cover(setting.shapes().of(e))) {
            setting.report(setting.wording().unguarded(e, of));
        }
        return Answer.of(field.type());
    }

    private Answer unknown(Expr.Attribute e, Inferred of) {
        var known = setting.vocabulary().fields(of).keySet();
        var nearest = setting.vocabulary().nearestAttribute(e.name(), known);
        setting.report(setting.wording().unknownAttribute(e, of, known, nearest));
        return Answer.UNKNOWN;
    }

    /// A path is asked for step by step: `x has a.b` is `x has a && x.a has b`.
    Answer has(Expr.Has e, Guards guards) {
        var at = inference.fit(inference.infer(e.of(), guards), e.of(), Need.OWNER, "`has`").type();
        var read = setting.shapes().of(e.of());
        var proves = new HashSet<Integer>();
        var truth = Bool.TRUE;
        for (var i = 0; i < e.path().size(); i++) {
            if (i > 0 && !(at instanceof Unknown) && !Need.OWNER.takes().test(at)) {
                setting.report(setting.wording().wrongType(e, e.path().subList(0, i), at));
                at = Unknown.UNKNOWN;
            }
            var name = e.path().get(i);
            read = setting.shapes().attribute(read, name);
            switch (has(at, name, guards.cover(read))) {
                case FALSE -> {
                    setting.questions().answerNo(new Questions.Absence(e, at, name));
                    return Answer.of(Bool.FALSE);
                }
                case ANY -> truth = Bool.ANY;
                case TRUE -> {}
            }
            proves.add(read);
            at = Optional.ofNullable(setting.vocabulary().fields(at).get(name)).map(Field::type).orElse(
                    Unknown.UNKNOWN);
        }
        setting.questions().answerPerhaps(e);
        return new Answer(truth, proves);
    }

    /// An entity may be unknown where the policy is evaluated, and then it has no attributes at all, required or not;
    /// unless it is already known to have this one.
    private Bool has(Inferred of, String name, boolean isProven) {
        if (of instanceof Unknown) {
            return Bool.ANY;
        }
        var field = setting.vocabulary().fields(of).get(name);
        if (field == null) {
            return Bool.FALSE;
        }
        return isProven || field.required() && of instanceof RecordOf ? Bool.TRUE : Bool.ANY;
    }

    Answer hasTag(Expr.Binary e, Guards guards) {
        var of = inference.fit(inference.infer(e.left(), guards), e.left(), Need.ENTITY, "`.hasTag()`").type();
        inference.fit(inference.infer(e.right(), guards), e.right(), Need.STRING, "`.hasTag()`");
        var read = setting.shapes().tag(setting.shapes().of(e.left()), setting.shapes().of(e.right()));
        if (!(of instanceof Unknown) && tags(of).isEmpty()) {
            return Answer.of(Bool.FALSE);
        }
        return new Answer(guards.cover(read) ? Bool.TRUE : Bool.ANY, Guards.one(read));
    }

    Answer getTag(Expr.Binary e, Guards guards) {
        var of = inference.fit(inference.infer(e.left(), guards), e.left(), Need.ENTITY, "`.getTag()`").type();
        inference.fit(inference.infer(e.right(), guards), e.right(), Need.STRING, "`.getTag()`");
        if (of instanceof Unknown) {
            return Answer.UNKNOWN;
        }
        var type = tags(of);
        if (type.isEmpty()) {
            setting.report(Wording.noTags(e, of));
        } else if (!guards.cover(setting.shapes().of(e))) {
            setting.report(setting.wording().unguardedTag(e, of));
        }
        return Answer.of(type.orElse(Unknown.UNKNOWN));
    }

    private Optional<Inferred> tags(Inferred of) {
        return of instanceof Plain(Type.Entity(var name)) ? setting.vocabulary().tags(name) : Optional.empty();
    }
}
