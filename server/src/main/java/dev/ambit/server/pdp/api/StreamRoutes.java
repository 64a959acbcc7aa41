package dev.ambit.server.pdp.api;

import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.api.Streams.Result;
import dev.ambit.server.pdp.api.Streams.Shown;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Content;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.JsonOut;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The routes of streams by which shared signals come.
public final class StreamRoutes {
    private static final String STREAM = "/v1/sources/{source}/stream";
    private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.AUDITOR);
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final String SHOWN = "SignalStream";
    private static final int NO_CONTENT = 204;

    private final Streams streams;

    public StreamRoutes(Streams streams) {
        this.streams = streams;
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("GET", STREAM, READERS, new About("readSignalStream",
                        "The stream by which a source of shared signals sends them, as its transmitter has it.", "",
                        SHOWN), call -> answer(streams.show(source(call)))),
                Route.forRoles("POST", STREAM, OPERATORS, new About("createSignalStream",
                        "Has a stream that was deleted here made again, within a moment.", "", "", NO_CONTENT, List
                                .of()), call -> answer(streams.create(source(call)))),
                Route.forRoles("DELETE", STREAM, OPERATORS, new About("deleteSignalStream",
                        "Deletes the stream at its transmitter. It is made again when the server starts.", "", "",
                        NO_CONTENT, List.of()), call -> answer(streams.delete(source(call)))),
                Route.forRoles("PATCH", STREAM, OPERATORS, new About("updateSignalStream",
                        "Tells the transmitter again what the settings want of the stream.", "", SHOWN),
                        call -> answer(streams.update(source(call), false))),
                Route.forRoles("PUT", STREAM, OPERATORS, new About("replaceSignalStream",
                        "Has the transmitter put all of the stream as the settings want it.", "", SHOWN),
                        call -> answer(streams.update(source(call), true))),
                Route.forRoles("POST", STREAM + "/verification", OPERATORS, new About("verifySignalStream",
                        "Has the stream show that it works: `verified` is later than `asked` once it has.", "",
                        SHOWN), call -> answer(streams.verify(source(call)))),
                Route.forRoles("PUT", STREAM + "/status", OPERATORS, new About("setSignalStreamStatus",
                        "Has the transmitter deliver, hold back or drop what happens.", "SignalStreamStatus", SHOWN),
                        this::set),
                Route.forRoles("POST", STREAM + "/subjects", OPERATORS, new About("addSignalStreamSubject",
                        "Asks the transmitter for what is about one more subject.", "SignalStreamSubject", "",
                        NO_CONTENT, List.of()), this::add),
                Route.forRoles("POST", STREAM + "/subjects/remove", OPERATORS, new About("removeSignalStreamSubject",
                        "Asks the transmitter for what is about a subject no more.", "SignalStreamSubject", "",
                        NO_CONTENT, List.of()), this::remove));
    }

    private static String source(Call call) {
        return call.path().getFirst();
    }

    private CompletableFuture<Response> set(Call call) throws BadJson {
        var wanted = StreamReader.status(call.body());
        return answer(streams.set(source(call), wanted.status(), wanted.reason()));
    }

    private CompletableFuture<Response> add(Call call) throws BadJson {
        var wanted = StreamReader.subject(call.body());
        return answer(streams.add(source(call), wanted.subject(), wanted.isVerified()));
    }

    private CompletableFuture<Response> remove(Call call) throws BadJson {
        return answer(streams.remove(source(call), StreamReader.subject(call.body()).subject()));
    }

    private static CompletableFuture<Response> answer(CompletableFuture<Result> coming) {
        return coming.thenApply(result -> switch (result) {
            case Result.Now(var stream) -> Response.json(out -> write(stream, out));
            case Result.Done() -> new Content(NO_CONTENT, Response.JSON, new byte[0], Map.of());
            case Result.Not(var status, var code, var words, var help) -> new Problem(status, code, words, help);
        });
    }

    private static void write(Shown stream, JsonOut out) {
        out.put("id", stream.id()).put("issuer", stream.issuer()).putStrings("audience", stream.audience());
        out.put("delivery", stream.delivery());
        stream.endpoint().ifPresent(at -> out.put("endpoint", at));
        out.put("status", stream.status());
        stream.reason().ifPresent(reason -> out.put("reason", reason));
        out.putStrings("events_requested", stream.requested());
        out.putStrings("events_delivered", stream.delivered());
        out.putStrings("events_missing", stream.missing());
        stream.asked().ifPresent(at -> out.put("asked", at));
        stream.verified().ifPresent(at -> out.put("verified", at));
    }
}
