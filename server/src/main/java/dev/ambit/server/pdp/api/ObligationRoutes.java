package dev.ambit.server.pdp.api;

import dev.ambit.core.govern.Command.Review.Verdict;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.api.Obligations.Filter;
import dev.ambit.server.pdp.api.Obligations.Result;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Problems;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.Route.Parameter;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The routes of what is owed: what is late or fails is seen here, and people say what came of theirs.
public final class ObligationRoutes {
    private static final String OBLIGATIONS = "/v1/obligations";
    private static final String OBLIGATION = OBLIGATIONS + "/{obligation}";

    private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.AUDITOR);
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final Map<String, Verdict> VERDICTS = Map.of("justified", Verdict.JUSTIFIED, "unjustified",
            Verdict.UNJUSTIFIED);

    private static final List<Parameter> FILTER = List.of(
            new Parameter("kind", "string", "Only of this kind, such as review"),
            new Parameter("task", "string", "Only what hangs from this task"),
            new Parameter("late", "string", "true for only what is late or has failed"),
            Paging.AFTER, Paging.LIMIT);

    private final Obligations obligations;

    public ObligationRoutes(Obligations obligations) {
        this.obligations = obligations;
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("GET", OBLIGATIONS, READERS, new About("listObligations",
                        "What is owed outside, and what people have to look at, in the order of ids.", "",
                        "ObligationList", 200, FILTER), this::list),
                Route.forRoles("POST", OBLIGATION + "/retry", OPERATORS, new About("retryObligation",
                        "Tries again at once.", "", "Obligation"), call -> obligations.retry(By.of(call), call.path()
                                .getFirst()).thenApply(ObligationRoutes::answer)),
                Route.forRoles("POST", OBLIGATION + "/abandon", OPERATORS, new About("abandonObligation",
                        "Owes it no longer although it is not done.", "Abandoning", "Obligation"), this::abandon),
                Route.forRoles("POST", "/v1/tasks/{task}/review", READERS, new About("reviewTask",
                        "Says, as somebody who had no part in it, whether it was right to break the glass.", "Review",
                        "Obligation"), this::review));
    }

    private CompletableFuture<Response> list(Call call) {
        var limit = Paging.limit(call);
        var task = Optional.ofNullable(call.query().get("task"));
        if (limit.isEmpty() || task.filter(text -> !TaskId.isAllowed(text)).isPresent()) {
            return CompletableFuture.completedFuture(Problems.invalid("`limit` is not 1 to %d, or `task` is no task id"
                    .formatted(Paging.MOST), "Send `next` of the page before as `after`"));
        }
        var most = limit.getAsInt();
        var filter = new Filter(Optional.ofNullable(call.query().get("kind")), task.map(TaskId::new), "true".equals(call
                .query().get("late")));
        return obligations.list(filter, Paging.after(call), most + 1).thenApply(found -> listed(found, most));
    }

    private static Response listed(List<Obligation> found, int most) {
        var shown = found.subList(0, Math.min(most, found.size()));
        return Response.json(out -> {
            out.putObjects("obligations", shown, ObligationJson::write);
            if (found.size() > most) {
                out.put("next", shown.getLast().id());
            }
        });
    }

    private CompletableFuture<Response> abandon(Call call) throws BadJson {
        var said = Said.read(call.body(), "reason");
        return obligations.abandon(By.of(call), call.path().getFirst(), said.text()).thenApply(
                ObligationRoutes::answer);
    }

    private CompletableFuture<Response> review(Call call) throws BadJson {
        var said = Said.read(call.body(), "note");
        var verdict = VERDICTS.get(said.verdict());
        if (verdict == null) {
            throw new BadJson("/verdict", "`verdict` is none", "Send `justified` or `unjustified`");
        }
        var task = call.path().getFirst();
        return TaskId.isAllowed(task)
                ? obligations.review(By.of(call), new TaskId(task), verdict, said.text()).thenApply(
                        ObligationRoutes::answer)
                : CompletableFuture.completedFuture(new Problem(404, "no-such-task", "there is no such task", ""));
    }

    /// What people say of something.
    private record Said(String text, String verdict) {
        /// @param member the one that says why
        static Said read(byte[] body, String member) throws BadJson {
            return StrictJson.read(body, json -> {
                var text = "";
                var verdict = "";
                for (var name = json.nextMember(); name != null; name = json.nextMember()) {
                    if (name.equals(member)) {
                        text = Optional.ofNullable(json.string("/" + name)).orElse("");
                    } else if (name.equals("verdict") && member.equals("note")) {
                        verdict = Optional.ofNullable(json.string("/verdict")).orElse("");
                    } else {
                        json.mistakes().add("/" + name, "`%s` is not known here".formatted(name),
                                "What is known is described at /openapi.json");
                        json.skip();
                    }
                }
                json.mistakes().check();
                return new Said(text, verdict);
            });
        }
    }

    private static Response answer(Result result) {
        return switch (result) {
            case Result.Now(var id, var owed) -> Response.json(out -> owed.ifPresentOrElse(known -> ObligationJson
                    .write(
                            known, out), () -> out.put("id", id).put("state", "settled")));
            case Result.Not(var refused) -> refused.problem();
        };
    }
}
