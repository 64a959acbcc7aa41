package dev.ambit.core.scope;

import dev.ambit.core.decision.Obstacle;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Request;
import dev.ambit.core.decision.Uses;
import dev.ambit.core.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds under which circumstances a request that is not permitted would be. What the policies ask for is guessed from them
/// with signals and call unknown; whatever is told was decided again and permitted. What is not found may still be there.
///
/// The first obstacle is taken away, then what stands behind it, until nothing does. Bounded by [#MOST_DECISIONS]; not for
/// permits, which have no remedy. Scratch space: it belongs to one thread.
public final class Remedies {
    /// Most that are told of one request, the shortest first.
    public static final int MOST = 3;
    /// Most changes in one.
    public static final int MOST_CHANGES = 4;
    /// Most decisions that are taken to find them.
    public static final int MOST_DECISIONS = 48;

    private final Uses uses;
    private final Pdp pdp;
    private final List<Remedy> found = new ArrayList<>();
    private int left;

    /// @param uses what has been used; nothing is added
    public Remedies(Uses uses) {
        this.uses = uses;
        this.pdp = new Pdp(Uses.looking(uses));
    }

    /// Under which circumstances `request` would be permitted at `now`; none where it is, and where none is found.
    public List<Remedy> of(State state, Request request, Instant now) {
        found.clear();
        left = MOST_DECISIONS;
        var world = new Supposed(state, request, state.notBefore(now));
        var obstacles = look(world);
        if (!obstacles.isEmpty()) {
            search(world, obstacles, List.of());
        }
        found.sort((one, other) -> Integer.compare(one.changes().size(), other.changes().size()));
        return List.copyOf(found);
    }

    private List<Obstacle> look(Supposed world) {
        left--;
        return pdp.obstacles(world.state(), world.request(), world.now());
    }

    private void search(Supposed world, List<Obstacle> obstacles, List<Change> made) {
        var guesses = Guesses.of(world, uses, obstacles.getFirst()).distinct().iterator();
        while (left > 0 && found.size() < MOST && guesses.hasNext()) {
            var guess = guesses.next();
            if (made.size() + guess.size() <= MOST_CHANGES) {
                attempt(world, obstacles, made, guess);
            }
        }
    }

    private void attempt(Supposed world, List<Obstacle> obstacles, List<Change> made, List<Change> guess) {
        var next = world;
        for (var change : guess) {
            next = next.after(change);
        }
        var all = new ArrayList<>(made);
        all.addAll(guess);
        var then = look(next);
        if (then.isEmpty()) {
            add(new Remedy(all));
        } else if (isFurther(then, obstacles)) {
            search(next, then, all);
        }
    }

    /// What was found in another order need not be told again.
    private void add(Remedy remedy) {
        var changes = Set.copyOf(remedy.changes());
        if (found.stream().noneMatch(other -> changes.equals(Set.copyOf(other.changes())))) {
            found.add(remedy);
        }
    }

    /// Whether less stands in the way: the first obstacle is gone and none has come before it, or there is less to it.
    private static boolean isFurther(List<Obstacle> then, List<Obstacle> before) {
        var first = then.getFirst();
        var was = before.getFirst();
        var order = Integer.compare(place(first), place(was));
        return first.task().equals(was.task())
                ? order > 0 || order == 0 && first.answer().reasons().size() < was.answer().reasons().size()
                : then.stream().noneMatch(obstacle -> obstacle.task().equals(was.task()));
    }

    /// Where in the rule it stands; of a task above, where there. About a task itself one thing is looked at after the other,
    /// and what policies say all at once.
    private static int place(Obstacle obstacle) {
        var code = obstacle.answer().reasons().getLast().code();
        return obstacle.isOfTask() ? code.number() : code.line() * 10;
    }
}
