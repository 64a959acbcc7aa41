package dev.ambit.server.pdp.translate;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.policy.Condition;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import dev.ambit.server.pdp.authzen.ActionName;
import dev.ambit.server.pdp.authzen.Decisions.Asker;
import dev.ambit.server.pdp.authzen.Decisions.Found;
import dev.ambit.server.pdp.authzen.Search;
import java.time.Instant;
import java.util.ArrayList;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Searches a state: asks one question after another, exactly as it would be asked by itself, and keeps those that would
/// be permitted. Nothing is counted.
///
/// Candidates are subjects among the entities and among those who have tasks, resources among the entities and the inputs
/// of the task, and actions among those the task's profile knows for such a subject and resource. It takes as long as
/// there are candidates: not for an event loop.
public final class Searches {
    /// Most questions asked for one page. Beyond that the page ends early.
    public static final int MOST_QUESTIONS = 50_000;

    private final State state;
    private final Asker asker;
    private final Instant now;
    private final Pdp pdp = new Pdp();

    private Searches(State state, Asker asker, Instant now) {
        this.state = state;
        this.asker = asker;
        this.now = now;
    }

    /// Whatever of `search` comes after `after` and would be permitted at `now`.
    public static Found find(State state, Asker asker, Search search, Optional<String> after, int most, Instant now) {
        return new Searches(state, asker, now).find(search, after, most);
    }

    private Found find(Search search, Optional<String> after, int most) {
        var candidates = candidates(search);
        var left = after.map(last -> candidates.tailSet(last, false)).orElse(candidates);
        var permitted = new ArrayList<String>();
        var asked = 0;
        for (var id : left) {
            asked++;
            if (isPermitted(search, id)) {
                permitted.add(id);
            }
            if (permitted.size() == most || asked == MOST_QUESTIONS) {
                return new Found(permitted, Optional.of(id).filter(last -> !last.equals(left.last())));
            }
        }
        return new Found(permitted, Optional.empty());
    }

    private boolean isPermitted(Search search, String id) {
        return pdp.decide(state, Requests.of(state, asker, search.with(id), now), now).isPermit();
    }

    private NavigableSet<String> candidates(Search search) {
        var found = new TreeSet<String>();
        switch (search) {
            case Search.ForSubjects subjects -> subjects(subjects).forEach(found::add);
            case Search.ForResources resources -> resources(resources).forEach(found::add);
            case Search.ForActions actions -> actions(actions).forEach(found::add);
        }
        return found;
    }

    private Stream<String> subjects(Search.ForSubjects search) {
        var named = search.task().map(id -> Stream.ofNullable(state.task(id)));
        var working = named.orElseGet(state::tasks).map(Task::principal);
        return ids(named.isPresent() ? working : Stream.concat(working, entities()), search.type());
    }

    private Stream<EntityUid> entities() {
        return state.release().entities().names().stream();
    }

    private static Stream<String> ids(Stream<EntityUid> names, String type) {
        return names.filter(name -> name.type().equals(type)).map(EntityUid::id);
    }

    private Stream<String> resources(Search.ForResources search) {
        var inputs = task(search, search.subject()).stream()
                .flatMap(task -> task.inputs().attributes().values().stream())
                .filter(EntityUid.class::isInstance)
                .map(EntityUid.class::cast);
        return ids(Stream.concat(entities(), inputs), search.type());
    }

    private Stream<String> actions(Search.ForActions search) {
        return task(search, search.subject())
                .flatMap(task -> state.release().profile(task.profile()))
                .stream()
                .flatMap(profile -> profile.schema().actions().values().stream())
                .filter(action -> action.principals().contains(search.subject().type()))
                .filter(action -> action.resources().contains(search.resource().type()))
                .filter(action -> !action.uid().equals(Condition.ACTION))
                .map(action -> ActionName.write(action.uid()));
    }

    private Optional<Task> task(Search search, EntityUid subject) {
        return search.task().isPresent()
                ? search.task().map(state::task)
                : Optional.ofNullable(state.task(Requests.onlyTask(state, subject)));
    }
}
