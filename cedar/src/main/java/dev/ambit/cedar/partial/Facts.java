package dev.ambit.cedar.partial;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.partial.Knowledge.Exactly;
import dev.ambit.cedar.partial.Knowledge.Fields;
import dev.ambit.cedar.partial.Knowledge.Groups;
import dev.ambit.cedar.partial.Knowledge.SomeEntity;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a request and of entities, put together fact by fact. Immutable.
///
/// Start from [#of(Request, Entities)] and say what is unknown after all, or from [#NOTHING] and say what is known.
/// What is said later of the same thing replaces what was said before.
public final class Facts implements Environment {

    /// Nothing is known but what kind of thing a request is made of.
    public static final Facts NOTHING = new Facts(unknownRoots(), Optional.empty(), Map.of(), Conformity.NONE);

    private final Map<Root, Knowledge> said;
    // Together with what the schema says.
    private final Map<Root, Knowledge> roots;
    // Everything there is, but for the entities below; empty where there may be any entity.
    private final Optional<Entities> world;
    private final Map<EntityUid, Known> entities;
    private final Conformity conformity;

    /// An entity with a name.
    ///
    /// @param mayExist whether it may be there: if not, everything else is void
    /// @param groups   those it is in; never itself
    private record Known(boolean mayExist, Fields attributes, Fields tags, Groups groups) {
        static final Known UNKNOWN = new Known(true, Fields.ANY, Fields.ANY, Groups.ANY);
        static final Known NOWHERE = new Known(false, Fields.NONE, Fields.NONE, Groups.exactly(Set.of()));

        static Known of(Entities.Known known) {
            var entity = known.entity();
            return new Known(true, Fields.of(entity.attributes()), Fields.of(entity.tags()), Groups.exactly(known
                    .ancestors()));
        }
    }

    private Facts(
            Map<Root, Knowledge> said, Optional<Entities> world, Map<EntityUid, Known> entities,
            Conformity conformity) {
        this.said = said;
        this.roots = conformity.roots(said);
        this.world = world;
        this.entities = entities;
        this.conformity = conformity;
    }

    private static Map<Root, Knowledge> unknownRoots() {
        return new EnumMap<>(Map.of(
                Root.PRINCIPAL, SomeEntity.ANY,
                Root.ACTION, SomeEntity.ANY,
                Root.RESOURCE, SomeEntity.ANY,
                Root.CONTEXT, Fields.ANY));
    }

    /// Everything is known: this is the request, and there are no other entities than these.
    public static Facts of(Request request, Entities entities) {
        return NOTHING.entities(entities)
                .is(Root.PRINCIPAL, request.principal())
                .is(Root.ACTION, request.action())
                .is(Root.RESOURCE, request.resource())
                .context(new Exactly(request.context()));
    }

    /// The principal, action or resource is this entity.
    public Facts is(Root root, EntityUid uid) {
        return with(root, new Exactly(uid));
    }

    /// The principal, action or resource is some entity.
    public Facts is(Root root, SomeEntity entity) {
        return with(root, entity);
    }

    /// The principal, action or resource is an entity of this type.
    public Facts isOfType(Root root, String type) {
        return with(root, SomeEntity.ofType(type));
    }

    /// @throws IllegalArgumentException where `context` is not known to be a record
    public Facts context(Knowledge context) {
        return with(Root.CONTEXT, context);
    }

    /// What is known of `context.a.b`; the path is at least one name long.
    ///
    /// @throws IllegalArgumentException where something on the path is known to be no record
    public Facts context(List<String> path, Lookup lookup) {
        return with(Root.CONTEXT, said(Root.CONTEXT).with(path, lookup));
    }

    private Facts with(Root root, Knowledge knowledge) {
        var expected = root == Root.CONTEXT ? Kind.RECORD : Kind.ENTITY;
        if (!Kind.of(knowledge).equals(Optional.of(expected))) {
            throw new IllegalArgumentException("`%s` is %s".formatted(root.word(), expected.withArticle()));
        }
        var changed = new EnumMap<>(said);
        changed.put(root, knowledge);
        return new Facts(changed, world, entities, conformity);
    }

    /// There are these entities and no others, but for what is said of single ones.
    public Facts entities(Entities all) {
        return new Facts(said, Optional.of(all), entities, conformity);
    }

    /// What is unknown conforms to `types`: the request fits its action, attributes and tags are of their types, and
    /// entities are only in groups that their types can be in. It may still be that an entity is not there at all.
    public Facts conformingTo(Schema types) {
        return new Facts(said, world, entities, new Conformity(Optional.of(types)));
    }

    /// Nothing is known of `uid`, not even whether it is there.
    public Facts unknown(EntityUid uid) {
        return with(uid, Known.UNKNOWN);
    }

    /// There is no entity `uid`.
    public Facts nowhere(EntityUid uid) {
        return with(uid, Known.NOWHERE);
    }

