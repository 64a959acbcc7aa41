package dev.ambit.core.scope;

import dev.ambit.cedar.permission.SymbolicScope.Permission;
import dev.ambit.cedar.permission.Target;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.decision.Code;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Obstacle;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Reason;
import dev.ambit.core.decision.Request;
import dev.ambit.core.decision.TaskQuestion;
import dev.ambit.core.decision.Uses;
import dev.ambit.core.policy.Condition;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.scope.Reach.Effective;
import dev.ambit.core.signal.Standing;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Works out how far tasks reach, for one question.
final class Reaching {
    /// Most reasons told of one action and type.
    private static final int MOST_REASONS = 50;

    private final State state;
    private final Pdp pdp;
    private final Uses uses;
    private final ScopeQuestion question;
    private final Instant now;
    private int asked;

    /// @param pdp counts nothing
    Reaching(State state, Pdp pdp, Uses uses, ScopeQuestion question, Instant now) {
        this.state = state;
        this.pdp = pdp;
        this.uses = uses;
        this.question = question;
        this.now = now;
    }

    TaskScope of(Task task) {
        var chain = chain(task);
        var between = pdp.obstacles(state, request(task, Condition.ACTION, Condition.resource(task.id())), now).stream()
                .filter(Obstacle::isOfTask)
                .toList();
        var until = until(chain);
        return new TaskScope(task, chain.stream().skip(1).map(link -> link.task().id()).toList(), between, until,
                reaches(task, chain, between.isEmpty(), until));
    }

    /// A task of a chain, and how its policies look; the latter only where its profile is in force.
    private record Link(Task task, Optional<Profile> profile, Optional<Sight> now) {}

    /// The task asked in, then those above it, as far as they are known.
    private List<Link> chain(Task task) {
        var chain = new ArrayList<Link>();
        for (var next = task; next != null && chain.size() <= Limits.MOST_HOPS + 1; next = above(next)) {
            var of = next;
            var profile = state.release().profile(of.profile());
            chain.add(new Link(of, profile, profile.map(found -> Sight.of(state, of, found, now))));
        }
        return chain;
    }

    private @Nullable Task above(Task task) {
        return task.above() == null ? null : state.task(task.above());
    }

    private Request request(Task task, EntityUid action, EntityUid resource) {
        return new Request(task.id(), question.principal(), action, resource, RecordValue.EMPTY, question.asker());
    }

    private Instant until(List<Link> chain) {
        var ends = Stream.concat(Stream.of(question.principal().proof().until()), chain.stream().flatMap(link -> link
                .profile()
                .stream()
                .flatMap(profile -> ends(link.task(), profile))));
        return ends.min(Instant::compareTo).orElse(Instant.MAX);
    }

    private Stream<Instant> ends(Task task, Profile profile) {
        var asked = new TaskQuestion(state, task, profile, now);
        var ends = new ArrayList<>(List.of(profile.endOf(task), profile.idleEndOf(task, uses.of(task))));
        for (var i = 0; i < profile.signals().size(); i++) {
            switch (asked.standing(i)) {
                case Standing.Known(_, _, var until) -> ends.add(until);
                case Standing.KnownAbsent(_, var until) -> ends.add(until);
                case Standing.Unknown _ -> {}
            }
        }
        return ends.stream();
    }

    private List<Reach> reaches(Task task, List<Link> chain, boolean isOpen, Instant until) {
        var profile = chain.getFirst().profile();
        if (profile.isEmpty()) {
            return List.of();
        }
        var targets = Sight.targets(question, profile.get());
        var atAnyTime = Sight.of(state, task, profile.get());
        var granted = atAnyTime.permissions(targets);
        return targets.stream()
                .flatMap(target -> {
                    var grant = found(granted, target);
                    return grant.isEmpty() && question.action().isEmpty()
                            ? Stream.empty()
                            : Stream.of(reach(new Found(chain, target, until), grant, atAnyTime, isOpen));
                })
                .toList();
    }

    private static Optional<Permission> found(List<Permission> permissions, Target target) {
        return permissions.stream().filter(permission -> permission.target().equals(target)).findFirst();
    }

    private Reach reach(Found found, Optional<Permission> granted, Sight atAnyTime, boolean isOpen) {
        var chain = found.chain;
        var target = found.target;
        var resources = resources(chain, target);
        found.hasMore = resources.size() > Scopes.MOST_RESOURCES;
        for (var resource : resources) {
            if (question.resource().isPresent() || granted.isPresent() && atAnyTime.mayPermit(target, resource)) {
                if (asked == Scopes.MOST_QUESTIONS) {
                    found.hasMore = true;
                    break;
                }
                found.ask(resource);
            }
        }
        var unknown = unknownSignals(chain.getFirst().task(), target);
        found.reasons.addAll(unknown);
        var effective = isOpen && unknown.isEmpty() ? effective(chain, target) : List.<Effective>of();
        return new Reach(target, granted, effective, found.permitted, found.held, found.conditional, found.hasMore,
                List.copyOf(found.reasons), found.until());
    }

