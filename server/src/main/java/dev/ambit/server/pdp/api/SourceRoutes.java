package dev.ambit.server.pdp.api;

import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.api.Sources.Taken;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Problems;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Content;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.Route.Parameter;
import dev.ambit.server.pdp.json.JsonOut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// The routes of sources: where their messages come in, how each does, and what changed nothing.
public final class SourceRoutes {
    private static final String SOURCES = "/v1/sources";
    private static final String SOURCE = SOURCES + "/{source}";

    private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.AUDITOR);
    private static final Set<Role> SPEAKERS = Set.of(Role.OPERATOR, Role.SOURCE);

    private static final List<Parameter> WHICH = List.of(
            new Parameter("source", "string", "Only those for one source"),
            new Parameter("code", "string", "Only those for one reason"), Paging.LIMIT);

    private final Sources sources;

    public SourceRoutes(Sources sources) {
        this.sources = sources;
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("GET", SOURCES, READERS, new About("listSources",
                        "The sources that are registered, and how each does.", "", "SourceList"), this::list),
                Route.incoming(SOURCE + "/messages", new About("takeMessage",
                        "Takes what a source sends, such as a webhook, signed as its kind has it.", About.ANYTHING,
                        "MessageTaken"), this::take),
                Route.forRoles("POST", SOURCE + "/heartbeat", SPEAKERS, new About("sayAlive",
                        "A source says that it is alive.", "", "MessageTaken"), this::alive),
                Route.forRoles("GET", "/v1/refused-messages", READERS, new About("listRefusedMessages",
                        "What sources sent and changed nothing, and why, the latest first.", "", "RefusedMessageList",
                        200, WHICH), this::refused));
    }

    private CompletableFuture<Response> take(Call call) {
        return sources.take(call.path().getFirst(), call.head().headers(), call.body()).thenApply(SourceRoutes::answer);
    }

    private CompletableFuture<Response> alive(Call call) {
        return sources.alive(By.of(call), call.path().getFirst()).thenApply(SourceRoutes::answer);
    }

    private static Response answer(Taken taken) {
        return switch (taken) {
            case Taken.Believed(var heard, var unheard) -> Response.json(out -> out.put("heard", heard)
                    .putObjects("unheard", unheard, (why, it) -> it.put("code", why.code()).put("message", why
                            .words())));
            case Taken.Not(var status, var why, var help) -> new Problem(status, why.code(), why.words(), help);
            case Taken.Event() -> new Content(202, Response.JSON, new byte[0], Map.of());
            case Taken.NoEvent(var err, var description) -> new Content(400, Response.JSON, JsonOut.object(out -> out
                    .put(
                            "err", err).put("description", description)), Map.of("Content-Language", "en"));
        };
    }

    private CompletableFuture<Response> list(Call call) {
        return CompletableFuture.completedFuture(Response.json(out -> out.putObjects("sources", sources.sources(), (
                source,
                it) -> {
            it.put("name", source.name()).put("kind", source.kind()).put("believed", source.believed());
            source.heard().ifPresent(heard -> it.put("last_believed", heard));
            it.putObject("refused", by -> new TreeMap<>(source.refused()).forEach((code, times) -> by.put(code,
                    times)));
            source.problem().ifPresent(problem -> it.put("problem", problem));
        })));
    }

    private CompletableFuture<Response> refused(Call call) {
        var limit = Paging.limit(call);
        if (limit.isEmpty()) {
            return CompletableFuture.completedFuture(Problems.invalid("`limit` is not 1 to %d".formatted(Paging.MOST),
                    ""));
        }
        var found = sources.refused(Optional.ofNullable(call.query().get("source")), Optional.ofNullable(call.query()
                .get(
                        "code")), limit.getAsInt());
        return CompletableFuture.completedFuture(Response.json(out -> out.putObjects("refused", found, (refusal,
                it) -> it
                        .put("at", refusal.at())
                        .put("source", refusal.source())
                        .put("code", refusal.why().code())
                        .put("message", refusal.why().words())
                        .put("bytes", refusal.bytes())
                        .put("times", refusal.times()))));
    }
}
