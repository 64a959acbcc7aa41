package dev.ambit.cedar.partial;

import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;

/// Where partial evaluation gets its inputs from, known or not.
///
/// A *completion* of an environment is a request with entities that agrees with every answer given here. Whatever
/// partial evaluation claims, it claims for all completions; saying less is always safe. Equal questions get equal
/// answers.
public interface Environment {

    /// `principal`, `action` and `resource` are entities, `context` is a record; more may be known of them.
    Knowledge root(Root root);

    Lookup attribute(EntityUid of, String name);

    Lookup tag(EntityUid of, String name);

    /// Whether `member` is in `group`, directly or through others. Not asked where they are equal.
    Membership membership(EntityUid member, EntityUid group);

    /// An attribute of an entity whose name is not known.
    default Lookup attribute(Knowledge.SomeEntity of, String name) {
        return of.attributes().get(name);
    }

    /// A tag of an entity whose name is not known.
    default Lookup tag(Knowledge.SomeEntity of, String name) {
        return of.tags().get(name);
    }

    /// Whether an entity whose name is not known is in `group` or is `group` itself.
    default Membership membership(Knowledge.SomeEntity member, EntityUid group) {
        return member.groups().get(group);
    }
}
