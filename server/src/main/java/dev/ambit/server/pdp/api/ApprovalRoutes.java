package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.api.Approvals.Filter;
import dev.ambit.server.pdp.api.Approvals.Listed;
import dev.ambit.server.pdp.api.Approvals.Result;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Problems;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.Route.Parameter;
import dev.ambit.server.pdp.json.BadJson;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The routes of those who approve. An approver is a caller with a person behind it, and sees what that person is asked;
/// operators and auditors see everything and answer nothing.
public final class ApprovalRoutes {
    private static final String APPROVALS = "/v1/approvals";
    private static final String APPROVAL = APPROVALS + "/{approval}";
    private static final Set<Role> READERS = Set.of(Role.APPROVER, Role.OPERATOR, Role.AUDITOR);
    private static final Set<Role> APPROVERS = Set.of(Role.APPROVER);

    private static final List<Parameter> FILTER = List.of(
            new Parameter("task", "string", "Id of the task"),
            new Parameter("status", "string", "pending, approved, denied, expired or cancelled"),
            Paging.AFTER, Paging.LIMIT);

    private final Approvals approvals;

    public ApprovalRoutes(Approvals approvals) {
        this.approvals = approvals;
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("GET", APPROVALS, READERS, new About("listApprovals",
                        "Requests for approval, those asked first before others.", "", "ApprovalList", 200, FILTER),
                        this::list),
                Route.forRoles("GET", APPROVAL, READERS, new About("readApproval", "One request for approval.", "",
                        "Approval"), this::read),
                Route.forRoles("POST", APPROVAL + "/approve", APPROVERS, new About("approve",
                        "Approves a request, as the person the caller is.", "ApprovalComment", "Approval"),
                        call -> answer(call, true)),
                Route.forRoles("POST", APPROVAL + "/deny", APPROVERS, new About("deny",
                        "Denies a request, for good, as the person the caller is.", "ApprovalComment", "Approval"),
                        call -> answer(call, false)),
                Route.forRoles("POST", APPROVALS + "/answer", APPROVERS, new About("answerApprovals",
                        "Answers several requests that are alike, all or none of them.", "ApprovalAnswers",
                        "ApprovalList"), this::answerAll));
    }

    /// Whoever only approves is shown what it is asked, and nothing else.
    private static boolean seesAll(Call call) {
        return call.caller().caller().is(Role.OPERATOR) || call.caller().caller().is(Role.AUDITOR);
    }

    private CompletableFuture<Response> read(Call call) {
        return answered(approvals.findApproval(call.path().getFirst())
                .filter(shown -> seesAll(call) || call.caller().self().filter(person -> approvals.isAsked(shown,
                        person)).isPresent())
                .<Response>map(shown -> Response.json(out -> ApprovalJson.write(shown, out)))
                .orElseGet(() -> new Problem(404, "request-unknown", "there is no such request for approval",
                        "List them with GET /v1/approvals")));
    }

    private static CompletableFuture<Response> answered(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    private CompletableFuture<Response> list(Call call) {
        var limit = Paging.limit(call);
        var task = Optional.ofNullable(call.query().get("task"));
        var word = Optional.ofNullable(call.query().get("status"));
        var status = word.flatMap(text -> Arrays.stream(Status.values()).filter(each -> each.word().equals(text))
                .findFirst());
        if (limit.isEmpty() || task.filter(text -> !TaskId.isAllowed(text)).isPresent()) {
            return answered(Problems.invalid("`limit` is not 1 to %d, or `task` is no task id".formatted(Paging.MOST),
                    ""));
        }
        if (word.isPresent() && status.isEmpty()) {
            return answered(Problems.invalid("`status` is none",
                    "Send one of pending, approved, denied, expired, cancelled"));
        }
        if (!seesAll(call) && call.caller().self().isEmpty()) {
            return answered(nobody(call));
        }
        var person = seesAll(call) ? Optional.<EntityUid>empty() : call.caller().self();
        return approvals.listApprovals(new Filter(person, task.map(TaskId::new), status), Paging.after(call), limit
                .getAsInt()).thenApply(ApprovalRoutes::listed);
    }

    private static Response listed(Listed listed) {
        return Response.json(out -> {
            out.putObjects("approvals", listed.requests(), ApprovalJson::write);
            if (!listed.isLast() && !listed.requests().isEmpty()) {
                out.put("next", listed.requests().getLast().approvalCase().request().id());
            }
        });
    }

    private static Problem nobody(Call call) {
        return new Problem(403, "nobody", "caller `%s` is no person: nothing can be approved by it".formatted(call
                .caller().caller().name()),
                "Make its key with `ambit keys create --role approver --principal 'User::\"ann\"'`");
    }

    private CompletableFuture<Response> answer(Call call, boolean approves) throws BadJson {
        var comment = AnswerReader.comment(call.body());
        var person = call.caller().self();
        return person.isEmpty()
                ? answered(nobody(call))
                : approvals.respond(By.of(call), person.get(), List.of(call.path().getFirst()), approves, comment)
                        .thenApply(result -> switch (result) {
                            case Result.Now(var requests) -> Response.json(out -> ApprovalJson.write(requests
                                    .getFirst(), out));
                            case Result.Not(var refused) -> refused.problem();
                        });
    }

    private CompletableFuture<Response> answerAll(Call call) throws BadJson {
        var read = AnswerReader.answers(call.body());
        var person = call.caller().self();
        return person.isEmpty()
                ? answered(nobody(call))
                : approvals.respond(By.of(call), person.get(), read.requests(), read.approves(), read.comment())
                        .thenApply(result -> switch (result) {
                            case Result.Now(var requests) -> listed(new Listed(requests, true));
                            case Result.Not(var refused) -> refused.problem();
                        });
    }
}