    /// What each task of the chain permits, with the signals as they are; nothing where one of them permits nothing.
    private static List<Effective> effective(List<Link> chain, Target target) {
        var permissions = chain.stream()
                .flatMap(link -> link.now().stream()
                        .flatMap(sight -> sight.permissions(List.of(target)).stream())
                        .map(permission -> new Effective(link.task().id(), permission)))
                .toList();
        return permissions.size() == chain.size() ? permissions : List.of();
    }

    /// The signals that have to be known for this on whatever resource, and are not.
    private List<Reason> unknownSignals(Task task, Target target) {
        var any = EntityUid.of(target.resourceType(), "");
        return pdp.obstacles(state, request(task, target.action(), any), now).stream()
                .flatMap(obstacle -> obstacle.answer().reasons().stream())
                .filter(reason -> reason.code() == Code.SIGNAL_UNKNOWN)
                .filter(reason -> !reason.facts().getLast().equals("`%s`".formatted(any)))
                .toList();
    }

    private Set<EntityUid> resources(List<Link> chain, Target target) {
        if (question.resource().isPresent()) {
            return Set.of(question.resource().get());
        }
        var found = new TreeSet<EntityUid>();
        chain.forEach(link -> link.task().inputs().attributes().values().forEach(input -> {
            if (input instanceof EntityUid uid && uid.type().equals(target.resourceType())) {
                found.add(uid);
            }
        }));
        state.release().entities().names().stream()
                .filter(name -> name.type().equals(target.resourceType()))
                .limit(Scopes.MOST_RESOURCES + 1L)
                .forEach(found::add);
        return found;
    }

    /// What came of asking about single resources.
    private final class Found {
        private final List<Link> chain;
        private final Target target;
        private final SortedSet<EntityUid> permitted = new TreeSet<>();
        private final SortedSet<EntityUid> held = new TreeSet<>();
        private final SortedSet<EntityUid> conditional = new TreeSet<>();
        private final Set<Reason> reasons = new LinkedHashSet<>();
        private Instant earliest;
        private boolean hasMore;

        /// @param until as long as the tasks of the chain go on, if nobody asks anything
        Found(List<Link> chain, Target target, Instant until) {
            this.chain = chain;
            this.target = target;
            this.earliest = until;
        }

        void ask(EntityUid resource) {
            asked++;
            var request = request(chain.getFirst().task(), target.action(), resource);
            switch (pdp.decide(state, request, now)) {
                case Decision.Permit(var until, _) -> {
                    permitted.add(resource);
                    earliest = until.isBefore(earliest) ? until : earliest;
                }
                case Decision.Hold(_, _, var why) -> {
                    held.add(resource);
                    add(why);
                }
                case Decision.Deny _ -> denied(request, resource);
            }
        }

        private void denied(Request request, EntityUid resource) {
            var obstacles = pdp.obstacles(state, request, now);
            if (obstacles.stream().allMatch(Reaching::isOfPolicies) && mayDependOnCall(resource)) {
                conditional.add(resource);
            } else {
                obstacles.stream().filter(each -> !each.isOfTask()).forEach(each -> add(each.answer().reasons()));
            }
        }

        /// Whether the policies of no task of the chain deny it whatever the call says.
        private boolean mayDependOnCall(EntityUid resource) {
            return chain.stream().allMatch(link -> link.now().filter(sight -> sight.mayPermit(target, resource))
                    .isPresent());
        }

        private void add(List<Reason> more) {
            more.stream().limit(Math.max(0, MOST_REASONS - reasons.size())).forEach(reasons::add);
        }

        Optional<Instant> until() {
            return permitted.isEmpty() ? Optional.empty() : Optional.of(earliest);
        }
    }

    /// Whether it lies in what policies say of this call, and could be otherwise for another.
    private static boolean isOfPolicies(Obstacle obstacle) {
        return !obstacle.isOfTask() && obstacle.answer().reasons().stream().map(Reason::code).allMatch(
                code -> switch (code) {
                    case FORBIDDEN, FORBID_FAILED, NOT_PERMITTED, PERMIT_FAILED, ABOVE_NOT_PERMITTED,
                            APPROVAL_REQUIRED -> true;
                    default -> false;
                });
    }
}
