package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.api.Tasks.Filter;
import dev.ambit.server.pdp.api.Tasks.Listed;
import dev.ambit.server.pdp.api.Tasks.Result;
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
import java.util.function.Supplier;

/// The routes of tasks. Operators may do everything with all of them, auditors read them, and an agent reads, delegates
/// and completes its own.
public final class TaskRoutes {
    private static final String TASKS = "/v1/tasks";
    private static final String TASK = TASKS + "/{task}";
    private static final int CREATED = 201;

    private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.AUDITOR, Role.AGENT);
    private static final Set<Role> WORKERS = Set.of(Role.OPERATOR, Role.AGENT);
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);

    private static final List<Parameter> FILTER = List.of(
            new Parameter("principal_type", "string", "Type of the principal; with principal_id"),
            new Parameter("principal_id", "string", "Id of the principal; with principal_type"),
            new Parameter("profile", "string", "Name of the profile"),
            new Parameter("state", "string", "requested, open, paused or ended"),
            Paging.AFTER, Paging.LIMIT);

    private final Tasks tasks;
    private final Supplier<TaskId> fresh;

    /// @param fresh makes ids that nobody can guess and nobody has
    public TaskRoutes(Tasks tasks, Supplier<TaskId> fresh) {
        this.tasks = tasks;
        this.fresh = fresh;
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("GET", TASKS, READERS, new About("listTasks", "Tasks, in the order of their ids.", "",
                        "TaskList", 200, FILTER), this::list),
                Route.forRoles("POST", TASKS, OPERATORS, new About("openTask", "Opens a task.", "Opening", "Task",
                        CREATED,
                        List.of()), this::open),
                Route.forRoles("POST", "/v1/break-glass", OPERATORS, new About("breakGlass",
                        "Opens a task against the conditions of its profile, to be reviewed by somebody else.",
                        "GlassBreaking", "Task", CREATED, List.of()), this::breakGlass),
                Route.forRoles("GET", TASK, READERS, new About("readTask", "One task.", "", "Task"), this::read),
                Route.forRoles("POST", TASK + "/delegate", WORKERS, new About("delegateTask",
                        "Opens a sub-task, which can never do more than this task.", "Opening", "Task", CREATED, List
                                .of()), this::delegate),
                Route.forRoles("POST", TASK + "/extend", OPERATORS, new About("extendTask",
                        "Moves the end of a task, as far as its profile allows.", "Extension", "Task"), this::extend),
                change("pause", OPERATORS, "Pauses a task: nothing in it is permitted until it is resumed.",
                        tasks::pause),
                change("resume", OPERATORS, "Resumes a paused task.", tasks::resume),
                change("complete", WORKERS, "Ends a task whose work is done, and everything that hangs from it.",
                        tasks::complete),
                change("revoke", OPERATORS,
                        "Ends a task whose work is not to go on, and everything that hangs from it.",
                        tasks::revoke));
    }

    private interface Change {
        CompletableFuture<Result> apply(By by, TaskId task);
    }

    private Route change(String word, Set<Role> roles, String summary, Change change) {
        return Route.forRoles("POST", TASK + "/" + word, roles, new About(word + "Task", summary, "", "Task"),
                call -> onOwn(call, roles, task -> change.apply(By.of(call), task.id()).thenApply(result -> answer(
                        result,
                        200))));
    }

    private CompletableFuture<Response> open(Call call) throws BadJson {
        return opened(call, TaskReader.opening(call.body(), Optional.empty(), fresh));
    }

    private CompletableFuture<Response> breakGlass(Call call) throws BadJson {
        var broken = TaskReader.breaking(call.body(), fresh);
        return tasks.breakGlass(By.of(call), broken.opening(), broken.reason()).thenApply(result -> answer(result,
                CREATED));
    }

    private CompletableFuture<Response> opened(Call call, Opening opening) {
        return tasks.open(By.of(call), opening).thenApply(result -> answer(result, CREATED));
    }

    private CompletableFuture<Response> delegate(Call call) throws BadJson {
        var parent = id(call);
        // Read before the task is looked up: what is wrong with the body is told whether or not there is one.
        var opening = TaskReader.opening(call.body(), parent, fresh);
        return onOwn(call, WORKERS, _ -> opened(call, opening));
    }

    private CompletableFuture<Response> extend(Call call) throws BadJson {
        var until = TaskReader.until(call.body());
        return onOwn(call, OPERATORS, task -> tasks.extend(By.of(call), task.id(), until).thenApply(result -> answer(
                result,
                200)));
    }

    private CompletableFuture<Response> read(Call call) {
        return onOwn(call, READERS, task -> CompletableFuture.completedFuture(shown(task, 200)));
    }

    private interface Use {
        CompletableFuture<Response> of(Task task);
    }

    /// With a task that there is and the caller may see. A foreign task is as unknown to an agent as none.
    ///
    /// @param roles who may do it at all; each of them but that of agents, with any task
    private CompletableFuture<Response> onOwn(Call call, Set<Role> roles, Use use) {
        var found = id(call).flatMap(tasks::find).filter(task -> mayTouch(call, roles, task));
        return found.isPresent()
                ? use.of(found.get())
                : CompletableFuture.completedFuture(new Problem(404, "no-such-task", "there is no such task",
                        "List tasks with GET /v1/tasks"));
    }

    private static boolean mayTouch(Call call, Set<Role> roles, Task task) {
        return mayTouchAny(call, roles) || call.caller().self().filter(task.principal()::equals).isPresent();
    }

    private static boolean mayTouchAny(Call call, Set<Role> roles) {
        return roles.stream().anyMatch(role -> role != Role.AGENT && call.caller().caller().is(role));
    }

    private static Optional<TaskId> id(Call call) {
        return Optional.of(call.path().getFirst()).filter(TaskId::isAllowed).map(TaskId::new);
    }

    private static Response answer(Result result, int status) {
        return switch (result) {
            case Result.Now(var task) -> shown(task, status);
            case Result.Not(var refused) -> refused.problem();
        };
    }

    private static Response shown(Task task, int status) {
        return Response.json(status, out -> TaskJson.write(task, out));
    }

    private CompletableFuture<Response> list(Call call) {
        var query = call.query();
        var type = Optional.ofNullable(query.get("principal_type"));
        var key = Optional.ofNullable(query.get("principal_id"));
        var state = Optional.ofNullable(query.get("state"));
        var after = Paging.after(call);
        var limit = Paging.limit(call);
        if (type.isPresent() != key.isPresent()) {
            return refused("`principal_type` and `principal_id` belong together", "Send both, or neither");
        }
        if (state.filter(word -> !List.of("requested", "open", "paused", "ended").contains(word)).isPresent()) {
            return refused("`state` is none", "Send one of requested, open, paused, ended");
        }
        if (limit.isEmpty() || after.filter(text -> !TaskId.isAllowed(text)).isPresent()) {
            return refused("`limit` is not 1 to %d, or `after` is no task id".formatted(Paging.MOST),
                    "Send `next` of the page before as `after`");
        }
        var principal = !mayTouchAny(call, READERS)
                ? call.caller().self()
                : type.map(name -> EntityUid.of(name, key.orElse("")));
        var filter = new Filter(principal, Optional.ofNullable(query.get("profile")), state);
        return tasks.list(By.of(call), filter, after.map(TaskId::new), limit.getAsInt()).thenApply(TaskRoutes::listed);
    }

    private static CompletableFuture<Response> refused(String message, String help) {
        return CompletableFuture.completedFuture(Problems.invalid(message, help));
    }

    private static Response listed(Listed listed) {
        return Response.json(out -> {
            out.putObjects("tasks", listed.tasks(), TaskJson::write);
            if (!listed.isLast() && !listed.tasks().isEmpty()) {
                out.put("next", listed.tasks().getLast().id().text());
            }
        });
    }
}
