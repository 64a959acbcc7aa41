package dev.ambit.server.pdp.authzen;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.authzen.Decisions.Asker;
import dev.ambit.server.pdp.authzen.Decisions.Found;
import dev.ambit.server.pdp.authzen.Decisions.Stop;
import dev.ambit.server.pdp.authzen.Replies.Result;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.JsonOut;
import dev.ambit.server.pdp.json.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// The routes of AuthZEN.
public final class AuthZen {
    public static final String EVALUATION = "/access/v1/evaluation";
    public static final String EVALUATIONS = "/access/v1/evaluations";
    public static final String SUBJECTS = "/access/v1/search/subject";
    public static final String RESOURCES = "/access/v1/search/resource";
    public static final String ACTIONS = "/access/v1/search/action";
    public static final String METADATA = "/.well-known/authzen-configuration";

    private static final Set<Role> ASKERS = Set.of(Role.ENFORCEMENT_POINT, Role.AGENT);

    private final Decisions decisions;
    private final PageTokens tokens;
    private final Optional<String> publicUrl;

    /// @param tokenKey  32 random bytes, of this process alone
    /// @param publicUrl by which callers know this decision point, without a `/` at its end; empty for the one they called
    public AuthZen(Decisions decisions, byte[] tokenKey, Optional<String> publicUrl) {
        this.decisions = decisions;
        this.tokens = new PageTokens(tokenKey);
        this.publicUrl = publicUrl;
    }

    public List<Route> routes() {
        return List.of(
                Route.forRoles("POST", EVALUATION, ASKERS, new About("evaluate", "May a subject do an action on a "
                        + "resource?", "Evaluation", "Decision"), this::evaluate),
                Route.forRoles("POST", EVALUATIONS, ASKERS, new About("evaluateAll",
                        "Answers several such questions at "
                                + "once.", "Evaluations", "Decisions"), this::evaluateAll),
                Route.forRoles("POST", SUBJECTS, ASKERS, new About("searchSubjects", "Who may do an action on a "
                        + "resource?", "SubjectSearch", "EntityResults"), this::searchSubjects),
                Route.forRoles("POST", RESOURCES, ASKERS, new About("searchResources", "On what may a subject do an "
                        + "action?", "ResourceSearch", "EntityResults"), this::searchResources),
                Route.forRoles("POST", ACTIONS, ASKERS, new About("searchActions", "What may a subject do on a "
                        + "resource?", "ActionSearch", "ActionResults"), this::searchActions),
                Route.open(METADATA, new About("metadata", "Where this decision point answers what.", "", "Metadata"),
                        this::metadata));
    }

    private CompletableFuture<Response> evaluate(Call call) throws BadJson {
        return evaluate(call, DraftReader.read(call.body()));
    }

    private CompletableFuture<Response> evaluate(Call call, Draft draft) throws BadJson {
        var question = Asked.question(draft);
        return call.caller().maySpeakOf(question.subject())
                ? decisions.decide(asker(call), question).thenApply(answer -> Replies.one(answer, call.caller()
                        .isOnlyAgent()))
                : refused(call, question.subject());
    }

    private static Asker asker(Call call) {
        return new Asker(call.caller(), call.address(), call.requestId(), call.head());
    }

    private static CompletableFuture<Response> refused(Call call, EntityUid subject) {
        return CompletableFuture.completedFuture(new Problem(403, "not-yourself", foreign(call, subject),
                "An agent asks for itself. To ask for others takes the role enforcement-point"));
    }

    private static String foreign(Call call, EntityUid subject) {
        return "caller `%s` may not ask for `%s`".formatted(call.caller().caller().name(), subject);
    }

    private CompletableFuture<Response> evaluateAll(Call call) throws BadJson {
        var draft = DraftReader.read(call.body());
        if (draft.evaluations == null || draft.evaluations.isEmpty()) {
            return evaluate(call, draft);
        }
        var batch = new Batch(draft.stop);
        for (var item : draft.evaluations) {
            batch.add(call, item, draft);
        }
        return batch.answer(asker(call)).thenApply(results -> Replies.several(results, call.caller().isOnlyAgent()));
    }

    /// Several questions, some of which cannot be asked. Each of those is a denial in its place.
    private final class Batch {
        private final Stop stop;
        private final List<Optional<Result.Malformed>> places = new ArrayList<>();
        private final List<Question> questions = new ArrayList<>();

        Batch(Stop stop) {
            this.stop = stop;
        }

        void add(Call call, Draft.Item item, Draft defaults) {
            if (isOver()) {
                return;
            }
            if (!item.mistake().isEmpty()) {
                places.add(Optional.of(new Result.Malformed(400, item.mistake())));
                return;
            }
            try {
                var question = Asked.question(item.draft().or(defaults));
                if (call.caller().maySpeakOf(question.subject())) {
                    questions.add(question);
                    places.add(Optional.empty());
                } else {
                    places.add(Optional.of(new Result.Malformed(403, foreign(call, question.subject()))));
                }
            } catch (BadJson bad) {
                places.add(Optional.of(new Result.Malformed(400, bad.mistakes()
                        .stream()
                        .map(Mistake::message)
                        .collect(Collectors.joining("; ")))));
            }
        }

