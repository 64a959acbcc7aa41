package dev.ambit.cedar.partial;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What is known of a value: which values it may still be.
public sealed interface Knowledge {
    /// It may be any value.
    enum Nothing implements Knowledge {
        NOTHING
    }

    /// It is this one.
    record Exactly(Value value) implements Knowledge {}

    /// A bool, a number, a string or a value of an extension type; of the other kinds there is more to say.
    record OfKind(Kind kind) implements Knowledge {
        private static final Set<Kind> OTHERS = EnumSet.of(Kind.SET, Kind.RECORD, Kind.ENTITY);

        public OfKind {
            if (OTHERS.contains(kind)) {
                throw new IllegalArgumentException("what is known of %s is said otherwise".formatted(kind
                        .withArticle()));
            }
        }
    }

    /// A set.
    ///
    /// @param member what is known of every member
    record SetOf(Knowledge member) implements Knowledge {
        public static final SetOf ANY = new SetOf(Nothing.NOTHING);
    }

    /// A record.
    ///
    /// @param attributes what is known of some of its attributes
    /// @param others     what is known of every other
    record Fields(Map<String, Lookup> attributes, Lookup others) implements Knowledge {
        public static final Fields ANY = new Fields(Map.of(), Lookup.Unknown.ANY);
        public static final Fields NONE = new Fields(Map.of(), Lookup.Missing.ABSENT);

        public Fields {
            attributes = Map.copyOf(attributes);
        }

        /// Every attribute of `record`, and that it has no other.
        public static Fields of(RecordValue record) {
            return new Fields(record.attributes().entrySet().stream().collect(
                    Collectors.toMap(Map.Entry::getKey, entry -> Lookup.found(entry.getValue()))),
                    Lookup.Missing.ABSENT);
        }

        Fields and(Fields more) {
            var both = new HashMap<String, Lookup>();
            attributes.forEach((name, lookup) -> both.put(name, lookup.and(more.get(name))));
            more.attributes.forEach((name, lookup) -> both.putIfAbsent(name, lookup.and(others)));
            return new Fields(both, others.and(more.others));
        }

        boolean excludes(Fields more) {
            return attributes.keySet().stream().anyMatch(name -> get(name).excludes(more.get(name)))
                    || more.attributes.keySet().stream().anyMatch(name -> get(name).excludes(more.get(name)));
        }

        public Lookup get(String name) {
            return attributes.getOrDefault(name, others);
        }

        public Fields with(String name, Lookup lookup) {
            var changed = new HashMap<>(attributes);
            changed.put(name, lookup);
            return new Fields(changed, others);
        }
    }

    /// An entity whose name is not known.
    ///
    /// @param type   its type, where that is known
    /// @param groups for each group, whether it is in it *or is the group itself*
    record SomeEntity(Optional<String> type, Fields attributes, Fields tags, Groups groups) implements Knowledge {
        public static final SomeEntity ANY = new SomeEntity(Optional.empty(), Fields.ANY, Fields.ANY, Groups.ANY);

        public static SomeEntity ofType(String type) {
            return new SomeEntity(Optional.of(type), Fields.ANY, Fields.ANY, Groups.ANY);
        }

        /// This entity, now known to be in `group` or to be `group` itself.
        public SomeEntity in(EntityUid group) {
            return new SomeEntity(type, attributes, tags, groups.with(group, Membership.YES));
        }

        public SomeEntity with(String attribute, Lookup lookup) {
            return new SomeEntity(type, attributes.with(attribute, lookup), tags, groups);
        }

        SomeEntity and(SomeEntity more) {
            return new SomeEntity(
                    type.or(more::type), attributes.and(more.attributes), tags.and(more.tags), groups.and(more.groups));
        }
    }

    /// Which groups an entity is in.
    ///
    /// @param known  for some groups
    /// @param others for every other group
    record Groups(Map<EntityUid, Membership> known, Membership others) {
        public static final Groups ANY = new Groups(Map.of(), Membership.UNKNOWN);

        public Groups {
            known = Map.copyOf(known);
        }

        /// These, and no others.
        public static Groups exactly(Set<EntityUid> groups) {
            return new Groups(groups.stream().collect(Collectors.toMap(group -> group, _ -> Membership.YES)),
                    Membership.NO);
        }

