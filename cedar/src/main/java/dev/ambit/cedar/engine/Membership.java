package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.engine.Inputs.Slot;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.Value;
import java.util.Collection;
import java.util.List;

/// `in` and `is`: what an entity is, and which groups it is in.
final class Membership {
    private Membership() {}

    /// The principal, action or resource is the same as, or in, one of some groups known beforehand.
    static final class VariableIn extends Node.Test {
        private final Root root;
        private final List<EntityUid> groups;
        private final int variables;
        private final int[] facts;

        VariableIn(Inputs inputs, Root root, List<EntityUid> groups, Span span) {
            super(span);
            this.root = root;
            this.variables = 1 << Facts.variable(root);
            this.groups = List.copyOf(groups);
            this.facts = groups.stream().mapToInt(group -> inputs.facts().in(root, group)).toArray();
        }

        Root root() {
            return root;
        }

        List<EntityUid> groups() {
            return groups;
        }

        @Override
        int test(Evaluation now) {
            now.askGroups(variables);
            for (var fact : facts) {
                if (now.holds(fact)) {
                    return TRUE;
                }
            }
            return FALSE;
        }

        @Override
        boolean cannotFail() {
            return true;
        }
    }

    /// Another input that is the same as, or in, one of some groups known beforehand.
    static final class InputIn extends Node.Test {
        private final Slot slot;
        private final EntityUid[] groups;

        InputIn(Slot slot, Collection<EntityUid> groups, Span span) {
            super(span);
            this.slot = slot;
            this.groups = groups.toArray(EntityUid[]::new);
        }

        @Override
        int test(Evaluation now) {
            if (now.read(slot) != Evaluation.FOUND) {
                return now.fail(this, slot);
            }
            var member = now.value(slot);
            if (!(member instanceof EntityUid entity)) {
                return now.fail(this, Kind.TYPE, "entity", member);
            }
            for (var group : groups) {
                if (entity.equals(group) || now.isBelow(slot, group)) {
                    return TRUE;
                }
            }
            return FALSE;
        }
    }

    /// Whether what stands in a slot is an entity in every request.
    static boolean isEntity(Slot slot) {
        return slot.parent() == null && switch (slot.root()) {
            case PRINCIPAL, ACTION, RESOURCE -> true;
            case CONTEXT -> false;
        };
    }

    /// `left in right`, both computed; `right` is an entity or a set of entities.
    static final class In extends Node.Test {
        private final Node left;
        private final Node right;

        In(Node left, Node right, Span span) {
            super(span);
            this.left = left;
            this.right = right;
        }

        @Override
        int test(Evaluation now) {
            var member = left.value(now);
            if (member == null) {
                return ERROR;
            }
            var groups = right.value(now);
            if (groups == null) {
                return ERROR;
            }
            if (!(member instanceof EntityUid entity)) {
                return now.fail(left, Kind.TYPE, "entity", member);
            }
            return switch (groups) {
                case EntityUid group -> isIn(entity, group, now) ? TRUE : FALSE;
                case SetValue set -> isInAny(entity, set, now);
                default -> now.fail(right, Kind.TYPE, "entity or set of entities", groups);
            };
        }

        /// Every member must be an entity, even where an earlier one already answers.
        private int isInAny(EntityUid entity, SetValue groups, Evaluation now) {
            var found = false;
            for (var i = 0; i < groups.size(); i++) {
                if (!(groups.member(i) instanceof EntityUid)) {
                    return now.fail(right, Kind.TYPE, "entity", groups.member(i));
                }
            }
            for (var i = 0; i < groups.size() && !found; i++) {
                found = isIn(entity, (EntityUid) groups.member(i), now);
            }
            return found ? TRUE : FALSE;
        }

        private boolean isIn(EntityUid entity, EntityUid group, Evaluation now) {
            if (entity.equals(group)) {
                return true;
            }
            return left instanceof Access.Input input
                    ? now.isBelow(input.slot(), group)
                    : now.isBelow(entity, group);
        }
    }

    /// `of is type`.
    static final class Is extends Node.Test {
        private final Node of;
        private final String type;

        Is(Node of, String type, Span span) {
            super(span);
            this.of = of;
            this.type = type.intern();
        }

        Node of() {
            return of;
        }

        String type() {
            return type;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // type names are interned
        int test(Evaluation now) {
            Value value = of.value(now);
            if (value instanceof EntityUid entity) {
                return entity.type() == type ? TRUE : FALSE;
            }
            return value == null ? ERROR : now.fail(of, Kind.TYPE, "entity", value);
        }

        @Override
        boolean cannotFail() {
            return of instanceof Access.Input input && isEntity(input.slot());
        }
    }
}