        /// Nothing after the first denial is looked at where that ends it.
        private boolean isOver() {
            return stop == Stop.AFTER_DENIAL && !places.isEmpty() && places.getLast().isPresent();
        }

        CompletableFuture<List<Result>> answer(Asker asker) {
            return questions.isEmpty()
                    ? CompletableFuture.completedFuture(merged(List.of()))
                    : decisions.decideAll(asker, questions, stop).thenApply(this::merged);
        }

        private List<Result> merged(List<Answer> answers) {
            var results = new ArrayList<Result>();
            var next = answers.iterator();
            for (var place : places) {
                if (place.isPresent()) {
                    results.add(place.get());
                } else if (next.hasNext()) {
                    results.add(new Result.Answered(next.next()));
                } else {
                    break;
                }
                if (isLast(results.getLast())) {
                    break;
                }
            }
            return results;
        }

        private boolean isLast(Result result) {
            return switch (stop) {
                case NEVER -> false;
                case AFTER_DENIAL -> !result.isPermit();
                case AFTER_PERMIT -> result.isPermit();
            };
        }
    }

    private CompletableFuture<Response> searchSubjects(Call call) throws BadJson {
        var draft = DraftReader.read(call.body());
        var search = Asked.forSubjects(draft);
        if (!call.caller().caller().is(Role.ENFORCEMENT_POINT)) {
            return CompletableFuture.completedFuture(new Problem(403, "not-yourself",
                    "caller `%s` may not ask who else may do something".formatted(call.caller().caller().name()),
                    "That takes the role enforcement-point"));
        }
        var type = draft.subject == null ? "" : String.valueOf(draft.subject.type());
        return search(call, draft, search, (id, out) -> out.put("type", type).put("id", id));
    }

    private CompletableFuture<Response> searchResources(Call call) throws BadJson {
        var draft = DraftReader.read(call.body());
        var search = Asked.forResources(draft);
        var type = draft.resource == null ? "" : String.valueOf(draft.resource.type());
        var subject = search.with("").subject();
        return call.caller().maySpeakOf(subject)
                ? search(call, draft, search, (id, out) -> out.put("type", type).put("id", id))
                : refused(call, subject);
    }

    private CompletableFuture<Response> searchActions(Call call) throws BadJson {
        var draft = DraftReader.read(call.body());
        var search = Asked.forActions(draft);
        var subject = search.with("").subject();
        return call.caller().maySpeakOf(subject)
                ? search(call, draft, search, (name, out) -> out.put("name", name))
                : refused(call, subject);
    }

    private CompletableFuture<Response> search(Call call, Draft draft, Search search,
            BiConsumer<String, JsonOut> result) throws BadJson {
        var page = draft.page == null ? new Draft.Page(Optional.empty(), Optional.empty()) : draft.page;
        var caller = call.caller().caller().name();
        Optional<String> after = Optional.empty();
        var limit = page.limit().orElse(DraftReader.LARGEST_PAGE);
        if (page.token().isPresent()) {
            var position = tokens.read(page.token().get(), search, caller);
            checkLimit(page, position);
            after = Optional.of(position.after());
            limit = position.limit();
        }
        var most = limit;
        return decisions.search(asker(call), search, after, most).thenApply(found -> Replies.found(found.ids(), result,
                nextToken(found, most, search, caller), draft.page != null));
    }

    /// A page after the first may leave its limit out, and not change it.
    private static void checkLimit(Draft.Page page, PageTokens.Position position) throws BadJson {
        if (page.limit().isPresent() && page.limit().get() != position.limit()) {
            throw new BadJson("/page/limit", "`page.limit` is %d, and was %d on the page before".formatted(page.limit()
                    .get(), position.limit()), "Leave it as it was, or out");
        }
    }

    private String nextToken(Found found, int limit, Search search, String caller) {
        return found.next()
                .map(last -> tokens.write(new PageTokens.Position(last, limit), search, caller))
                .orElse("");
    }

    private CompletableFuture<Response> metadata(Call call) {
        var base = publicUrl.or(call::base).orElse("");
        return CompletableFuture.completedFuture(Response.json(out -> out.put("policy_decision_point", base)
                .put("access_evaluation_endpoint", base + EVALUATION)
                .put("access_evaluations_endpoint", base + EVALUATIONS)
                .put("search_subject_endpoint", base + SUBJECTS)
                .put("search_resource_endpoint", base + RESOURCES)
                .put("search_action_endpoint", base + ACTIONS)
                .put("access_request_endpoint", base + AccessRequestRoutes.REQUESTS)
                .putStrings("capabilities", List.of(AccessRequestRoutes.CAPABILITY))));
    }
}
