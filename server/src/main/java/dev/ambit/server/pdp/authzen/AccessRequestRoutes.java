package dev.ambit.server.pdp.authzen;

import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.authzen.AccessRequests.Result;
import dev.ambit.server.pdp.authzen.AccessRequests.Result.Handle;
import dev.ambit.server.pdp.authzen.Decisions.Asker;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.json.BadJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The routes of the AuthZEN profile for access requests and approvals (1.0, draft 1): a request that was held is submitted,
/// watched and withdrawn. What is approved is evaluated again; nothing here permits anything.
public final class AccessRequestRoutes {
    public static final String REQUESTS = "/access/v1/requests";
    static final String CAPABILITY = "urn:openid:authzen:capability:access-request";

    private static final String REQUEST = REQUESTS + "/{request}";
    private static final Set<Role> ASKERS = Set.of(Role.ENFORCEMENT_POINT, Role.AGENT);

    private final AccessRequests requests;
    private final AccessReplies replies;

    /// @param publicUrl by which callers know this server, without a `/` at its end; empty for the one they called
    public AccessRequestRoutes(AccessRequests requests, Optional<String> publicUrl) {
        this.requests = requests;
        this.replies = new AccessReplies(publicUrl);
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("POST", REQUESTS, ASKERS, new About("requestAccess",
                        "Asks people to approve what was held.", "AccessRequest", "AccessTask", 202, List.of()),
                        this::submit),
                Route.forRoles("GET", REQUEST, ASKERS, new About("readAccessRequest",
                        "How a request for access stands.", "", "AccessTask"), this::read),
                Route.forRoles("POST", REQUEST + "/cancel", ASKERS, new About("cancelAccessRequest",
                        "Withdraws a request for access that is pending.", "", "AccessTask"), this::cancel));
    }

    private CompletableFuture<Response> submit(Call call) throws BadJson {
        var read = SubmissionReader.read(call.body(), call.header("Idempotency-Key").orElse(""));
        var submission = read.submission();
        for (var item : submission.items()) {
            if (!call.caller().maySpeakOf(item.question().subject())) {
                return answered(new Problem(403, "not-yourself", "caller `%s` may not ask for `%s`".formatted(call
                        .caller().caller().name(), item.question().subject()),
                        "An agent asks for itself. To ask for others takes the role enforcement-point"));
            }
        }
        if (read.hasCallback()) {
            return answered(new Problem(400, "callback-not-allowed", "no `callback` is registered for this caller",
                    "Leave it out and poll `status_endpoint`, or have a webhook configured under `notify`"));
        }
        if (!read.isBound()) {
            return answered(AccessReplies.fault(Fault.INVALID_DENIAL_BINDING,
                    "each requested item needs the `evaluation_id` of its own denial, and no other binding"));
        }
        // Where it was called is asked for now: later the head of the request is gone.
        var base = replies.base(call);
        return requests.submit(asker(call), submission).thenApply(result -> switch (result) {
            case Handle handle -> replies.submitted(handle, base);
            case Result.Unbound(var fault, var detail) -> AccessReplies.fault(fault, detail);
            case Result.Not(var refused) -> refused.problem();
        });
    }

    private static CompletableFuture<Response> answered(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    private static Asker asker(Call call) {
        return new Asker(call.caller(), call.address(), call.requestId(), call.head());
    }

    /// A handle is nobody's key: whoever has it must be one who may speak of the subject it is about.
    private Optional<Handle> handle(Call call) {
        return Optional.of(requests.findHandle(call.path().getFirst()))
                .filter(found -> !found.cases().isEmpty())
                .filter(found -> found.cases().stream().allMatch(each -> call.caller().maySpeakOf(each.request()
                        .principal())));
    }

    private static Response unknown() {
        return AccessReplies.fault(Fault.UNKNOWN_TASK, "there is no such request, or not for this caller");
    }

    private CompletableFuture<Response> read(Call call) {
        var base = replies.base(call);
        return answered(handle(call).<Response>map(found -> replies.shown(found, base)).orElseGet(
                AccessRequestRoutes::unknown));
    }

    private CompletableFuture<Response> cancel(Call call) {
        var base = replies.base(call);
        var found = handle(call);
        if (found.isEmpty()) {
            return answered(unknown());
        }
        if (found.get().cases().stream().map(ApprovalCase::status).noneMatch(Status.PENDING::equals)) {
            return answered(AccessReplies.fault(Fault.INVALID_TASK_STATE, "the request is settled already"));
        }
        return requests.cancel(asker(call), found.get()).thenApply(result -> switch (result) {
            case Handle handle -> replies.shown(handle, base);
            case Result.Unbound(var fault, var detail) -> AccessReplies.fault(fault, detail);
            case Result.Not _ -> AccessReplies.fault(Fault.INVALID_TASK_STATE, "the request is settled already");
        });
    }
}
