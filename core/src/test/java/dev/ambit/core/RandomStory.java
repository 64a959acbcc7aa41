package dev.ambit.core;

import static dev.ambit.core.Rulebook.ADA;
import static dev.ambit.core.Rulebook.BOB;
import static dev.ambit.core.Rulebook.PUSH;
import static dev.ambit.core.Rulebook.READ;
import static dev.ambit.core.Rulebook.SITE;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.control.Target;
import dev.ambit.core.decision.Request;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.grant.ApprovalAnswer;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.core.grant.ApprovalRequest;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.obligation.Settlement;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.signal.SignOfLife;
import dev.ambit.core.state.ApprovalKey;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.PauseCause;
import dev.ambit.core.task.TaskId;
import dev.ambit.core.task.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Random rules, events and requests: few names, short times and small numbers, so that things meet.
public final class RandomStory {
    private static final List<String> PERMITS = List.of(
            "permit (principal, action, resource);",
            "permit (principal, action, resource);",
            "permit (principal == Agent::\"ada\", action, resource);",
            "permit (principal, action == Action::\"read\", resource);",
            "permit (principal, action, resource == Repo::\"site\") when { context.signals has mood };",
            "permit (principal, action, resource) when { context.signals.risk < 5 };",
            "permit (principal, action, resource) when { context.request.lines < 5 };",
            "permit (principal, action, resource) when { context.task.inputs.n < 5 };",
            "permit (principal, action, resource) when { context has request && context.request has lines };");
    private static final List<String> FORBIDS = List.of(
            "forbid (principal, action == Action::\"push\", resource);",
            "forbid (principal, action, resource) unless { context.signals has risk && context.signals.risk < 7 };",
            "forbid (principal, action, resource) when { context.signals.risk > 8 };",
            "forbid (principal, action, resource) when { context has request && context.request.lines > 7 };",
            "forbid (principal == Agent::\"bob\", action, resource);");

    private final SplittableRandom random;
    private int numbers;