        Groups and(Groups more) {
            var both = new HashMap<EntityUid, Membership>();
            known.forEach((group, _) -> both.put(group, get(group).and(more.get(group))));
            more.known.forEach((group, _) -> both.put(group, get(group).and(more.get(group))));
            return new Groups(both, others.and(more.others));
        }

        public Membership get(EntityUid group) {
            return known.getOrDefault(group, others);
        }

        public Groups with(EntityUid group, Membership membership) {
            var changed = new HashMap<>(known);
            changed.put(group, membership);
            return new Groups(changed, others);
        }
    }

    /// Any value of `type`.
    static Knowledge of(Type type) {
        return switch (type) {
            case Type.Primitive primitive -> new OfKind(switch (primitive) {
                case BOOL -> Kind.BOOL;
                case LONG -> Kind.LONG;
                case STRING -> Kind.STRING;
            });
            case Type.Extension extension -> new OfKind(switch (extension) {
                case DECIMAL -> Kind.DECIMAL;
                case IPADDR -> Kind.IPADDR;
                case DATETIME -> Kind.DATETIME;
                case DURATION -> Kind.DURATION;
            });
            case Type.Entity(var name) -> SomeEntity.ofType(name);
            case Type.SetOf(var element) -> new SetOf(of(element));
            case Type.RecordOf record -> of(record);
        };
    }

    /// Any record of `type`: with all required attributes, and none that `type` does not name.
    static Fields of(Type.RecordOf type) {
        var lookups = new HashMap<String, Lookup>();
        type.attributes().forEach((name, attribute) -> lookups.put(name, Lookup.of(attribute)));
        return new Fields(lookups, Lookup.Missing.ABSENT);
    }

    /// This knowledge of a record, together with what `lookup` says of the attribute at `path`.
    /// Where the attribute is said to be found or absent, so are the records on the way to it: they are there.
    ///
    /// @param path at least one name
    /// @throws IllegalArgumentException where something on the path is known to be no record
    default Knowledge with(List<String> path, Lookup lookup) {
        var fields = fields();
        var name = path.getFirst();
        if (path.size() == 1) {
            return fields.with(name, lookup);
        }
        var inner = fields.get(name).ifThere().with(path.subList(1, path.size()), lookup);
        var surely = !(lookup instanceof Lookup.Unknown) || fields.get(name) instanceof Lookup.Found;
        return fields.with(name, surely ? new Lookup.Found(inner) : new Lookup.Unknown(inner));
    }

    private Fields fields() {
        return switch (this) {
            case Nothing _ -> Fields.ANY;
            case Exactly(RecordValue record) -> Fields.of(record);
            case Fields fields -> fields;
            case Exactly _,OfKind _,SetOf _,SomeEntity _ -> throw new IllegalArgumentException(
                    "only a record has attributes of which something can be known here");
        };
    }

    /// What is known if this and `other` are both true of one value; where they cannot be, either will do.
    default Knowledge and(Knowledge other) {
        if (other instanceof Nothing || this instanceof Exactly) {
            return this;
        }
        if (this instanceof Nothing || other instanceof Exactly) {
            return other;
        }
        return switch (this) {
            case SetOf(var member) when other instanceof SetOf(var more) -> new SetOf(member.and(more));
            case Fields fields when other instanceof Fields more -> fields.and(more);
            case SomeEntity entity when other instanceof SomeEntity more -> entity.and(more);
            default -> this;
        };
    }

    /// Whether no value fits both this and `other`, as far as can be told from them alone.
    default boolean excludes(Knowledge other) {
        var kind = Kind.of(this);
        var otherKind = Kind.of(other);
        if (kind.isEmpty() || otherKind.isEmpty()) {
            return false;
        }
        if (!kind.equals(otherKind)) {
            return true;
        }
        return switch (this) {
            case Exactly(var value) when other instanceof Exactly(var more) -> !value.equals(more);
            case Exactly(EntityUid uid) when other instanceof SomeEntity entity -> entity.type().filter(type -> !type
                    .equals(uid.type())).isPresent();
            case SomeEntity entity when other instanceof SomeEntity more -> entity.type().isPresent() && more.type()
                    .isPresent() && !entity.type().equals(more.type());
            case SomeEntity _ -> other.excludes(this);
            case Exactly(RecordValue record) when other instanceof Fields fields -> Fields.of(record).excludes(fields);
            case Fields fields when other instanceof Fields more -> fields.excludes(more);
            case Fields _ -> other.excludes(this);
            default -> false;
        };
    }
}
