package dev.ambit.core;

import static dev.ambit.core.Rulebook.ADA;
import static dev.ambit.core.Rulebook.READ;
import static dev.ambit.core.Rulebook.SITE;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.decision.Code;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Reason;
import dev.ambit.core.decision.Request;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A state that goes on by events, and questions to it, for tests to read like a story. Immutable.
public record Story(State state) {
    /// Noon.
    public static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    public static final TaskId TASK = new TaskId("t1");

    public static Instant at(String time) {
        return Instant.parse("2030-01-01T" + time + "Z");
    }

    /// At noon, `release` is loaded, and Ada has task `t1` open under profile `p`.
    public static Story begun(Release release) {
        return of(release).opened(Opening.of(TASK, ADA, "p", RecordValue.EMPTY), NOON);
    }

    public static Story begun(Rulebook... books) {
        return begun(Rulebook.release(1, books));
    }

    /// At noon, with nothing but `release`.
    public static Story of(Release release) {
        return new Story(State.EMPTY).then(new Event.ReleaseLoaded(NOON, release, "test"));
    }

    public Story then(Event event) {
        return new Story(state.after(event));
    }

    /// Opened whatever a governor would say, to end never but for its own and its profile's limits.
    public Story opened(Opening opening, Instant at) {
        return then(new Event.TaskRequested(at, opening, "test")).then(new Event.TaskOpened(at, opening.id(), opening
                .limits()
                .duration()
                .map(at::plus)
                .orElse(Instant.MAX)));
    }

    /// A task of Ada's below another, under profile `p`.
    public Story delegated(String id, TaskId above) {
        return opened(Opening.of(new TaskId(id), ADA, "p", RecordValue.EMPTY).below(above), state.at());
    }

    public Story ended(TaskId task, Instant at) {
        return then(new Event.TaskEnded(at, task, EndCause.COMPLETED, "test"));
    }

    public Story loaded(Release release, Instant at) {
        return then(new Event.ReleaseLoaded(at, release, "test"));
    }

    /// Ada's signal is heard to be `value`.
    public Story heard(String signal, long value, Instant at) {
        return heard(signal, Optional.of(LongValue.of(value)), at);
    }

    public Story heard(String signal, Optional<Value> value, Instant at) {
        return then(new Event.SignalRead(at, new Reading(signal, ADA, value, at, at, "sensor",
                Integrity.AUTHENTICATED)));
    }

    public Decision asked(Request request, Instant now) {
        return new Pdp().decide(state, request, now);
    }

    /// What Ada is told who asks to read the site in `t1`.
    public Decision asked(Instant now) {
        return asked(reading(TASK), now);
    }

    public static Request reading(TaskId task) {
        return request(task, ADA, READ);
    }

    public static Request request(TaskId task, EntityUid principal, EntityUid action) {
        return new Request(task, proven(principal), action, SITE, RecordValue.EMPTY, "gateway");
    }

    public static Principal proven(EntityUid uid) {
        return new Principal(uid, new Proof(Proof.Means.API_KEY, "keys", NOON, NOON.plus(Duration.ofDays(30)), Optional
                .of(
                        Objects.requireNonNull(IpValue.parse("10.0.0.7"))), Optional.of("ci")));
    }

    /// The codes of an answer, in order.
    public static List<Code> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }
}
