package dev.ambit.server.pdp.api;

import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.api.Freezes.Result;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.json.BadJson;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The routes of emergency controls: operators use them, auditors see what was done.
public final class FreezeRoutes {
    private static final String FREEZES = "/v1/freezes";
    private static final String FREEZE = FREEZES + "/{freeze}";
    private static final int CREATED = 201;

    private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.AUDITOR);
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);

    private final Freezes freezes;
    private final Supplier<String> fresh;

    /// @param fresh makes ids that nobody has
    public FreezeRoutes(Freezes freezes, Supplier<String> fresh) {
        this.freezes = freezes;
        this.fresh = fresh;
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("GET", FREEZES, READERS, new About("listFreezes",
                        "What is frozen, and what waits for a second operator.", "", "FreezeList"), _ -> listed()),
                Route.forRoles("POST", FREEZES, OPERATORS, new About("freeze",
                        "Stops a principal, a profile, a tenant or everything, from the next decision on.", "Freezing",
                        "Freeze", CREATED, List.of()), this::freeze),
                Route.forRoles("POST", FREEZE + "/confirm", OPERATORS, new About("confirmFreeze",
                        "Confirms, as the second operator, a freeze, or that one is lifted.", "", "Freeze"),
                        call -> freezes.confirm(By.of(call), call.path().getFirst()).thenApply(result -> answer(result,
                                200))),
                Route.forRoles("POST", FREEZE + "/lift", OPERATORS, new About("liftFreeze",
                        "Lets what was frozen go on.", "Lifting", "Freeze"), this::lift));
    }

    private CompletableFuture<Response> listed() {
        return CompletableFuture.completedFuture(Response.json(out -> out.putObjects("freezes", freezes.list(),
                FreezeJson::write)));
    }

    private CompletableFuture<Response> freeze(Call call) throws BadJson {
        var wanted = FreezeReader.freeze(call.body());
        return freezes.freeze(By.of(call), fresh.get(), wanted.target(), wanted.reason(), wanted.byTwo()).thenApply(
                result -> answer(result, CREATED));
    }

    private CompletableFuture<Response> lift(Call call) throws BadJson {
        var lifting = FreezeReader.lift(call.body());
        return freezes.lift(By.of(call), call.path().getFirst(), lifting.reason(), lifting.byTwo()).thenApply(
                result -> answer(result, 200));
    }

    private static Response answer(Result result, int status) {
        return switch (result) {
            case Result.Now(var id, var freeze) -> Response.json(status, out -> freeze.ifPresentOrElse(
                    known -> FreezeJson.write(known, out), () -> out.put("id", id).put("state", "lifted")));
            case Result.Not(var refused) -> refused.problem();
        };
    }
}