    public RandomStory(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    public int upTo(int bound) {
        return random.nextInt(bound);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    // Rules

    public Release release() {
        return Rulebook.release(++numbers, profile("p"), profile("q"));
    }

    public Rulebook profile(String name) {
        var named = Rulebook.named(name);
        var rules = numbers % 4 == 1 ? named.readingSensitive("risk") : named.reading("risk");
        rules = (numbers % 3 == 0 ? rules.readingAlive("mood") : rules.reading("mood")).with("permit", any(PERMITS));
        rules = chance(30) ? rules.with("permit2", any(PERMITS)) : rules;
        rules = chance(30) ? rules.with("forbid", forbid()) : rules;
        rules = chance(15) ? rules.mustKnow("risk") : rules;
        rules = chance(15) ? rules.askingFor("leave", "action == Action::\"push\"") : rules;
        rules = chance(15) ? rules.lastsWhile("context.signals.mood < 8") : rules;
        rules = chance(15) ? rules.pausesWhen("context.signals.mood == 3") : rules;
        return chance(50) ? rules.within(limits()) : rules;
    }

    public String forbid() {
        return any(FORBIDS);
    }

    public Limits limits() {
        return switch (random.nextInt(6)) {
            case 0 -> Rulebook.lasting(Duration.ofSeconds(1 + random.nextInt(300)));
            case 1 -> Rulebook.idleFor(Duration.ofSeconds(1 + random.nextInt(120)));
            case 2 -> Rulebook.uses(1 + random.nextInt(5));
            case 3 -> Rulebook.pace(1 + random.nextInt(3), Duration.ofSeconds(1 + random.nextInt(20)));
            default -> Rulebook.hops(random.nextInt(2));
        };
    }

    // Events

    public TaskId task() {
        return new TaskId("t" + random.nextInt(8));
    }

    public Instant soon(Instant after) {
        return after.plusMillis(random.nextInt(20_000));
    }

    public Event event(Instant at) {
        return switch (random.nextInt(24)) {
            case 0, 1, 2 -> new Event.TaskRequested(at, opening(at), "somebody");
            case 3, 4, 5 -> new Event.TaskOpened(at, task(), chance(50)
                    ? Instant.MAX
                    : at.plusSeconds(random.nextInt(300)));
            case 6 -> new Event.TaskExtended(at, task(), at.plusSeconds(random.nextInt(300)), "somebody");
            case 7 -> new Event.TaskPaused(at, task(), any(List.of(PauseCause.values())), "somebody");
            case 8 -> new Event.TaskResumed(at, task(), "somebody");
            case 9 -> chance(50)
                    ? new Event.TaskEnded(at, task(), any(List.of(EndCause.values())), "somebody")
                    : new Event.TaskForgotten(at, task());
            case 10 -> new Event.UsageCounted(at, Map.of(task(), new Usage(random.nextInt(5), at.toEpochMilli(), at
                    .toEpochMilli() * 1_000_000)), Map.of(new ApprovalKey(task(), "a1"), 1L), random.nextInt(100));
            case 11 -> new Event.ApprovalGiven(at, approval(at));
            case 12 -> new Event.ReleaseLoaded(at, release(), "somebody");
            case 13, 14 -> new Event.ApprovalAsked(at, asking(at));
            case 15 -> new Event.ApprovalAnswered(at, asked(), new ApprovalAnswer(any(List.of(Rulebook.ANN,
                    Rulebook.BEN, Rulebook.EVE)), chance(
                            70), chance(50) ? "" : "as agreed", at));
            case 16 -> chance(50)
                    ? new Event.ApprovalForgotten(at, asked())
                    : new Event.ApprovalSettled(at, asked(), any(List.of(Status.APPROVED, Status.DENIED, Status.EXPIRED,
                            Status.CANCELLED)), chance(50) ? Optional.of(soon(at)) : Optional.empty(), "somebody");
            case 17 -> freezing(at);
            case 18 -> chance(50)
                    ? new Event.MessageHeard(at, chance(50) ? "sensor" : "calendar", "m" + random.nextInt(50))
                    : new Event.SignalRead(at, SignOfLife.of("sensor", Integrity.AUTHENTICATED, at));
            case 19, 20 -> owing(at);
            default -> new Event.SignalRead(at, new Reading(chance(50) ? "risk" : "mood", principal(), chance(80)
                    ? Optional.of(LongValue.of(random.nextInt(10)))
                    : Optional.empty(), at.minusSeconds(random.nextInt(30)), at, "sensor", Integrity.AUTHENTICATED));
        };
    }

    /// Something is stopped seldom, and goes on soon.
    private Event freezing(Instant at) {
        var id = "f" + random.nextInt(2);
        return switch (random.nextInt(6)) {
            case 0 -> new Event.FreezeAsked(at, freeze(id, at));
            case 1 -> new Event.FreezeConfirmed(at, id, "somebody else");
            default -> new Event.LiftAsked(at, id, "it is over", "somebody", chance(20));
        };
    }

    /// Something is owed, tried and settled, or the glass is broken.
    private Event owing(Instant at) {
        var id = "revoke:l" + random.nextInt(3);
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Event.ObligationOwed(at, Obligation.of("revoke", "l" + random.nextInt(3), chance(50)
                    ? Optional.of(task())
                    : Optional.empty(), RecordValue.of(Map.of("lease", LongValue.of(random.nextInt(9)))), at, soon(
                            at)));
            case 2 -> new Event.ObligationTried(at, id, "no answer", chance(70) ? soon(at) : Instant.MAX);
            case 3 -> new Event.ObligationRetried(at, id, "somebody");
            case 4 -> new Event.ObligationLate(at, id);
            case 5 -> new Event.ObligationSettled(at, chance(50) ? id : "review:" + task(), any(List.of(Settlement
                    .values())), "so it is", "somebody");
            default -> new Event.GlassBroken(at, opening(at), Rulebook.ANN, "it burns", soon(at), "somebody");
        };
    }

    public Freeze freeze(String id, Instant at) {
        return Freeze.of(id, target(), "it looks odd", at, "somebody", chance(30));
    }

    private Target target() {
        return switch (random.nextInt(4)) {
            case 0 -> Target.Everything.EVERYTHING;
            case 1 -> new Target.OfProfile(chance(50) ? "p" : "q");
            case 2 -> new Target.OfPrincipal(principal());
            default -> new Target.OfTenant(principal());
        };
    }

    public Opening opening(Instant at) {
        return new Opening(task(), chance(50) ? Optional.of(task()) : Optional.empty(), principal(), chance(50)
                ? "p"
                : "q",
                RecordValue.of(Map.of("n", LongValue.of(random.nextInt(10)))), chance(20) ? limits() : Limits.NONE,
                chance(
                        20)
                                ? Optional.of(soon(at))
                                : Optional.empty());
    }

    private Approval approval(Instant at) {
        var request = request();
        return new Approval("a" + random.nextInt(3), request.task(), request.digest(), "leave", chance(80)
                ? Set.of(Rulebook.EVE, Rulebook.ANN)
                : Set.of(Rulebook.EVE), at, at.plusSeconds(1 + random.nextInt(60)), 1 + random.nextInt(2));
    }

    private String asked() {
        return "r" + random.nextInt(6);
    }

    private ApprovalRequest asking(Instant at) {
        var request = request();
        return new ApprovalRequest(asked(), request.task(), request.principal().uid(), "p", request.action(), request
                .resource(), request.context(), chance(30) ? Set.of("secret", "pin") : Set.of(), request.digest(), Set
                        .of("leave"), "d-1", "to get on", chance(20), chance(30)
                                ? Optional.of(soon(at))
                                : Optional
                                        .empty(), soon(at), "gateway", chance(50) ? "k" + random.nextInt(9) : "");
    }

    /// A state after some random events, a moment of each in between.
    public State state(int events) {
        var state = State.EMPTY.after(new Event.ReleaseLoaded(Story.NOON, release(), "somebody"));
        for (var i = 0; i < events; i++) {
            state = state.after(event(soon(state.at())));
        }
        return state;
    }

    // Requests

    public EntityUid principal() {
        return chance(85) ? ADA : BOB;
    }

    public Request request() {
        return request(task(), principal());
    }

    public Request request(TaskId task, EntityUid principal) {
        var context = chance(50)
                ? RecordValue.of(Map.of("lines", LongValue.of(random.nextInt(10))))
                : RecordValue.EMPTY;
        var proof = chance(95) ? Story.proven(principal) : new Principal(principal, Proof.none(Story.NOON));
        return new Request(task, proof, chance(70) ? READ : PUSH, SITE, context, "gateway");
    }
}
