package dev.ambit.cedar.influence;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// The world [SignalSets] are about, small enough to be gone through whole: five signals with the few values the policies
/// can tell apart, and a principal who is in a group or not.
final class Signals {
    static final EntityUid READ = EntityUid.of("Action", "read");
    static final Environment ENVIRONMENT = new Environment("User", READ, "Doc");

    private static final EntityUid USER = EntityUid.of("User", "u");
    private static final EntityUid DOC = EntityUid.of("Doc", "d");
    private static final EntityUid STAFF = EntityUid.of("Group", "staff");

    private static final List<Entities> STORES = List.of(
            Entities.EMPTY, Entities.of(Entity.of(USER, RecordValue.EMPTY, Set.of(STAFF))));

    /// What each signal may be; `null` for absent, first.
    private static final Map<String, List<Value>> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("a", values(BoolValue.FALSE, BoolValue.TRUE));
        VALUES.put("b", values(BoolValue.FALSE, BoolValue.TRUE));
        VALUES.put("n", values(longs(Long.MIN_VALUE, 0, 1, 2, 3, Long.MAX_VALUE)));
        VALUES.put("m", values(longs(0, 1, 2, 3)));
        VALUES.put("s", values(StringValue.of("x"), StringValue.of("xz"), StringValue.of("y"), StringValue.of("z")));
    }

    private Signals() {}

    private static Value[] longs(long... numbers) {
        var longs = new Value[numbers.length];
        for (var i = 0; i < numbers.length; i++) {
            longs[i] = LongValue.of(numbers[i]);
        }
        return longs;
    }

    private static List<Value> values(Value... values) {
        var all = new ArrayList<Value>();
        all.add(null);
        all.addAll(List.of(values));
        return all;
    }

    static Set<String> names() {
        return VALUES.keySet();
    }

    static InputPath path(String signal) {
        return InputPath.of(Root.CONTEXT, signal);
    }

    static Schema schema() {
        var none = Type.RecordOf.EMPTY;
        var context = new Type.RecordOf(Map.of(
                "a", new Type.Attribute(Type.Primitive.BOOL, false),
                "b", new Type.Attribute(Type.Primitive.BOOL, true),
                "n", new Type.Attribute(Type.Primitive.LONG, false),
                "m", new Type.Attribute(Type.Primitive.LONG, true),
                "s", new Type.Attribute(Type.Primitive.STRING, false)));
        return new Schema(
                Map.of(
                        "User", new Schema.EntityType("User", Set.of("Group"), none, Optional.empty(), Optional
                                .empty()),
                        "Group", new Schema.EntityType("Group", Set.of(), none, Optional.empty(), Optional.empty()),
                        "Doc", new Schema.EntityType("Doc", Set.of(), none, Optional.empty(), Optional.empty())),
                Map.of(READ, new Schema.Action(READ, Set.of(), Set.of("User"), Set.of("Doc"), context)));
    }

    /// Some state.
    static ExactInfluence.Situation any(SplittableRandom random) {
        var context = new HashMap<String, Value>();
        VALUES.forEach((signal, values) -> {
            var value = values.get(random.nextInt(values.size()));
            if (value != null) {
                context.put(signal, value);
            }
        });
        return new ExactInfluence.Situation(
                new Request(USER, READ, DOC, RecordValue.of(context)), STORES.get(random.nextInt(STORES.size())));
    }

    /// Every answer of a policy set, by number of the state: the signals it does not mention have no value.
    static final class Answers {
        private final BitSet allowed = new BitSet();
        private final Map<String, Integer> strides = new LinkedHashMap<>();
        private int states = STORES.size();

        /// @param text the source of `policies`
        Answers(PolicySet policies, String text) {
            for (var signal : VALUES.keySet()) {
                if (text.matches("(?s).*(context[.]%1$s\\b|has %1$s\\b|context ==).*".formatted(signal))) {
                    strides.put(signal, states);
                    states *= VALUES.get(signal).size();
                }
            }
            for (var state = 0; state < states; state++) {
                var request = new Request(USER, READ, DOC, context(state));
                allowed.set(state, Reference.decide(policies, request, STORES.get(state % STORES.size())).isAllowed());
            }
        }

        private RecordValue context(int state) {
            var values = new HashMap<String, Value>();
            strides.forEach((signal, stride) -> {
                var value = VALUES.get(signal).get(state / stride % VALUES.get(signal).size());
                if (value != null) {
                    values.put(signal, value);
                }
            });
            return RecordValue.of(values);
        }

        /// Whether there are two states that differ by a `move` of `signal` alone, and whose answers turn in `direction`.
        boolean turn(String signal, Move move, Direction direction) {
            var stride = strides.get(signal);
            var values = VALUES.get(signal);
            for (var base = 0; stride != null && base < states; base++) {
                if (base / stride % values.size() == 0 && turn(base, stride, values, move, direction)) {
                    return true;
                }
            }
            return false;
        }

        private boolean turn(int base, int stride, List<Value> values, Move move, Direction direction) {
            for (var before = 0; before < values.size(); before++) {
                for (var after = 0; after < values.size(); after++) {
                    if (Moves.fits(move, values.get(before), values.get(after))
                            && allowed.get(base + before * stride) == (direction == Direction.NARROW)
                            && allowed.get(base + after * stride) == (direction == Direction.WIDEN)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
