package dev.ambit.core.scope;

import dev.ambit.cedar.value.IpValue;
import dev.ambit.core.decision.Request;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import java.time.Instant;
import java.util.Optional;

/// A request as it would be decided in another world.
record Supposed(State state, Request request, Instant now) {

    Supposed after(Change change) {
        return switch (change) {
            case Change.Resumed(var task) -> then(new Event.TaskResumed(now, task, ""));
            case Change.Lifted(var freeze) -> then(new Event.LiftAsked(now, freeze, "", "", false));
            case Change.Begun(var task, var at) -> new Supposed(state.after(new Event.TaskOpened(at, task,
                    Instant.MAX)),
                    request, at);
            case Change.Later(var at) -> new Supposed(state, request, at);
            case Change.From(var network) -> as(Optional.of(network), request.principal().proof().environment());
            case Change.Within(var environment) -> as(request.principal().proof().address(), Optional.of(environment));
            case Change.Says(var signal, var subject, var whole, _) -> then(new Event.SignalRead(now, new Reading(signal
                    .name(), subject, Optional.of(whole), now, now, signal.source(), signal.integrity())));
            case Change.Called(var whole, _) -> new Supposed(state, new Request(request.task(), request.principal(),
                    request.action(), request.resource(), whole, request.asker()), now);
            case Change.Approved(_, var approval) -> then(new Event.ApprovalGiven(now, approval));
        };
    }

    private Supposed then(Event event) {
        return new Supposed(state.after(event), request, now);
    }

    private Supposed as(Optional<IpValue> address, Optional<String> environment) {
        var proof = request.principal().proof();
        var other = new Proof(proof.means(), proof.by(), proof.since(), proof.until(), address, environment);
        return new Supposed(state, new Request(request.task(), new Principal(request.principal().uid(), other), request
                .action(), request.resource(), request.context(), request.asker(), request.recorded()), now);
    }
}
