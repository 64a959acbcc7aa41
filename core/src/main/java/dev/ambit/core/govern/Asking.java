package dev.ambit.core.govern;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.decision.Consent;
import dev.ambit.core.govern.Answer.Accepted;
import dev.ambit.core.govern.Answer.Refused;
import dev.ambit.core.govern.Refusal.Code;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.grant.ApprovalAnswer;
import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.core.grant.ApprovalRequest;
import dev.ambit.core.policy.ApprovalRule;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.Event.ApprovalAnswered;
import dev.ambit.core.state.Event.ApprovalAsked;
import dev.ambit.core.state.Event.ApprovalForgotten;
import dev.ambit.core.state.Event.ApprovalGiven;
import dev.ambit.core.state.Event.ApprovalSettled;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Requests for approval from when they are asked until they are settled. One no is enough to deny; an approval takes as many
/// as its rule says, counted anew by the rules in force with each answer.
final class Asking {
    /// Most requests that are pending in one task, so that nobody wears people down.
    static final int MOST_PENDING = 64;
    /// Most requests that are remembered of one task.
    static final int MOST_REMEMBERED = 1_000;

    private Asking() {}

    static Answer ask(State state, List<ApprovalRequest> requests, Instant now) {
        var events = new ArrayList<Event>();
        var known = state;
        for (var request : requests) {
            var answer = ask(known, request, now);
            if (!(answer instanceof Accepted(var more))) {
                return answer;
            }
            for (var event : more) {
                known = known.after(event);
            }
            events.addAll(more);
        }
        return new Accepted(events);
    }

    private static Answer ask(State state, ApprovalRequest request, Instant now) {
        var task = state.task(request.task());
        if (task == null || task.life().isEnded()) {
            return Governor.notLive(task, request.task());
        }
        var known = state.approvalCases(task.id());
        for (var each : known) {
            var same = same(each.request(), request);
            if (same && each.request().request().equals(request.request())) {
                return Governor.accepted();
            }
            if (same) {
                return Governor.refused(Code.KEY_REUSED, request.key(), each.request().id());
            }
        }
        return askAnew(state, task, known, request, now);
    }

    private static boolean same(ApprovalRequest one, ApprovalRequest other) {
        return !other.key().isEmpty() && one.key().equals(other.key()) && one.asker().equals(other.asker());
    }

    private static Answer askAnew(State state, Task task, List<ApprovalCase> known, ApprovalRequest request,
            Instant now) {
        if (!(task.life() instanceof Life.Open)) {
            return Governor.refused(Code.TASK_NOT_OPEN, task.id());
        }
        var pending = known.stream().filter(ApprovalCase::isPending).toList();
        for (var each : pending) {
            if (each.request().request().equals(request.request())) {
                return Governor.refused(Code.REQUEST_PENDING, each.request().id());
            }
        }
        if (pending.size() >= MOST_PENDING || known.size() >= MOST_REMEMBERED) {
            return Governor.refused(Code.TOO_MANY_ASKED, task.id(), known.size());
        }
        var rules = profile(state, task).map(Profile::approvals);
        for (var rule : request.rules()) {
            if (rules.isEmpty() || !rules.get().containsKey(rule)) {
                return Governor.refused(Code.RULE_UNKNOWN, task.profile(), rule);
            }
        }
        return now.isBefore(request.expires())
                ? Governor.accepted(new ApprovalAsked(now, request))
                : Governor.refused(Code.ALREADY_OVER, request.expires());
    }

    private static Optional<Profile> profile(State state, Task task) {
        return state.release().profile(task.profile());
    }

    static Answer withdraw(State state, String id, String by, Instant now) {
        var known = state.approvalCase(id);
        if (known == null) {
            return Governor.refused(Code.REQUEST_UNKNOWN, id);
        }
        return switch (known.status()) {
            case PENDING -> Governor.accepted(settled(known, Status.CANCELLED, Optional.empty(), by, now));
            case CANCELLED -> Governor.accepted();
            case APPROVED, DENIED, EXPIRED -> Governor.refused(Code.REQUEST_SETTLED, id, known.status().word());
        };
    }

    private static ApprovalSettled settled(ApprovalCase known, Status as, Optional<Instant> until, String by,
            Instant now) {
        return new ApprovalSettled(now, known.request().id(), as, until, by);
    }

    /// What time alone brings about.
    static Event due(ApprovalCase each, Instant now) {
        return each.isPending()
                ? settled(each, Status.EXPIRED, Optional.empty(), Governor.SELF, now)
                : new ApprovalForgotten(now, each.request().id());
    }

    // Answers.

