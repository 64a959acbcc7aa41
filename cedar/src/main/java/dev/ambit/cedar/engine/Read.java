package dev.ambit.cedar.engine;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import java.util.Optional;
import java.util.Set;

/// One input that a decision looked at, and what it saw.
public sealed interface Read {

    /// What was looked at.
    Subject subject();

    /// Where an input was looked for.
    sealed interface Subject {}

    /// An input with a path of its own.
    record AtPath(InputPath path) implements Subject {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// An attribute or tag of an entity that a policy reached by computing it, such as through `if` or a tag with a
    /// computed name.
    record OfEntity(EntityUid entity, InputPath.Step step) implements Subject {
        @Override
        public String toString() {
            return entity.toString() + step;
        }
    }

    /// The entity a policy asked the groups of, where it has no path.
    record Computed(EntityUid entity) implements Subject {
        @Override
        public String toString() {
            return entity.toString();
        }
    }

    /// The input was there, and its value was used.
    record Found(Subject subject, Value value) implements Read {
        @Override
        public String toString() {
            return subject + " = " + value;
        }
    }

    /// The input was there; only that was asked of it. Said of records: of anything smaller the value is recorded.
    record Present(Subject subject) implements Read {
        @Override
        public String toString() {
            return subject + " present";
        }
    }

    /// The input was not there.
    ///
    /// @param because what was missing
    record Absent(Subject subject, Absence because) implements Read {
        @Override
        public String toString() {
            return subject + " absent";
        }
    }

    enum Absence {
        /// The record or entity has no such attribute or tag.
        NO_SUCH_NAME,
        /// Nothing is known about the entity.
        UNKNOWN_ENTITY
    }

    /// The groups an entity is in were consulted.
    ///
    /// @param entity whose groups; also what stands at the subject
    /// @param groups all it was known to be in, directly or through others
    record Groups(Subject subject, EntityUid entity, Set<EntityUid> groups) implements Read {
        public Groups {
            groups = Set.copyOf(groups);
        }

        @Override
        public String toString() {
            return subject + " in " + groups.stream().sorted().toList();
        }
    }

    /// The value that was seen, if one was.
    default Optional<Value> seen() {
        return this instanceof Found found ? Optional.of(found.value()) : Optional.empty();
    }
}
