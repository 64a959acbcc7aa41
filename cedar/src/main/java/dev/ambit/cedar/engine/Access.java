package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.engine.Inputs.Slot;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import org.jspecify.annotations.Nullable;

/// Reading attributes and tags. Where the path is known when compiling, the input's slot does the work.
final class Access {
    private Access() {}

    /// An input, by its path.
    static final class Input extends Node {
        private final Slot slot;

        Input(Slot slot, Span span) {
            super(span);
            this.slot = slot;
        }

        Slot slot() {
            return slot;
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            if (now.read(slot) == Evaluation.FOUND) {
                return now.value(slot);
            }
            now.fail(this, slot);
            return null;
        }

        @Override
        boolean cannotFail() {
            return slot.parent() == null;
        }
    }

    /// Whether an input is there.
    static final class HasInput extends Node.Test {
        private final Slot slot;

        HasInput(Slot slot, Span span) {
            super(span);
            this.slot = slot;
        }

        @Override
        int test(Evaluation now) {
            return switch (now.ask(slot)) {
                case Evaluation.FOUND -> TRUE;
                case Evaluation.ABSENT, Evaluation.UNKNOWN_ENTITY -> FALSE;
                default -> now.fail(this, slot);
            };
        }

        /// A variable has attributes, or it is an entity of which nothing is known: either way there is an answer. The
        /// context has no tags, but then asking for one is not what this node is made for.
        @Override
        boolean cannotFail() {
            var parent = slot.parent();
            return parent != null && parent.parent() == null && !slot.isTag();
        }
    }

    /// `of.name` of a computed record or entity.
    static final class AttributeOf extends Node {
        private final Node of;
        private final InputPath.Attribute step;

        AttributeOf(Node of, String name, Span span) {
            super(span);
            this.of = of;
            this.step = new InputPath.Attribute(name);
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            var holder = of.value(now);
            return switch (holder) {
                case null -> null;
                case RecordValue record -> orMissing(record.get(step.name()), Kind.MISSING_ATTRIBUTE, record, now);
                case EntityUid entity -> orMissing(now.read(entity, step),
                        now.isKnown(entity) ? Kind.MISSING_ATTRIBUTE : Kind.UNKNOWN_ENTITY, entity, now);
                default -> {
                    now.fail(of, Kind.TYPE, "entity or record", holder);
                    yield null;
                }
            };
        }

        private @Nullable Value orMissing(@Nullable Value value, Kind kind, Value holder, Evaluation now) {
            if (value == null) {
                now.fail(this, kind, step.name(), holder);
            }
            return value;
        }
    }

    /// `of has name` of a computed record or entity.
    static final class HasAttributeOf extends Node.Test {
        private final Node of;
        private final InputPath.Attribute step;

        HasAttributeOf(Node of, String name, Span span) {
            super(span);
            this.of = of;
            this.step = new InputPath.Attribute(name);
        }

        @Override
        int test(Evaluation now) {
            var holder = of.value(now);
            return switch (holder) {
                case null -> ERROR;
                case RecordValue record -> record.has(step.name()) ? TRUE : FALSE;
                case EntityUid entity -> now.read(entity, step) != null ? TRUE : FALSE;
                default -> now.fail(of, Kind.TYPE, "entity or record", holder);
            };
        }
    }

    /// `of.getTag(name)` where the entity or the name is computed.
    static final class TagOf extends Node {
        private final Node of;
        private final Node name;

        TagOf(Node of, Node name, Span span) {
            super(span);
            this.of = of;
            this.name = name;
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            var holder = of.value(now);
            if (holder == null) {
                return null;
            }
            var tag = name.value(now);
            if (tag == null) {
                return null;
            }
            if (!(holder instanceof EntityUid entity)) {
                now.fail(of, Kind.TYPE, "entity", holder);
                return null;
            }
            if (!(tag instanceof StringValue(var word))) {
                now.fail(name, Kind.TYPE, "string", tag);
                return null;
            }
            var value = now.read(entity, new InputPath.Tag(word));
            if (value == null) {
                now.fail(this, now.isKnown(entity) ? Kind.MISSING_TAG : Kind.UNKNOWN_ENTITY, word, entity);
            }
            return value;
        }
    }

    /// `of.hasTag(name)` where the entity or the name is computed.
    static final class HasTagOf extends Node.Test {
        private final Node of;
        private final Node name;

        HasTagOf(Node of, Node name, Span span) {
            super(span);
            this.of = of;
            this.name = name;
        }

        @Override
        int test(Evaluation now) {
            var holder = of.value(now);
            if (holder == null) {
                return ERROR;
            }
            var tag = name.value(now);
            if (tag == null) {
                return ERROR;
            }
            if (!(holder instanceof EntityUid entity)) {
                return now.fail(of, Kind.TYPE, "entity", holder);
            }
            if (!(tag instanceof StringValue(var word))) {
                return now.fail(name, Kind.TYPE, "string", tag);
            }
            return now.read(entity, new InputPath.Tag(word)) != null ? TRUE : FALSE;
        }
    }
}
