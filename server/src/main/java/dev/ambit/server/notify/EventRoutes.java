package dev.ambit.server.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.notify.Post.Letter;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Problems;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Parts;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Response.Sink;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.Route.Parameter;
import dev.ambit.server.pdp.http.Unavailable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// The routes of what happens as it happens, and of what could not be told.
public final class EventRoutes {
    /// Most streams of events at a time.
    static final int MOST_STREAMS = 200;

    private static final Logger LOG = System.getLogger(EventRoutes.class.getName());
    private static final String TYPE = "text/event-stream";
    private static final String LETTERS = "/v1/notify/dead-letters";
    private static final Set<Role> READERS = Set.of(Role.AUDITOR, Role.OPERATOR);
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /// A comment is sent where nothing happens, so that whoever stands between keeps the connection, and a dead one shows.
    private static final int LOOKS_BETWEEN_COMMENTS = 150;
    /// Shorter than the front allows, so that a stream ends whole.
    private static final Duration LONGEST = Duration.ofMinutes(9);
    private static final int BATCH = 200;
    private static final int MOST_LETTERS = 100;

    private final Feed feed;
    private final Post post;
    private final Executor waiting;
    private final AtomicInteger streams = new AtomicInteger();

    public EventRoutes(Feed feed, Post post, Executor waiting) {
        this.feed = feed;
        this.post = post;
        this.waiting = waiting;
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("GET", "/v1/events", READERS, new About("followEvents",
                        "What happens, as it happens: server-sent events, to be taken up again by Last-Event-ID.", "",
                        "",
                        200, List.of(
                                new Parameter("after", "integer",
                                        "Only events after this one; without it, from now on"),
                                new Parameter("type", "string", "Only types that begin so, such as task."))),
                        this::follow),
                Route.forRoles("GET", LETTERS, READERS, new About("listDeadLetters",
                        "What could not be delivered, the newest first.", "", "DeadLetters", 200, List.of(new Parameter(
                                "before", "integer", "Only those older than this one"))), this::letters),
                Route.forRoles("POST", LETTERS + "/{letter}/retry", OPERATORS, new About("retryDeadLetter",
                        "Has a dead letter sent again.", "", "", 204, List.of()), call -> change(call, post::revive)),
                Route.forRoles("POST", LETTERS + "/{letter}/drop", OPERATORS, new About("dropDeadLetter",
                        "Drops a dead letter.", "", "", 204, List.of()), call -> change(call, post::remove)));
    }

    // What happens.

    private CompletableFuture<Response> follow(Call call) {
        if (!call.header("Accept").orElse("").contains(TYPE)) {
            return done(new Problem(406, "not-acceptable", "events come as `%s`".formatted(TYPE), "Send `Accept: "
                    + TYPE
                    + "`"));
        }
        var last = call.header("Last-Event-ID").or(() -> Optional.ofNullable(call.query().get("after")));
        var type = call.query().getOrDefault("type", "");
        if (last.filter(text -> !text.matches("[0-9]{1,18}")).isPresent()) {
            return done(Problems.invalid("`Last-Event-ID` or `after` is no number of an event",
                    "Send one that you were sent"));
        }
        var from = last.map(text -> Long.parseLong(text) + 1).orElse(feed.size());
        if (from > feed.size()) {
            return done(Problems.invalid("event %d has not happened yet".formatted(from - 1), "Leave it out"));
        }
        if (from < feed.first()) {
            return done(new Problem(410, "events-gone", "events before %d are no longer kept".formatted(feed.first()),
                    "Look at the state of things, and go on from there"));
        }
        if (streams.incrementAndGet() > MOST_STREAMS) {
            streams.decrementAndGet();
            return done(new Problem(429, "too-many-streams", "%d streams of events are open already".formatted(
                    MOST_STREAMS), "Close another first").with("Retry-After", "10"));
        }
        return done(new Parts(TYPE, Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no"),
                sink -> {
                    try {
                        stream(from, type, sink);
                    } finally {
                        streams.decrementAndGet();
                    }
                }));
    }

    private static CompletableFuture<Response> done(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    private void stream(long from, String type, Sink sink) throws InterruptedException {
        var next = from;
        var quiet = 0;
        var isWanted = sink.write(": here\n\n".getBytes(UTF_8));
        try {
            for (var looks = LONGEST.dividedBy(BETWEEN_LOOKS); looks > 0 && isWanted && sink.isOpen(); looks--) {
                var told = next < feed.size() ? feed.read(next, BATCH) : List.<Feed.Told>of();
                for (var each : told) {
                    next = each.position() + 1;
                    var happening = Happening.of(each).filter(found -> found.type().startsWith(type));
                    if (happening.isPresent() && isWanted) {
                        isWanted = sink.write(written(happening.get()));
                        quiet = 0;
                    }
                }
                if (told.isEmpty()) {
                    Thread.sleep(BETWEEN_LOOKS);
                    quiet++;
                }
                if (quiet == LOOKS_BETWEEN_COMMENTS) {
                    isWanted = sink.write(": still here\n\n".getBytes(UTF_8));
                    quiet = 0;
                }
            }
        } catch (IOException unreadable) {
            LOG.log(Level.ERROR, "a stream of events ends: " + unreadable.getMessage());
        }
    }

    /// JSON has no line breaks in it, so that one line is the whole of it.
    private static byte[] written(Happening each) {
        return "id: %d\nevent: %s\ndata: %s\n\n".formatted(each.position(), each.type(), JsonWriter.compact(each
                .json())).getBytes(UTF_8);
    }

    // What could not be told.

    private CompletableFuture<Response> letters(Call call) {
        var before = Optional.ofNullable(call.query().get("before"));
        if (before.filter(text -> !text.matches("[0-9]{1,18}")).isPresent()) {
            return done(Problems.invalid("`before` is no number of a letter", "Send `next` of the page before"));
        }
        return answer(() -> listed(post.letters(before.map(Long::valueOf), MOST_LETTERS)));
    }

    private static Response listed(List<Letter> letters) {
        return Response.json(out -> {
            out.putObjects("dead_letters", letters, (letter, item) -> item.put("id", letter.id())
                    .put("channel", letter.channel())
                    .put("message", letter.message())
                    .put("attempts", letter.attempts())
                    .put("why", letter.why())
                    .put("at", letter.at())
                    .put("retrying", letter.revived()));
            if (letters.size() == MOST_LETTERS) {
                out.put("next", letters.getLast().id());
            }
        });
    }

    private interface Change {
        boolean of(long id) throws IOException;
    }

    private CompletableFuture<Response> change(Call call, Change change) {
        var id = call.path().getFirst();
        return answer(() -> id.matches("[0-9]{1,18}") && change.of(Long.parseLong(id))
                ? new Response.Content(204, Response.JSON, new byte[0], Map.of())
                : new Problem(404, "no-such-letter", "there is no such dead letter", "List them with GET " + LETTERS));
    }

    private CompletableFuture<Response> answer(Callable<Response> question) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return question.call();
            } catch (RuntimeException own) {
                throw own;
            } catch (Exception unusable) {
                throw new Unavailable(String.valueOf(unusable.getMessage()), "Ask again shortly");
            }
        }, waiting);
    }
}