    static Answer respond(State state, Command.Respond respond, String by, Instant now) {
        var events = new ArrayList<Event>();
        var refusals = new ArrayList<Refusal>();
        var first = state.approvalCase(respond.requests().getFirst());
        for (var id : respond.requests()) {
            var known = state.approvalCase(id);
            if (known == null) {
                refusals.add(Refusal.of(Code.REQUEST_UNKNOWN, id));
            } else if (first != null && !known.request().isLike(first.request())) {
                refusals.add(Refusal.of(Code.REQUESTS_UNLIKE, first.request().id(), id));
            } else {
                respond(new Response(state, known, respond, by, now), events, refusals);
            }
        }
        return refusals.isEmpty() ? new Accepted(events) : new Refused(refusals);
    }

    /// One answer to one request.
    private record Response(State state, ApprovalCase known, Command.Respond said, String by, Instant now) {
        ApprovalAnswer answer() {
            return new ApprovalAnswer(said.person(), said.approves(), said.comment(), now);
        }

        ApprovalRequest request() {
            return known.request();
        }
    }

    private static void respond(Response response, List<Event> events, List<Refusal> refusals) {
        var request = response.request();
        var task = response.state().task(request.task());
        if (!response.known().isPending()) {
            if (!isSaidAlready(response)) {
                refusals.add(Refusal.of(Code.REQUEST_SETTLED, request.id(), response.known().status().word()));
            }
        } else if (!response.now().isBefore(request.expires())) {
            refusals.add(Refusal.of(Code.ALREADY_OVER, request.expires()));
        } else if (task == null || task.life().isEnded()) {
            refusals.add(Refusal.of(Code.TASK_OVER, request.task()));
        } else {
            respond(response, task, events, refusals);
        }
    }

    /// To say again what settled it is to have said it.
    private static boolean isSaidAlready(Response response) {
        var settled = response.known().status() == (response.said().approves() ? Status.APPROVED : Status.DENIED);
        return settled && response.known().answers().stream().anyMatch(answer -> answer.person().equals(response.said()
                .person()) && answer.approves() == response.said().approves());
    }

    private static void respond(Response response, Task task, List<Event> events, List<Refusal> refusals) {
        var state = response.state();
        var request = response.request();
        var person = response.said().person();
        var asks = Consent.asks(state, task, person);
        if (asks != null || response.by().equals(request.asker())) {
            refusals.add(Refusal.of(Code.APPROVER_ASKS, person, asks == null ? task.id() : asks.id()));
            return;
        }
        var rules = new ArrayList<ApprovalRule>();
        for (var name : request.rules()) {
            var rule = profile(state, task).map(profile -> profile.approvals().get(name));
            rule.ifPresentOrElse(rules::add, () -> refusals.add(Refusal.of(Code.RULE_UNKNOWN, task.profile(), name)));
        }
        if (rules.stream().noneMatch(rule -> Consent.isAmong(state, rule, person))) {
            rules.forEach(rule -> refusals.add(Refusal.of(Code.APPROVER_NOT_ALLOWED, person, rule.name(), rule.by())));
        } else if (rules.size() == request.rules().size()) {
            events.add(new ApprovalAnswered(response.now(), request.id(), response.answer()));
            events.addAll(outcome(response, task, rules));
        }
    }

    private static List<Event> outcome(Response response, Task task, List<ApprovalRule> rules) {
        var now = response.now();
        if (!response.said().approves()) {
            return List.of(settled(response.known(), Status.DENIED, Optional.empty(), response.by(), now));
        }
        var answered = response.known().with(response.answer());
        var events = new ArrayList<Event>();
        var good = Instant.MAX;
        for (var rule : rules) {
            var by = Approvers.of(response.state(), task, rule, answered);
            if (by.size() < rule.quorum()) {
                return List.of();
            }
            var approval = approval(response.state(), task, response.request(), rule, by, now);
            if (!now.isBefore(approval.until())) {
                return List.of(settled(response.known(), Status.EXPIRED, Optional.empty(), Governor.SELF, now));
            }
            good = approval.until().isBefore(good) ? approval.until() : good;
            events.add(new ApprovalGiven(now, approval));
        }
        events.add(settled(response.known(), Status.APPROVED, Optional.of(good), response.by(), now));
        return events;
    }

    /// As wide as the rule allows, and no wider than was wanted: no longer than the task, nor than the asker said.
    private static Approval approval(State state, Task task, ApprovalRequest request, ApprovalRule rule,
            Set<EntityUid> by, Instant now) {
        var until = rule.latestEnd(now);
        var end = profile(state, task).map(profile -> profile.endOf(task)).orElse(task.ends());
        until = end.isBefore(until) ? end : until;
        until = request.wanted().filter(until::isAfter).orElse(until);
        var id = request.rules().size() == 1 ? request.id() : request.id() + "/" + rule.name();
        return new Approval(id, task.id(), request.request(), rule.name(), by, now, until, rule.mostUses());
    }
}
