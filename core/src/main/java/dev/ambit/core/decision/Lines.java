package dev.ambit.core.decision;

import dev.ambit.cedar.engine.Evaluation;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.core.control.Target;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.policy.ApprovalRule;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.signal.Standing;
import dev.ambit.core.state.ApprovalKey;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of the combining rule. Each answers, or returns `null` and leaves it to the next.
final class Lines {
    private Lines() {}

    // 1: the node has lost touch with the journal for longer than its bound

    static @Nullable Decision nodeIsStale(Inquiry inquiry, Link link) {
        var contact = inquiry.state().contact();
        return contact.isPresent() && contact.get().isLostAt(inquiry.now())
                ? deny(Code.NODE_STALE, contact.get().heard(), contact.get().bound())
                : null;
    }

    // 2: identity not proven, or not the one the task is bound to

    static @Nullable Decision identityIsNotProven(Inquiry inquiry, Link link) {
        var principal = inquiry.request().principal();
        var proof = principal.proof();
        if (!proof.means().isProof()) {
            return deny(Code.IDENTITY_UNPROVEN, principal.uid());
        }
        if (!proof.isGoodAt(inquiry.now())) {
            return deny(Code.IDENTITY_EXPIRED, principal.uid(), proof.by(), proof.until());
        }
        var task = link.found();
        return task != null && !task.principal().equals(principal.uid())
                ? deny(Code.IDENTITY_MISMATCH, task.id(), task.principal(), principal.uid())
                : null;
    }

    // 3: no such task, not begun, paused, ended, or frozen by operators

    static @Nullable Decision taskIsNotUnderWay(Inquiry inquiry, Link link) {
        var task = link.found();
        if (task == null) {
            return deny(Code.TASK_UNKNOWN, link.id());
        }
        return switch (task.life()) {
            case Life.Requested(var begins) -> deny(Code.TASK_NOT_BEGUN, task.id(), begins);
            case Life.Paused(var since, var cause) -> deny(Code.TASK_PAUSED, task.id(), since, cause.words());
            case Life.Ended(var at, var cause) -> deny(Code.TASK_ENDED, task.id(), at, cause.words());
            case Life.Open _ -> {
                var frozen = isFrozen(link);
                yield frozen == null ? profileSaysNo(link) : frozen;
            }
        };
    }

    private static @Nullable Decision isFrozen(Link link) {
        var freeze = link.frozen();
        if (freeze == null) {
            return null;
        }
        var code = switch (freeze.target()) {
            case Target.Everything.EVERYTHING -> Code.FROZEN_EVERYTHING;
            case Target.OfProfile _ -> Code.FROZEN_PROFILE;
            case Target.OfPrincipal _ -> Code.FROZEN_PRINCIPAL;
            case Target.OfTenant _ -> Code.FROZEN_TENANT;
        };
        return code == Code.FROZEN_EVERYTHING
                ? deny(code, link.id(), freeze.since(), freeze.by(), freeze.reason())
                : deny(code, link.id(), freeze.target().words(), freeze.since(), freeze.by(), freeze.reason());
    }

    private static @Nullable Decision profileSaysNo(Link link) {
        return link.foundProfile() == null
                ? deny(Code.PROFILE_UNKNOWN, link.task().profile(), link.id())
                : conditionIsNotMet(link);
    }

    /// What ends or pauses a task does so at once, whether or not that has been noted as an event.
    private static @Nullable Decision conditionIsNotMet(Link link) {
        var lasts = link.profile().lastsWhile(link.task());
        if (lasts.isPresent() && !link.lasts(lasts.get())) {
            return deny(Code.TASK_LAPSED, link.id(), lasts.get().text());
        }
        var pauses = link.profile().pausesWhen();
        return pauses.isPresent() && link.pauses(pauses.get())
                ? deny(Code.TASK_PAUSES, link.id(), pauses.get().text())
                : null;
    }

    // 4: a limit is exceeded

    static @Nullable Decision limitIsExceeded(Inquiry inquiry, Link link) {
        var task = link.task();
        var profile = link.profile();
        var now = inquiry.now();
        var end = profile.endOf(task);
        if (!now.isBefore(end)) {
            return deny(Code.LIMIT_DURATION, task.id(), end);
        }
        var idleEnd = profile.idleEndOf(task, link.usage());
        if (!now.isBefore(idleEnd)) {
            return deny(Code.LIMIT_IDLE, task.id(), idleEnd);
        }
        var taken = useIsExceeded(link, now);
        return taken != null
                ? taken
                : originIsNotAllowed(inquiry.request().principal().proof(), task, profile.limits());
    }

