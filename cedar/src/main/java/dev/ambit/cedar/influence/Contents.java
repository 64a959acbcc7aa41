package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.engine.InputPath.Tag;
import dev.ambit.cedar.influence.ExactInfluence.Situation;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything a policy can read in one situation, in a form from which one input can be taken out.
/// An entity of which nothing is known and one that has nothing are the same here, as they are to policies.
final class Contents {
    private final Map<Root, EntityUid> asked;
    private final Map<EntityUid, Set<EntityUid>> groups = new HashMap<>();
    private final Map<Holder, RecordValue> records = new HashMap<>();

    /// The attributes of an entity, its tags, or the context.
    private record Holder(Optional<EntityUid> entity, boolean isTags) {
        static final Holder CONTEXT = new Holder(Optional.empty(), false);
    }

    Contents(Situation situation) {
        var request = situation.request();
        asked = Map.of(Root.PRINCIPAL, request.principal(), Root.ACTION, request.action(), Root.RESOURCE, request
                .resource());
        put(Holder.CONTEXT, request.context());
        for (var entity : situation.entities().all()) {
            put(new Holder(Optional.of(entity.uid()), false), entity.attributes());
            put(new Holder(Optional.of(entity.uid()), true), entity.tags());
            if (!entity.parents().isEmpty()) {
                groups.put(entity.uid(), entity.parents());
            }
        }
    }

    private void put(Holder holder, RecordValue record) {
        if (record.size() > 0) {
            records.put(holder, record);
        } else {
            records.remove(holder);
        }
    }

    /// Takes out what stands at `input`, and answers with it; `null` where nothing does.
    @Nullable
    Value take(InputPath input) {
        var holder = Holder.CONTEXT;
        Value at = input.root() == Root.CONTEXT ? records.get(holder) : asked.get(input.root());
        var begin = 0;
        for (var i = 0; i < input.steps().size(); i++) {
            var step = input.steps().get(i);
            if (at instanceof EntityUid uid) {
                holder = new Holder(Optional.of(uid), step instanceof Tag);
                at = records.get(holder);
                begin = i;
            }
            at = at instanceof RecordValue record ? record.get(step.name()) : null;
        }
        if (at != null) {
            put(holder, without(Objects.requireNonNull(records.get(holder)), input.steps().subList(begin, input.steps()
                    .size())));
        }
        return at;
    }

    private static RecordValue without(RecordValue record, List<Step> steps) {
        var name = steps.getFirst().name();
        return steps.size() > 1 && record.get(name) instanceof RecordValue inner
                ? record.with(name, without(inner, steps.subList(1, steps.size())))
                : record.without(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Contents that
                && asked.equals(that.asked)
                && groups.equals(that.groups)
                && records.equals(that.records);
    }

    @Override
    public int hashCode() {
        return Objects.hash(asked, groups, records);
    }
}
