package dev.ambit.server.pdp.api;

import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.api.Policies.Finding;
import dev.ambit.server.pdp.api.Policies.Status;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.json.JsonOut;
import dev.ambit.server.pdp.json.Mistake;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The routes of policy releases: which is in force, and reading the directory again.
public final class PolicyRoutes {
    private static final String POLICIES = "/v1/policies";
    private static final Set<Role> READERS = Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);
    private static final Set<Role> LOADERS = Set.of(Role.ADMINISTRATOR, Role.OPERATOR);

    private final Policies policies;

    public PolicyRoutes(Policies policies) {
        this.policies = policies;
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("GET", POLICIES, READERS, new About("readPolicies",
                        "The release in force, and the last attempt to replace it.", "", "Policies"), this::read),
                Route.forRoles("POST", POLICIES + "/reload", LOADERS, new About("reloadPolicies",
                        "Reads the policy directory again. What is good is in force from the next decision on; what is refused changes nothing.",
                        "", "Policies"), this::reload));
    }

    private CompletableFuture<Response> read(Call call) {
        return CompletableFuture.completedFuture(shown(policies.status()));
    }

    private CompletableFuture<Response> reload(Call call) {
        return policies.reload(By.of(call)).thenApply(status -> status.isCurrent() ? shown(status) : refused(status));
    }

    private static Response refused(Status status) {
        var mistakes = status.attempt().mistakes().stream().map(finding -> new Mistake(finding.at(), finding.message(),
                finding.help().orElse(""))).toList();
        var only = mistakes.size() == 1
                ? ": %s: %s".formatted(mistakes.getFirst().at(), mistakes.getFirst().message())
                : "";
        return new Problem(409, "release-refused", "the policy directory is refused, release `%s` stays in force%s"
                .formatted(status.release(), only), "Correct what is wrong in `%s` and load it again".formatted(status
                        .directory()), mistakes, Map.of());
    }

    private static Response shown(Status status) {
        return Response.json(out -> out.put("release", status.release())
                .put("since", status.since())
                .put("directory", status.directory())
                .put("is_current", status.isCurrent())
                .put("loads", status.loads())
                .put("refusals", status.refusals())
                .putObjects("warnings", status.warnings(), PolicyRoutes::finding)
                .putObject("attempt", attempt -> attempt.put("at", status.attempt().at())
                        .put("by", status.attempt().by())
                        .putObjects("mistakes", status.attempt().mistakes(), PolicyRoutes::finding)));
    }

    private static void finding(Finding finding, JsonOut out) {
        out.put("at", finding.at()).put("rule", finding.rule()).put("severity", finding.isError() ? "error" : "warning")
                .put("message", finding.message());
        finding.help().ifPresent(help -> out.put("help", help));
    }
}