    /// What is known of `uid`, which may or may not be there where nothing of it is.
    ///
    /// @param groups those it is in, directly or through others; never itself
    public Facts entity(EntityUid uid, Fields attributes, Fields tags, Groups groups) {
        return with(uid, new Known(true, attributes, tags, groups));
    }

    /// What is known of `uid.a.b`; the path is at least one name long.
    ///
    /// @throws IllegalArgumentException where something on the path is known to be no record
    public Facts attribute(EntityUid uid, List<String> path, Lookup lookup) {
        var known = there(uid);
        var attributes = (Fields) known.attributes().with(path, lookup);
        return with(uid, new Known(true, attributes, known.tags(), known.groups()));
    }

    /// What is known of the tag `name` of `uid`.
    public Facts tag(EntityUid uid, String name, Lookup lookup) {
        var known = there(uid);
        return with(uid, new Known(true, known.attributes(), known.tags().with(name, lookup), known.groups()));
    }

    /// `uid` is in these groups, directly or through others, and in no others.
    public Facts groups(EntityUid uid, Set<EntityUid> groups) {
        return groups(uid, Groups.exactly(groups));
    }

    /// Whether `uid` is in `group`, directly or through others.
    public Facts group(EntityUid uid, EntityUid group, Membership membership) {
        return groups(uid, there(uid).groups().with(group, membership));
    }

    private Facts groups(EntityUid uid, Groups groups) {
        var known = there(uid);
        return with(uid, new Known(true, known.attributes(), known.tags(), groups));
    }

    private Facts with(EntityUid uid, Known known) {
        var changed = new HashMap<>(entities);
        changed.put(uid, known);
        return new Facts(said, world, changed, conformity);
    }

    /// What is known of `uid` now that something is said of it.
    private Known there(EntityUid uid) {
        var told = entities.get(uid);
        if (told != null) {
            return told.mayExist() ? told : Known.UNKNOWN;
        }
        var found = find(uid);
        return found == null ? Known.UNKNOWN : Known.of(found);
    }

    private Entities.@Nullable Known find(EntityUid uid) {
        return world.isPresent() ? world.get().find(uid) : null;
    }

    private Knowledge said(Root root) {
        return Objects.requireNonNull(said.get(root), "of every variable something is known");
    }

    @Override
    public Knowledge root(Root root) {
        return Objects.requireNonNull(roots.get(root), "of every variable something is known");
    }

    @Override
    public Lookup attribute(EntityUid of, String name) {
        var told = entities.get(of);
        if (told != null) {
            var lookup = told.mayExist() ? told.attributes().get(name) : Lookup.Missing.NO_SUCH_ENTITY;
            return conformity.attribute(of.type(), name, lookup);
        }
        if (world.isEmpty()) {
            return conformity.attribute(of.type(), name, Lookup.Unknown.ANY);
        }
        var found = find(of);
        return found == null ? Lookup.Missing.NO_SUCH_ENTITY : lookup(found.entity().attributes(), name);
    }

    @Override
    public Lookup attribute(SomeEntity of, String name) {
        var lookup = of.attributes().get(name);
        return of.type().map(type -> conformity.attribute(type, name, lookup)).orElse(lookup);
    }

    @Override
    public Lookup tag(EntityUid of, String name) {
        var told = entities.get(of);
        if (told != null) {
            var lookup = told.mayExist() ? told.tags().get(name) : Lookup.Missing.NO_SUCH_ENTITY;
            return conformity.tag(of.type(), lookup);
        }
        if (world.isEmpty()) {
            return conformity.tag(of.type(), Lookup.Unknown.ANY);
        }
        var found = find(of);
        return found == null ? Lookup.Missing.NO_SUCH_ENTITY : lookup(found.entity().tags(), name);
    }

    @Override
    public Lookup tag(SomeEntity of, String name) {
        var lookup = of.tags().get(name);
        return of.type().map(type -> conformity.tag(type, lookup)).orElse(lookup);
    }

    private static Lookup lookup(RecordValue record, String name) {
        var value = record.get(name);
        return value == null ? Lookup.Missing.ABSENT : Lookup.found(value);
    }

    @Override
    public Membership membership(EntityUid member, EntityUid group) {
        var told = entities.get(member);
        if (told != null) {
            return conformity.membership(member.type(), group, told.groups().get(group));
        }
        if (world.isEmpty()) {
            return conformity.membership(member.type(), group, Membership.UNKNOWN);
        }
        return world.get().isIn(member, group) ? Membership.YES : Membership.NO;
    }

    /// A member of one group is a member of every group that one is in.
    @Override
    public Membership membership(SomeEntity member, EntityUid group) {
        var through = member.groups().known().entrySet().stream()
                .anyMatch(known -> known.getValue() == Membership.YES && isSurelyIn(known.getKey(), group));
        var found = through ? Membership.YES : member.groups().get(group);
        return member.type().map(type -> conformity.membership(type, group, found)).orElse(found);
    }

    private boolean isSurelyIn(EntityUid member, EntityUid group) {
        return !member.equals(group) && membership(member, group) == Membership.YES;
    }
}
