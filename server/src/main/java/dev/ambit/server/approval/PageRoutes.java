package dev.ambit.server.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.cedar.exchange.ValueJson;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.server.approval.Sessions.Session;
import dev.ambit.server.pdp.api.Approvals;
import dev.ambit.server.pdp.api.Approvals.Filter;
import dev.ambit.server.pdp.api.Approvals.Result;
import dev.ambit.server.pdp.api.Approvals.Shown;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.caller.Known;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Content;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.Route.Parameter;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/// The pages on which people see what they are asked, and answer: without scripts, behind a login at an OpenID provider. A session is
/// a cookie that no script and no other site sees; whatever changes something needs a token that stands in the page alone.
public final class PageRoutes {
    private static final Logger LOG = System.getLogger(PageRoutes.class.getName());
    private static final String HOME = "/approvals";
    private static final String CALLBACK = HOME + "/callback";
    private static final String SESSION = "__Host-ambit-session";
    private static final String ATTEMPT = "__Host-ambit-login";
    private static final String FLAGS = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";
    private static final int MOST_SHOWN = 100;
    private static final int LONGEST_FORM = 16 << 10;
    private static final Set<Role> ANYBODY = Set.of();

    private final Approvals approvals;
    private final Login login;
    private final Provider provider;
    private final Sessions sessions;
    private final Optional<String> publicUrl;
    private final Executor waiting;

    /// @param publicUrl by which people know this server, without a `/` at its end; empty for the one they called
    public PageRoutes(Approvals approvals, Login login, HttpClient client, Optional<String> publicUrl,
            SecureRandom random, InstantSource clock, Executor waiting) {
        this.approvals = approvals;
        this.login = login;
        this.provider = new Provider(login, client);
        this.sessions = new Sessions(random, clock);
        this.publicUrl = publicUrl;
        this.waiting = waiting;
    }

    public List<Route> routes() {
        return List.of(
                Route.open(HOME, new About("approvalPage", "What the person logged in is asked, as a page.", "", ""),
                        call -> inside(call, HOME, (session, kept) -> list(session))),
                Route.open(HOME + "/{approval}", new About("approvalDetailPage", "One request, as a page.", "", ""),
                        call -> inside(call, HOME + "/" + call.path().getFirst(), this::show)),
                new Route("POST", HOME + "/{approval}", ANYBODY, new About("answerApprovalPage",
                        "Answers a request, as a form.", "", ""), call -> inside(call, HOME + "/" + call.path()
                                .getFirst(),
                                this::answer)),
                Route.open(CALLBACK, new About("approvalLogin", "Where the provider sends people back.", "", "", 303,
                        List
                                .of(new Parameter("code", "string", ""), new Parameter("state", "string", ""))),
                        this::callback));
    }

    /// What of a request is needed once its head is gone.
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way in; nobody compares them
    private record Kept(String id, String base, Optional<String> origin, Optional<String> cookie, byte[] body) {
        static Kept of(Call call, String base) {
            return new Kept(call.path().isEmpty() ? "" : call.path().getFirst(), base, call.header("Origin"), PageRoutes
                    .cookie(call,
                            SESSION), call.body());
        }
    }

    private interface Inside {
        CompletableFuture<Response> answer(Session session, Kept kept);
    }

    private String base(Call call) {
        return publicUrl.or(call::base).orElse("");
    }

    /// For those who are logged in; others are sent to the provider, and back to `then`.
    private CompletableFuture<Response> inside(Call call, String then, Inside inside) {
        var kept = Kept.of(call, base(call));
        var session = kept.cookie().flatMap(sessions::find);
        return session.isPresent()
                ? inside.answer(session.get(), kept)
                : CompletableFuture.supplyAsync(() -> sent(then, kept.base()), waiting);
    }

