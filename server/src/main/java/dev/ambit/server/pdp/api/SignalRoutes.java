package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.signal.Signal;
import dev.ambit.server.pdp.api.Signals.Listed;
import dev.ambit.server.pdp.api.Signals.Result;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Problems;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.Route.Parameter;
import dev.ambit.server.pdp.json.BadJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The routes of signals: what may be read by policies, what is known of it, and what operators and sources say is so.
public final class SignalRoutes {
    private static final String SIGNALS = "/v1/signals";
    private static final String SIGNAL = SIGNALS + "/{signal}";

    private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.AUDITOR);
    private static final Set<Role> SPEAKERS = Set.of(Role.OPERATOR, Role.SOURCE);

    private static final List<Parameter> WHICH = List.of(
            new Parameter("subject", "string",
                    "Id of one subject; without it all are listed that something was heard of"),
            Paging.AFTER, Paging.LIMIT);

    private final Signals signals;

    public SignalRoutes(Signals signals) {
        this.signals = signals;
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("GET", SIGNALS, READERS, new About("listSignals",
                        "The catalogue: the only signals that policies may read.", "", "SignalList"), this::list),
                Route.forRoles("GET", SIGNAL, READERS, new About("readSignal",
                        "What is known of a signal, for one subject or for all.", "", "SignalStandings", 200, WHICH),
                        this::read),
                Route.forRoles("PUT", SIGNAL, SPEAKERS, new About("saySignal",
                        "Says what is so. Only what the signal's own source says counts.", "SignalReading",
                        "SignalStanding"), this::say));
    }

    private CompletableFuture<Response> list(Call call) {
        return CompletableFuture.completedFuture(Response.json(out -> out.putObjects("signals", signals.catalogue(),
                SignalJson::entry)));
    }

    private CompletableFuture<Response> read(Call call) {
        var found = signals.signal(call.path().getFirst());
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(noSuchSignal());
        }
        var signal = found.get();
        var subject = Optional.ofNullable(call.query().get("subject"));
        if (subject.isEmpty()) {
            return listed(call, signal);
        }
        var seen = signals.standing(signal, EntityUid.of(signal.about(), subject.get()));
        return CompletableFuture.completedFuture(shown(signal, new Listed(List.of(seen), true)));
    }

    private CompletableFuture<Response> listed(Call call, Signal signal) {
        var limit = Paging.limit(call);
        if (limit.isEmpty()) {
            return CompletableFuture.completedFuture(Problems.invalid("`limit` is not 1 to %d".formatted(Paging.MOST),
                    "Send `next` of the page before as `after`"));
        }
        return signals.standings(signal, Paging.after(call), limit.getAsInt()).thenApply(page -> shown(signal, page));
    }

    private static Response shown(Signal signal, Listed page) {
        return Response.json(out -> {
            out.putObject("signal", it -> SignalJson.entry(signal, it));
            out.putObjects("standings", page.seen(), SignalJson::standing);
            if (!page.isLast() && !page.seen().isEmpty()) {
                out.put("next", page.seen().getLast().subject().id());
            }
        });
    }

    private CompletableFuture<Response> say(Call call) throws BadJson {
        var wanted = SignalReader.said(call.body(), call.path().getFirst());
        if (signals.signal(wanted.said().signal()).isEmpty()) {
            return CompletableFuture.completedFuture(noSuchSignal());
        }
        return signals.say(By.of(call), wanted.said(), wanted.source()).thenApply(SignalRoutes::answer);
    }

    private static Response answer(Result result) {
        return switch (result) {
            case Result.Now(var seen, var isSpokenFor) -> Response.json(out -> {
                SignalJson.standing(seen, out);
                if (isSpokenFor) {
                    out.put("development", "development mode: any caller speaks for any source, as if it had signed");
                }
            });
            case Result.Not(var refused) -> refused.problem();
        };
    }

    private static Problem noSuchSignal() {
        return new Problem(404, "no-such-signal", "there is no such signal in the catalogue",
                "List the catalogue with GET /v1/signals");
    }
}
