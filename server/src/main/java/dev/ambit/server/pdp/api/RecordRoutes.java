package dev.ambit.server.pdp.api;

import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.api.Records.Feed;
import dev.ambit.server.pdp.api.Records.Filter;
import dev.ambit.server.pdp.api.Records.Listed;
import dev.ambit.server.pdp.api.Records.LogFile;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Problems;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Content;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.Route.Parameter;
import dev.ambit.server.pdp.json.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The routes of decision records and of the log they are in. For auditors.
public final class RecordRoutes {
    private static final String RECORDS = "/v1/records";
    private static final Set<Role> READERS = Set.of(Role.AUDITOR);
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Pattern FILE = Pattern.compile("checkpoint|tile/(entries|[0-9]{1,2})(/[x0-9.p]{1,8}){1,9}");

    private static final int LONGEST_WAIT_SECONDS = 20;

    private static final List<Parameter> FITTING = List.of(
            new Parameter("task", "string", "Id of the task"),
            new Parameter("principal", "string", "The principal, such as Agent::\"code-reviewer\""),
            new Parameter("action", "string", "The action, such as Action::\"repo:read\""),
            new Parameter("resource", "string", "The resource, such as Repo::\"site\""),
            new Parameter("outcome", "string", "permit, deny or hold"),
            new Parameter("since", "string", "An instant, included"),
            new Parameter("until", "string", "An instant, excluded"));
    private static final List<Parameter> FILTER = and(Paging.AFTER, Paging.LIMIT);
    private static final List<Parameter> FEED = and(
            new Parameter("from", "integer", "Only what was recorded since; `next` of an answer before. Without it, no "
                    + "records, and where they go on"),
            new Parameter("wait", "integer", "Seconds to wait for one, 0 to %d; %1$d by default".formatted(
                    LONGEST_WAIT_SECONDS)),
            Paging.LIMIT);

    private final Records records;

    public RecordRoutes(Records records) {
        this.records = records;
    }