    /// Whether a task has no permit left, at all or at this pace.
    static @Nullable Decision useIsExceeded(Link link, Instant now) {
        var task = link.task();
        var most = link.profile().usesOf(task);
        if (link.usage().uses() >= most) {
            return deny(Code.LIMIT_USES, task.id(), most);
        }
        var rate = link.profile().rateOf(task);
        return rate != null && !link.usage().fits(now, rate) ? deny(Code.LIMIT_RATE, task.id(), rate) : null;
    }

    private static @Nullable Decision originIsNotAllowed(Proof proof, Task task, Limits profile) {
        var address = proof.address();
        if (!isAmong(profile.networks(), address.orElse(null)) || !isAmong(task.limits().networks(), address.orElse(
                null))) {
            return deny(Code.LIMIT_NETWORK, task.id(), address.map(IpValue::text).orElse("an unknown address"));
        }
        var environment = proof.environment();
        return allows(profile, environment.orElse(null)) && allows(task.limits(), environment.orElse(null))
                ? null
                : deny(Code.LIMIT_ENVIRONMENT, task.id(), environment.map("`%s`"::formatted).orElse("unknown"));
    }

    private static boolean isAmong(List<IpValue> networks, @Nullable IpValue address) {
        for (var i = 0; address != null && i < networks.size(); i++) {
            if (address.isInRange(networks.get(i))) {
                return true;
            }
        }
        return networks.isEmpty();
    }

    private static boolean allows(Limits limits, @Nullable String environment) {
        return limits.environments().isEmpty() || environment != null && limits.environments().contains(environment);
    }

    // 5: any forbid, guardrail or profile, is satisfied

    static @Nullable Decision policyForbids(Inquiry inquiry, Link link) {
        var said = link.evaluate();
        return said.determiningCount() > 0 && link.profile().rules().isForbid(said.determining(0))
                ? new Decision.Deny(determining(said, Code.FORBIDDEN))
                : null;
    }

    // 6: any forbid fails to evaluate, or a signal whose loss could widen this answer is unknown

    static @Nullable Decision somethingIsInDoubt(Inquiry inquiry, Link link) {
        var doubts = new ArrayList<Reason>(0);
        if (link.evaluate().failedForbidCount() > 0) {
            failed(link, Code.FORBID_FAILED, doubts);
        }
        var request = inquiry.request();
        for (var name : link.profile().rules().mustKnow(request.action(), request.resource().type())) {
            doubt(link, name, doubts);
        }
        return doubts.isEmpty() ? null : new Decision.Deny(doubts);
    }

    private static void doubt(Link link, String signal, List<Reason> doubts) {
        var signals = link.profile().signals();
        for (var i = 0; i < signals.size(); i++) {
            if (signals.get(i).name().equals(signal)) {
                if (link.standing(i) instanceof Standing.Unknown) {
                    var subject = link.subject(i);
                    doubts.add(Reason.of(Code.SIGNAL_UNKNOWN, signal, subject == null
                            ? "nothing this task names"
                            : "`%s`".formatted(subject)));
                }
                return;
            }
        }
        doubts.add(Reason.of(Code.SIGNAL_UNKNOWN, signal, "nothing this profile names"));
    }

    // 7: no permit of the profile is satisfied

    static @Nullable Decision nothingPermits(Inquiry inquiry, Link link) {
        if (link.evaluate().determiningCount() > 0) {
            return null;
        }
        var request = inquiry.request();
        var reasons = new ArrayList<Reason>();
        reasons.add(Reason.of(Code.NOT_PERMITTED, link.profile().name(), request.action(), request.resource()));
        failed(link, Code.PERMIT_FAILED, reasons);
        return new Decision.Deny(reasons);
    }

    // 8: the same request is not permitted, now, to every task above it in the delegation chain

    static @Nullable Decision taskAboveIsNotPermitted(Inquiry inquiry, Link link) {
        for (var hops = 1; hops < inquiry.depth(); hops++) {
            var above = inquiry.link(hops);
            var denied = isNotPermittedAbove(inquiry, above, hops);
            if (denied != null) {
                return above(inquiry, above, denied);
            }
        }
        return null;
    }

