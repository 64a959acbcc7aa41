package dev.ambit.core.signal;

import dev.ambit.cedar.schema.Type;
import dev.ambit.core.signal.Signal.Influence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The signals that Ambit itself computes. Every catalogue has them; no source can say anything about them.
public final class BuiltIn {
    /// The source of these signals. No other may be called so.
    public static final String SOURCE = "ambit";

    /// What these signals are about: the task itself.
    public static final String ABOUT = "Ambit::Task";

    /// How the task behaves. It is never unknown, and can narrow only.
    public static final Signal BEHAVIOUR = new Signal("behaviour", ABOUT, type(), SOURCE, Integrity.SIGNED,
            Influence.NARROW, Optional.empty(), Optional.empty(), Optional.empty(), false, Set.of(), SOURCE,
            "How a task behaves, told from what was asked in it");

    /// What there is of [#BEHAVIOUR], in order.
    public static final List<String> PARTS = List.of("action_in_hour", "action_in_minute", "age", "denials",
            "first_action", "first_resource", "idle", "in_hour", "level", "new_network", "rate", "two_places", "uses",
            "usual", "why");

    private BuiltIn() {}

    private static Type type() {
        var attributes = new LinkedHashMap<String, Type.Attribute>();
        List.of("action_in_hour", "action_in_minute", "age", "denials", "idle", "in_hour", "rate", "uses", "usual")
                .forEach(name -> attributes.put(name, new Type.Attribute(Type.Primitive.LONG, true)));
        List.of("first_action", "first_resource", "new_network", "two_places").forEach(name -> attributes.put(name,
                new Type.Attribute(Type.Primitive.BOOL, true)));
        List.of("level", "why").forEach(name -> attributes.put(name, new Type.Attribute(Type.Primitive.STRING, true)));
        return new Type.RecordOf(attributes);
    }

    /// `signals` and those of Ambit itself.
    public static Catalogue with(Map<String, Signal> signals) {
        var all = new LinkedHashMap<>(signals);
        all.put(BEHAVIOUR.name(), BEHAVIOUR);
        return new Catalogue(all);
    }

    public static boolean is(Signal signal) {
        return signal.source().equals(SOURCE);
    }
}