    private static List<Parameter> and(Parameter... others) {
        return Stream.concat(FITTING.stream(), Stream.of(others)).toList();
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("GET", RECORDS, READERS, new About("listRecords", "Decision records, the newest first.",
                        "",
                        "RecordList", 200, FILTER), this::list),
                Route.forRoles("GET", RECORDS + "/feed", READERS, new About("followRecords",
                        "Decision records as they come, the oldest first: answers once there are any.", "",
                        "RecordFeed", 200, FEED), this::feed),
                Route.forRoles("GET", RECORDS + "/{record}", READERS, new About("readRecord", "One decision record.",
                        "",
                        "Record"), this::read),
                Route.forRoles("GET", RECORDS + "/{record}/proof", READERS, new About("proveRecord",
                        "A proof that a record is in the log (C2SP tlog-proof).", "", ""), this::prove),
                Route.forRoles("GET", "/v1/log/{file...}", READERS, new About("readLog",
                        "A file of the log (C2SP tlog-tiles): checkpoint, tile/L/N, tile/entries/N.", "", ""),
                        this::file));
    }

    private CompletableFuture<Response> read(Call call) {
        return records.get(By.of(call), call.path().getFirst())
                .thenApply(found -> found.<Response>map(RecordRoutes::json).orElseGet(RecordRoutes::unknown));
    }

    private static Content json(String text) {
        return new Content(200, Response.JSON, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static Problem unknown() {
        return new Problem(404, "no-such-record", "there is no such record", "List records with GET /v1/records");
    }

    private CompletableFuture<Response> prove(Call call) {
        return records.prove(By.of(call), call.path().getFirst())
                .thenApply(found -> found.<Response>map(proof -> Response.text(200, proof))
                        .orElseGet(RecordRoutes::unknown));
    }

    private CompletableFuture<Response> file(Call call) {
        var path = call.path().getFirst();
        if (!FILE.matcher(path).matches()) {
            return CompletableFuture.completedFuture(noFile());
        }
        return records.file(path)
                .thenApply(found -> found.<Response>map(RecordRoutes::content).orElseGet(RecordRoutes::noFile));
    }

    private static Content content(LogFile file) {
        return new Content(200, file.type(), file.content(), Map.of("Cache-Control", file.isFinal()
                ? "private, max-age=31536000, immutable"
                : "no-store"));
    }

    private static Problem noFile() {
        return new Problem(404, "no-such-file", "the log has no such file", "Begin with /v1/log/checkpoint");
    }

    private CompletableFuture<Response> list(Call call) {
        return fitting(call, (filter, limit) -> records.list(By.of(call), filter, Paging.after(call), limit).thenApply(
                found -> found.<Response>map(RecordRoutes::listed).orElseGet(() -> Problems.invalid(
                        "`after` is no record", "Send `next` of an answer before"))));
    }

    private CompletableFuture<Response> feed(Call call) {
        var from = Optional.ofNullable(call.query().get("from"));
        var wait = Optional.ofNullable(call.query().get("wait")).orElse(Integer.toString(LONGEST_WAIT_SECONDS));
        if (from.filter(text -> !POSITION.matcher(text).matches()).isPresent()) {
            return refused("`from` is no position", "Send `next` of an answer before");
        }
        if (!POSITION.matcher(wait).matches() || Long.parseLong(wait) > LONGEST_WAIT_SECONDS) {
            return refused("`wait` is not 0 to %d".formatted(LONGEST_WAIT_SECONDS), "");
        }
        var first = from.map(Long::parseLong).map(OptionalLong::of).orElseGet(OptionalLong::empty);
        return fitting(call, (filter, limit) -> records.feed(By.of(call), filter, first, Duration.ofSeconds(Long
                .parseLong(wait)), limit).thenApply(RecordRoutes::fed));
    }

    private interface Search {
        CompletableFuture<Response> of(Filter filter, int limit);
    }

    private static CompletableFuture<Response> fitting(Call call, Search search) {
        var query = call.query();
        var limit = Paging.limit(call);
        var outcome = Optional.ofNullable(query.get("outcome"));
        if (limit.isEmpty()) {
            return refused("`limit` is not 1 to %d".formatted(Paging.MOST), "");
        }
        if (outcome.filter(word -> !List.of("permit", "deny", "hold").contains(word)).isPresent()) {
            return refused("`outcome` is none", "Send one of permit, deny, hold");
        }
        if (!Optional.ofNullable(query.get("task")).map(TaskId::isAllowed).orElse(true)) {
            return refused("`task` is no task id", "List tasks with GET /v1/tasks");
        }
        try {
            var filter = new Filter(Optional.ofNullable(query.get("task")), Optional.ofNullable(query.get("principal")),
                    Optional.ofNullable(query.get("action")), Optional.ofNullable(query.get("resource")), outcome,
                    instant(call, "since"), instant(call, "until"));
            return search.of(filter, limit.getAsInt());
        } catch (DateTimeException malformed) {
            return refused("`since` or `until` is no instant", "Send one such as 2030-01-31T10:00:00Z");
        }
    }

    private static Optional<Instant> instant(Call call, String name) {
        return Optional.ofNullable(call.query().get(name)).map(Timestamp::parse);
    }

    private static CompletableFuture<Response> refused(String message, String help) {
        return CompletableFuture.completedFuture(Problems.invalid(message, help));
    }

    private static Response listed(Listed listed) {
        return Response.json(out -> {
            out.putWritten("records", "[" + String.join(",", listed.records()) + "]");
            listed.next().ifPresent(next -> out.put("next", next));
        });
    }

    private static Response fed(Feed feed) {
        return Response.json(out -> out.putWritten("records", "[" + String.join(",", feed.records()) + "]").put("next",
                feed.next()));
    }
}