    private static @Nullable Decision isNotPermittedAbove(Inquiry inquiry, Link above, int hops) {
        for (var line : Pdp.RULE_ABOVE) {
            var denied = line.of(inquiry, above);
            if (denied != null) {
                return denied;
            }
        }
        return isTooFarBelow(inquiry, above, hops);
    }

    static @Nullable Decision isTooFarBelow(Inquiry inquiry, Link above, int hops) {
        var most = Math.min(above.profile().limits().delegation(), above.task().limits().delegation());
        return hops > most ? deny(Code.DELEGATED_TOO_DEEP, inquiry.asked().id(), hops, above.id(), most) : null;
    }

    /// The denial that `answer` to a task above comes to.
    static Decision above(Inquiry inquiry, Link above, Decision answer) {
        return new Decision.Deny(because(Reason.of(Code.ABOVE_NOT_PERMITTED, above.id(), inquiry.asked().id()), answer
                .reasons()));
    }

    private static List<Reason> because(Reason first, List<Reason> others) {
        var all = new ArrayList<Reason>();
        all.add(first);
        all.addAll(others);
        return all;
    }

    // 9: an approval is required and none covers exactly this request

    static @Nullable Decision approvalIsRequired(Inquiry inquiry, Link link) {
        if (link.profile().approvals().isEmpty()) {
            return null;
        }
        var missing = new ArrayList<ApprovalRule>();
        var needed = link.evaluateApprovals();
        for (var i = 0; i < needed.determiningCount(); i++) {
            cover(inquiry, link, needed.determining(i), missing);
        }
        for (var i = 0; i < needed.errorCount(); i++) {
            cover(inquiry, link, needed.error(i).policy(), missing);
        }
        return missing.isEmpty() ? null : hold(inquiry, link, missing);
    }

    private static void cover(Inquiry inquiry, Link link, String rule, List<ApprovalRule> missing) {
        var asked = link.profile().approval(rule);
        for (var given : inquiry.state().approvals(link.id())) {
            if (given.covers(inquiry.digest(), rule, inquiry.now())) {
                var approval = Consent.now(inquiry.state(), link.task(), given, asked);
                var used = inquiry.uses().of(new ApprovalKey(link.id(), given.id()), inquiry.state());
                if (approval != null && used < approval.uses() && inquiry.now().isBefore(approval.until())) {
                    link.covering().add(new Covering(approval, used));
                    return;
                }
            }
        }
        missing.add(asked);
    }

    private static Decision hold(Inquiry inquiry, Link link, List<ApprovalRule> missing) {
        missing.sort((one, other) -> one.name().compareTo(other.name()));
        return new Decision.Hold(inquiry.digest(),
                missing.stream().map(ApprovalRule::name).toList(),
                missing.stream()
                        .map(rule -> Reason.of(Code.APPROVAL_REQUIRED, rule.name(), link.id(), rule.quorum(), rule
                                .by()))
                        .toList());
    }

    // 10: otherwise permit, until the earliest instant at which any input used would expire

    static Decision permitted(Inquiry inquiry, Link link) {
        return inquiry.uses().take(inquiry)
                ? new Decision.Permit(Until.of(inquiry), determining(link.evaluation(), Code.PERMITTED))
                : Pdp.decideAgain(inquiry);
    }

    // What reasons are made of

    private static Decision deny(Code code, Object... facts) {
        return Decision.deny(Reason.of(code, facts));
    }

    private static List<Reason> determining(Evaluation said, Code code) {
        var reasons = new ArrayList<Reason>(said.determiningCount());
        for (var i = 0; i < said.determiningCount(); i++) {
            reasons.add(Reason.of(code, said.determining(i)));
        }
        if (reasons.size() > 1) {
            reasons.sort(Reason.BY_FACTS);
        }
        return reasons;
    }

    /// Adds the policies of one effect that failed.
    private static void failed(Link link, Code code, List<Reason> reasons) {
        var said = link.evaluation();
        var first = reasons.size();
        for (var i = 0; i < said.errorCount(); i++) {
            var error = said.error(i);
            if (link.profile().rules().isForbid(error.policy()) == (code == Code.FORBID_FAILED)) {
                reasons.add(Reason.of(code, error.policy(), link.profile().readsSensitive()
                        ? "its error may show something sensitive"
                        : error.message()));
            }
        }
        reasons.subList(first, reasons.size()).sort(Reason.BY_FACTS);
    }
}
