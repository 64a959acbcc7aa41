package dev.ambit.core.policy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Schema.Action;
import dev.ambit.cedar.schema.Schema.EntityType;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.schema.Type.Attribute;
import dev.ambit.cedar.syntax.Abbreviations;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.signal.Catalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The schemas that an organisation's schema grows into: the context of every action gains `task`, with the inputs of a
/// profile, and `signals`, with the catalogue. So a name that is neither an input nor a signal is a mistake when it is
/// loaded, and never a silent denial later.
final class ContextSchema {
    static final String TASK = "task";
    static final String INPUTS = "inputs";
    static final String SIGNALS = "signals";
    /// The way from the context to the inputs of the task.
    static final List<String> TO_INPUTS = List.of(TASK, INPUTS);
    /// The way from the context to the signals.
    static final List<String> TO_SIGNALS = List.of(SIGNALS);
    /// What authors may write for these ways.
    static final Abbreviations SUGAR = new Abbreviations(Map.of(INPUTS, TO_INPUTS, SIGNALS, TO_SIGNALS));

    private final Schema organisation;
    private final Catalogue catalogue;

    ContextSchema(Schema organisation, Catalogue catalogue) {
        this.organisation = organisation;
        this.catalogue = catalogue;
    }

    /// For policies in tasks with these inputs: a signal may be unknown, so it is asked for with `has` before it is read.
    Schema forPolicies(Map<String, Type> inputs) {
        var actions = new LinkedHashMap<EntityUid, Action>();
        organisation.actions().forEach((uid, action) -> actions.put(uid, new Action(uid, action.memberOf(), action
                .principals(), action.resources(), grown(action.context(), inputs, false))));
        return new Schema(organisation.entityTypes(), actions);
    }

    /// For conditions on tasks with these inputs. They are not satisfied where a signal they read is unknown, so it need
    /// not be asked for first.
    Schema forConditions(Map<String, Type> inputs) {
        return new Schema(withTasks(), Map.of(Condition.ACTION, task(inputs, true)));
    }

    /// For whatever is asked in tasks with these inputs, and of the tasks themselves.
    Schema forRequests(Map<String, Type> inputs) {
        var actions = new LinkedHashMap<>(forPolicies(inputs).actions());
        actions.put(Condition.ACTION, task(inputs, false));
        return new Schema(withTasks(), actions);
    }

    private Map<String, EntityType> withTasks() {
        var types = new LinkedHashMap<>(organisation.entityTypes());
        types.put(Condition.RESOURCE_TYPE, new EntityType(Condition.RESOURCE_TYPE, Set.of(), Type.RecordOf.EMPTY,
                Optional.empty(), Optional.empty()));
        return types;
    }

    private Action task(Map<String, Type> inputs, boolean areSignalsKnown) {
        return new Action(Condition.ACTION, Set.of(), principals(), Set.of(Condition.RESOURCE_TYPE), grown(
                Type.RecordOf.EMPTY, inputs, areSignalsKnown));
    }

    /// The types of those who may ask for anything.
    Set<String> principals() {
        var types = new TreeSet<String>();
        organisation.actions().values().forEach(action -> types.addAll(action.principals()));
        return types;
    }

    /// The types of what may be asked for.
    Set<String> resources() {
        var types = new TreeSet<String>();
        organisation.actions().values().forEach(action -> types.addAll(action.resources()));
        return types;
    }

    private Type.RecordOf grown(Type.RecordOf context, Map<String, Type> inputs, boolean areSignalsKnown) {
        var attributes = new LinkedHashMap<>(context.attributes());
        attributes.put(TASK, new Attribute(new Type.RecordOf(Map.of(INPUTS, new Attribute(record(inputs, true),
                true))), true));
        var signals = new LinkedHashMap<String, Type>();
        catalogue.signals().forEach((name, signal) -> signals.put(name, signal.value()));
        attributes.put(SIGNALS, new Attribute(record(signals, areSignalsKnown), true));
        return new Type.RecordOf(attributes);
    }

    private static Type.RecordOf record(Map<String, Type> types, boolean required) {
        var attributes = new LinkedHashMap<String, Attribute>();
        types.forEach((name, type) -> attributes.put(name, new Attribute(type, required)));
        return new Type.RecordOf(attributes);
    }
}