    private Response sent(String then, String base) {
        var state = sessions.attempt(then);
        var attempt = sessions.attempted(state).orElseThrow();
        try {
            var to = provider.authorization(base + CALLBACK, state, attempt.nonce(), attempt.verifier());
            return redirect(to.toString(), ATTEMPT + "=" + state + FLAGS + Sessions.LOGIN.toSeconds());
        } catch (IOException unreachable) {
            return failed("people cannot log in", unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed("people cannot log in", new IOException("the server is stopping", stopped));
        }
    }

    private static Response failed(String what, IOException why) {
        LOG.log(Level.ERROR, what + ": " + why.getMessage());
        return new Html("The login does not work").text("Try again, or answer with `ambit approval`.").page(502);
    }

    private static Response redirect(String to, String cookie) {
        return new Content(303, "text/plain; charset=utf-8", new byte[0], Map.of("Location", to, "Set-Cookie", cookie,
                "Cache-Control", "no-store", "Referrer-Policy", "no-referrer"));
    }

    /// Only whoever began a login may end it: the state has to be in the cookie of the same browser.
    private CompletableFuture<Response> callback(Call call) {
        var state = call.query().getOrDefault("state", "");
        var code = call.query().getOrDefault("code", "");
        var isSame = cookie(call, ATTEMPT).filter(known -> MessageDigest.isEqual(known.getBytes(UTF_8), state.getBytes(
                UTF_8))).isPresent();
        var issuer = Optional.ofNullable(call.query().get("iss"));
        if (!isSame || code.isEmpty() || issuer.filter(named -> !named.equals(login.issuer().toString())).isPresent()) {
            return done(new Html("This login is none of yours").text("Go back and begin again.").page(400));
        }
        var base = base(call);
        return CompletableFuture.supplyAsync(() -> welcomed(state, code, base), waiting);
    }

    private Response welcomed(String state, String code, String base) {
        var attempt = sessions.finish(state);
        if (attempt.isEmpty()) {
            return new Html("This login took too long").text("Go back and begin again.").page(400);
        }
        try {
            var person = login.person(provider.name(code, base + CALLBACK, attempt.get().nonce(), attempt.get()
                    .verifier()));
            return redirect(attempt.get().then(), SESSION + "=" + sessions.begin(person) + FLAGS + Sessions.LENGTH
                    .toSeconds());
        } catch (IOException unbelieved) {
            return failed("somebody could not log in", unbelieved);
        } catch (IllegalArgumentException nobody) {
            return failed("somebody could not log in", new IOException(nobody.getMessage(), nobody));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed("somebody could not log in", new IOException("the server is stopping", stopped));
        }
    }

    private static CompletableFuture<Response> done(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    // Pages.

    private CompletableFuture<Response> list(Session session) {
        return approvals.listApprovals(new Filter(Optional.of(session.person()), Optional.empty(), Optional.of(
                Status.PENDING)), Optional.empty(), MOST_SHOWN).thenApply(listed -> {
                    var page = new Html("Asked of " + session.person());
                    if (listed.requests().isEmpty()) {
                        page.text("Nothing.");
                    }
                    page.open("ul");
                    for (var shown : listed.requests()) {
                        var request = shown.approvalCase().request();
                        page.open("li").link(HOME + "/" + request.id(), "%s of %s by %s in %s".formatted(request
                                .action()
                                .id(), request.resource(), request.principal(), request.task())).close("li");
                    }
                    return page.close("ul").page(200);
                });
    }

    private Optional<Shown> asked(Session session, String id) {
        return approvals.findApproval(id).filter(shown -> approvals.isAsked(shown, session.person()));
    }

    private CompletableFuture<Response> show(Session session, Kept kept) {
        return done(asked(session, kept.id()).<Response>map(shown -> page(session, shown, "")).orElseGet(
                PageRoutes::unknown));
    }

    private static Response unknown() {
        return new Html("There is no such request").text("It is not for you, or over.").link(HOME, "What you are asked")
                .page(404);
    }

    private static Response page(Session session, Shown shown, String note) {
        var asked = shown.approvalCase();
        var request = asked.request();
        var page = new Html("%s of %s".formatted(request.action().id(), request.resource()));
        if (!note.isEmpty()) {
            page.text(note);
        }
        page.open("dl").said("Status", asked.status().word()).said("Who asks", request.principal().toString())
                .said("For whom", shown.chain().stream().skip(1).map(above -> above.principal().toString()).collect(
                        Collectors.joining(", ")))
                .said("Task", "%s, profile %s".formatted(request.task(), request.profile()))
                .said("Action", request.action().toString()).said("Resource", request.resource().toString())
                .said("Arguments", JsonWriter.compact(ValueJson.write(request.shown())))
                .said("Not shown, and approved with it", String.join(", ", request.hidden()))
                .said("Why, in the asker's words", request.reason())
                .said("Urgent", request.isUrgent() ? "says the asker" : "")
                .said("Asked", "%s by %s".formatted(asked.asked(), request.asker()))
                .said("Answer by", request.expires().toString());
        for (var progress : shown.rules()) {
            var rule = progress.rule();
            page.said("It takes", "%d of %d from %s have approved; it is then good for %s".formatted(progress
                    .approved(), rule
                            .quorum(), rule.by(), rule.isRemembered()
                                    ? "the same request until the task ends"
                                    : "%d uses within %s".formatted(rule.uses(), rule.within())));
        }
        for (var answer : asked.answers()) {
            page.said(answer.approves() ? "Approved" : "Denied", "%s at %s. %s".formatted(answer.person(), answer.at(),
                    answer
                            .comment()));
        }
        page.said("Digest", request.request().hex()).close("dl");
        if (asked.isPending()) {
            var answers = new LinkedHashMap<String, String>();
            answers.put("approve", "Approve");
            answers.put("deny", "Deny");
            page.answers(HOME + "/" + request.id(), session.csrf(), answers);
        }
        return page.link(HOME, "What you are asked").page(200);
    }

    // Answers.

    private CompletableFuture<Response> answer(Session session, Kept kept) {
        var form = form(kept.body());
        var isOurs = MessageDigest.isEqual(session.csrf().getBytes(UTF_8), form.getOrDefault("csrf", "").getBytes(
                UTF_8))
                && kept.origin().filter(origin -> !origin.equals(kept.base())).isEmpty();
        var word = form.getOrDefault("answer", "");
        if (!isOurs || !List.of("approve", "deny").contains(word) || form.getOrDefault("comment", "")
                .length() > 1_000) {
            return done(new Html("This answer does not count").text("It did not come from the page.").link(HOME + "/"
                    + kept
                            .id(), "Look at it again").page(403));
        }
        if (asked(session, kept.id()).isEmpty()) {
            return done(unknown());
        }
        return approvals.respond(by(session), session.person(), List.of(kept.id()), word.equals("approve"), form
                .getOrDefault("comment", "")).thenApply(result -> switch (result) {
                    case Result.Now(var requests) -> page(session, requests.getFirst(), "Your answer counts.");
                    case Result.Not(var refused) -> asked(session, kept.id()).map(shown -> page(session, shown,
                            "Your answer does not count: " + refused.message())).orElseGet(PageRoutes::unknown);
                });
    }

    private static By by(Session session) {
        var caller = new Caller("page:" + session.person(), Set.of(Role.APPROVER));
        return new By(new Known(caller, Optional.of(session.person()), Means.NONE), Optional.empty());
    }

    private static Map<String, String> form(byte[] body) {
        var fields = new HashMap<String, String>();
        if (body.length > LONGEST_FORM) {
            return fields;
        }
        for (var field : new String(body, UTF_8).split("&", -1)) {
            var equals = field.indexOf('=');
            if (equals > 0) {
                try {
                    fields.put(URLDecoder.decode(field.substring(0, equals), UTF_8), URLDecoder.decode(field.substring(
                            equals + 1), UTF_8));
                } catch (IllegalArgumentException brokenEscape) {
                    return new HashMap<>();
                }
            }
        }
        return fields;
    }

    private static Optional<String> cookie(Call call, String name) {
        return call.header("Cookie").flatMap(all -> List.of(all.split(";", -1)).stream()
                .map(String::strip)
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .findFirst());
    }
}
