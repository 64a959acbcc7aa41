package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.api.ScopeQueries.Asked;
import dev.ambit.server.pdp.authzen.ActionName;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Problems;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.Route.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The route of scopes. Operators and auditors ask about anybody, an agent about itself, in words that are safe for it.
public final class ScopeRoutes {
    private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.AUDITOR, Role.AGENT);

    private static final List<Parameter> PARAMETERS = List.of(
            new Parameter("task", "string", "Only in this task, and those above it"),
            new Parameter("principal_type", "string", "Type of the principal; with principal_id"),
            new Parameter("principal_id", "string", "Id of the principal; with principal_type"),
            new Parameter("action", "string", "Only this action, such as repo:read"),
            new Parameter("resource_type", "string", "Only on resources of this type"),
            new Parameter("resource_id", "string", "Only on this resource; with resource_type"),
            new Parameter("address", "string",
                    "From where the principal would ask; of an agent, where it is connected"),
            new Parameter("environment", "string", "Where the principal would run"));

    private final ScopeQueries queries;

    public ScopeRoutes(ScopeQueries queries) {
        this.queries = queries;
    }

    public List<Route> routes() {
        return List.of(Route.forRoles("GET", "/v1/scope", READERS, new About("scope",
                "What may a principal do right now, and why? Without parameters an agent asks about itself.", "",
                "Scope",
                200, PARAMETERS), this::scope));
    }

    private CompletableFuture<Response> scope(Call call) {
        var query = call.query();
        var pairs = mistake(query);
        if (pairs.isPresent()) {
            return done(pairs.get());
        }
        var task = Optional.ofNullable(query.get("task"));
        var named = entity(query, "principal");
        var found = task.filter(TaskId::isAllowed).map(TaskId::new).flatMap(queries::principal);
        var principal = found.or(() -> named).or(() -> call.caller().self());
        var isForeign = isAgent(call) && !principal.equals(call.caller().self());
        if (task.isPresent() && (found.isEmpty() || isForeign)) {
            return done(new Problem(404, "no-such-task", "there is no such task", "List tasks with GET /v1/tasks"));
        }
        if (isForeign) {
            return done(new Problem(403, "not-yourself", "caller `%s` may not ask about others".formatted(call.caller()
                    .caller().name()), "An agent asks about itself. Leave out the principal"));
        }
        if (principal.isEmpty() || named.filter(uid -> !Optional.of(uid).equals(principal)).isPresent()) {
            return done(Problems.invalid(principal.isEmpty()
                    ? "neither `task` nor `principal_type` and `principal_id` are there"
                    : "`task` is not a task of the principal", "Send `task`, or `principal_type` and `principal_id`"));
        }
        var asked = new Asked(principal.get(), task.map(TaskId::new), Optional.ofNullable(query.get("action")).map(
                ActionName::read), Optional.ofNullable(query.get("resource_type")), entity(query, "resource"),
                address(call), environment(call));
        var isForAgent = isAgent(call);
        return queries.scope(By.of(call), asked).thenApply(scope -> Response.json(out -> new ScopeJson(isForAgent)
                .write(
                        scope, out)));
    }

    /// Whether it asks as an agent: whatever other roles it has, none of them lets it ask about others.
    private static boolean isAgent(Call call) {
        return !call.caller().caller().is(Role.OPERATOR) && !call.caller().caller().is(Role.AUDITOR);
    }

    private static CompletableFuture<Response> done(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    private static Optional<Response> mistake(Map<String, String> query) {
        if (query.containsKey("principal_type") != query.containsKey("principal_id")) {
            return Optional.of(Problems.invalid("`principal_type` and `principal_id` belong together",
                    "Send both, or neither"));
        }
        if (query.containsKey("resource_id") && !query.containsKey("resource_type")) {
            return Optional.of(Problems.invalid("`resource_id` is there without `resource_type`",
                    "Send the type as well"));
        }
        return query.containsKey("address") && IpValue.parse(query.get("address")) == null
                ? Optional.of(Problems.invalid("`address` is no IP address",
                        "Send one such as 10.0.0.7 or 2001:db8::1"))
                : Optional.empty();
    }

    private static Optional<EntityUid> entity(Map<String, String> query, String what) {
        var type = query.get(what + "_type");
        var id = query.get(what + "_id");
        return type == null || id == null ? Optional.empty() : Optional.of(EntityUid.of(type, id));
    }

    private static Optional<IpValue> address(Call call) {
        var told = isAgent(call) ? call.address() : Optional.ofNullable(call.query().get("address"));
        return told.map(IpValue::parse);
    }

    /// Where an agent runs is for others to prove.
    private static Optional<String> environment(Call call) {
        return isAgent(call) ? Optional.empty() : Optional.ofNullable(call.query().get("environment"));
    }
}
