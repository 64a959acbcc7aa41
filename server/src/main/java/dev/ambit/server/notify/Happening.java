package dev.ambit.server.notify;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.grant.ApprovalRequest;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.Event;
import dev.ambit.core.task.Opening;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An event as the world is told of it: what kind, when, and about what. Values of signals, inputs of tasks and arguments of
/// requests are left out; who may see them asks for them.
///
/// @param type such as `task.ended`
public record Happening(long position, String type, Instant at, Map<String, Json> data) {

    /// What is told of an event; empty where it concerns nobody outside.
    public static Optional<Happening> of(Feed.Told told) {
        var event = told.event();
        var type = type(event);
        return type.isEmpty()
                ? Optional.empty()
                : Optional.of(new Happening(told.position(), type, event.at(), data(event)));
    }

    private static String type(Event event) {
        return switch (event) {
            case Event.TaskRequested _ -> "task.requested";
            case Event.TaskOpened _ -> "task.opened";
            case Event.TaskExtended _ -> "task.extended";
            case Event.TaskPaused _ -> "task.paused";
            case Event.TaskResumed _ -> "task.resumed";
            case Event.TaskEnded _ -> "task.ended";
            case Event.TaskForgotten _,Event.UsageCounted _,Event.ApprovalForgotten _,Event.MessageHeard _ -> "";
            case Event.ObligationOwed _,Event.ObligationTried _,Event.ObligationRetried _ -> "";
            case Event.ObligationLate _ -> "obligation.late";
            case Event.ObligationSettled _ -> "obligation.settled";
            case Event.GlassBroken _ -> "glass.broken";
            case Event.ApprovalAsked _ -> "approval.asked";
            case Event.ApprovalAnswered _ -> "approval.answered";
            case Event.ApprovalSettled _ -> "approval.settled";
            case Event.ApprovalGiven _ -> "approval.given";
            case Event.SignalRead _ -> "signal.read";
            case Event.ReleaseLoaded _ -> "release.loaded";
            case Event.FreezeAsked _ -> "freeze.asked";
            case Event.FreezeConfirmed _ -> "freeze.confirmed";
            case Event.LiftAsked _ -> "freeze.lift-asked";
        };
    }

    private static Map<String, Json> data(Event event) {
        var to = new LinkedHashMap<String, Json>();
        switch (event) {
            case Event.TaskRequested(_, var opening, var by) -> by(opening(to, opening), by);
            case Event.TaskOpened(_, var task, var ends) -> until(text(to, "task", task.text()), "ends", ends);
            case Event.TaskExtended(_, var task, var ends, var by) -> by(until(text(to, "task", task.text()), "ends",
                    ends), by);
            case Event.TaskPaused(_, var task, var cause, var by) -> by(text(text(to, "task", task.text()), "cause",
                    cause.words()), by);
            case Event.TaskResumed(_, var task, var by) -> by(text(to, "task", task.text()), by);
            case Event.TaskEnded(_, var task, var cause, var by) -> by(text(text(to, "task", task.text()), "cause",
                    cause.words()), by);
            case Event.TaskForgotten _,Event.UsageCounted _,Event.ApprovalForgotten _,Event.MessageHeard _ -> {}
            case Event.ObligationOwed _,Event.ObligationTried _,Event.ObligationRetried _ -> {}
            case Event.ObligationLate(_, var obligation) -> text(to, "obligation", obligation);
            case Event.ObligationSettled(_, var obligation, _, _, var by) -> by(text(to, "obligation", obligation), by);
            case Event.GlassBroken(_, var opening, var person, _, var due, var by) -> by(until(entity(opening(to,
                    opening),
                    "person", person), "review_due", due), by);
            case Event.ApprovalAsked(_, var request) -> request(to, request);
            case Event.ApprovalAnswered(_, var id, var answer) -> text(entity(text(to, "approval", id), "person", answer
                    .person()), "answer", answer.approves() ? "approve" : "deny");
            case Event.ApprovalSettled(_, var id, var status, var good, var by) -> by(good.map(end -> until(text(text(
                    to,
                    "approval", id), "status", status.word()), "good_until", end)).orElseGet(() -> text(text(to,
                            "approval", id), "status", status.word())), by);
            case Event.ApprovalGiven(_, var approval) -> until(text(text(to, "approval", approval.id()), "task",
                    approval
                            .task().text()), "until", approval.until());
            case Event.SignalRead(_, var reading) -> reading(to, reading);
            case Event.ReleaseLoaded(_, var release, var by) -> by(text(to, "release", release.id().hex()), by);
            case Event.FreezeAsked(_, var freeze) -> text(to, "freeze", freeze.id());
            case Event.FreezeConfirmed(_, var freeze, var by) -> by(text(to, "freeze", freeze), by);
            case Event.LiftAsked(_, var freeze, _, var by, _) -> by(text(to, "freeze", freeze), by);
        }
        return to;
    }

    private static Map<String, Json> opening(Map<String, Json> to, Opening opening) {
        entity(text(text(to, "task", opening.id().text()), "profile", opening.profile()), "principal", opening
                .principal());
        opening.parent().ifPresent(parent -> text(to, "parent", parent.text()));
        return to;
    }

    private static void request(Map<String, Json> to, ApprovalRequest request) {
        text(text(text(to, "approval", request.id()), "task", request.task().text()), "profile", request.profile());
        entity(text(entity(to, "principal", request.principal()), "action", request.action().id()), "resource", request
                .resource());
        until(to, "expires", request.expires());
    }

    private static void reading(Map<String, Json> to, Reading reading) {
        until(text(entity(text(to, "signal", reading.signal()), "subject", reading.subject()), "source", reading
                .source()), "observed", reading.observed());
    }

    private static Map<String, Json> by(Map<String, Json> to, String by) {
        return text(to, "by", by);
    }

    private static Map<String, Json> text(Map<String, Json> to, String name, String value) {
        to.put(name, Json.of(value));
        return to;
    }

    private static Map<String, Json> until(Map<String, Json> to, String name, Instant end) {
        return end.equals(Instant.MAX) ? to : text(to, name, end.toString());
    }

    private static Map<String, Json> entity(Map<String, Json> to, String name, EntityUid uid) {
        var fields = new LinkedHashMap<String, Json>();
        to.put(name, Json.object(text(text(fields, "type", uid.type()), "id", uid.id())));
        return to;
    }

    /// `{"type", "timestamp", "data"}`, as Standard Webhooks has it.
    public Json json() {
        var fields = new LinkedHashMap<String, Json>();
        text(text(fields, "type", type), "timestamp", at.toString());
        fields.put("data", Json.object(data));
        return Json.object(fields);
    }
}
