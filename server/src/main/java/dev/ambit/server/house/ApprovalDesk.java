package dev.ambit.server.house;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Request;
import dev.ambit.core.govern.Approvers;
import dev.ambit.core.govern.Command;
import dev.ambit.core.govern.Refusal;
import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.core.grant.ApprovalRequest;
import dev.ambit.core.grant.RequestDigest;
import dev.ambit.core.policy.ApprovalRule;
import dev.ambit.core.record.DecisionRecord;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.Events;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import dev.ambit.server.pdp.api.Approvals;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.authzen.AccessRequests;
import dev.ambit.server.pdp.authzen.Decisions.Asker;
import dev.ambit.server.pdp.authzen.Fault;
import dev.ambit.server.pdp.authzen.Submission;
import dev.ambit.server.pdp.http.Unavailable;
import dev.ambit.server.pdp.translate.Answers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The house as those see it who ask for approval, and those who give it.
public final class ApprovalDesk implements AccessRequests, Approvals {
    /// Most bytes of one request as the journal keeps it: what people are shown must fit on a page.
    private static final int LARGEST = 16 << 10;

    private final Supplier<State> known;
    private final Carrying carrying;
    private final Decided decided;
    private final Supplier<String> fresh;
    private final InstantSource clock;
    private final Executor waiting;

    /// Has something carried out, as the registrar does.
    @FunctionalInterface
    public interface Carrying {
        CompletableFuture<Outcome> carryOut(Command command, String by);
    }

    /// Finds what was decided.
    @FunctionalInterface
    public interface Decided {
        Optional<DecisionRecord> find(String id) throws IOException;
    }

    /// @param fresh   makes ids that nobody can guess and nobody has
    /// @param waiting carries what waits for a disk
    public ApprovalDesk(Supplier<State> known, Carrying carrying, Decided decided, Supplier<String> fresh,
            InstantSource clock, Executor waiting) {
        this.known = known;
        this.carrying = carrying;
        this.decided = decided;
        this.fresh = fresh;
        this.clock = clock;
        this.waiting = waiting;
    }

    // Asking.

    @Override
    public CompletableFuture<AccessRequests.Result> submit(Asker asker, Submission submission) {
        return CompletableFuture.supplyAsync(() -> prepared(asker, submission), waiting)
                .thenCompose(prepared -> switch (prepared) {
                    case Prepared.Ready(var requests) -> carrying.carryOut(new Command.Ask(requests), asker.caller()
                            .caller()
                            .name()).thenApply(outcome -> result(outcome, submission, requests));
                    case Prepared.Not(var why) -> CompletableFuture.completedFuture(why);
                });
    }

    private sealed interface Prepared {
        record Ready(List<ApprovalRequest> requests) implements Prepared {}

        record Not(AccessRequests.Result.Unbound why) implements Prepared {}
    }

    private Prepared prepared(Asker asker, Submission submission) {
        var state = known.get();
        var now = clock.instant();
        var handle = fresh.get();
        var requests = new ArrayList<ApprovalRequest>();
        for (var item : submission.items()) {
            var record = find(item.evaluation());
            var fault = record.map(found -> fault(found, item, now)).orElse(Optional.of(Fault.INVALID_DENIAL_BINDING));
            if (fault.isPresent()) {
                return new Prepared.Not(new AccessRequests.Result.Unbound(fault.get(), "evaluation `%s`".formatted(item
                        .evaluation())));
            }
            var number = requests.size();
            requests.add(request(state, record.get(), item, submission, new Names(submission.isBundle()
                    ? handle + "." + number
                    : handle, submission.key().isEmpty() ? "" : submission.key() + "#" + number, asker.caller()
                            .caller()
                            .name()), now));
            if (Events.encode(new Event.ApprovalAsked(now, requests.getLast())).length > LARGEST) {
                return new Prepared.Not(new AccessRequests.Result.Unbound(Fault.NOT_REQUESTABLE,
                        "what would have to be shown to people has more than %d bytes".formatted(LARGEST)));
            }
        }
        return new Prepared.Ready(requests);
    }

    /// What one request is called.
    private record Names(String id, String key, String asker) {}

    private Optional<DecisionRecord> find(String id) {
        try {
            return decided.find(id);
        } catch (IOException unreadable) {
            throw new Unavailable("the decision cannot be looked up: " + unreadable.getMessage(), "Ask again shortly");
        }
    }

    /// Whether what is submitted is what was held, and not too long ago.
    private static Optional<Fault> fault(DecisionRecord record, Submission.Item item, Instant now) {
        if (!(record.decision() instanceof Decision.Hold(var held, _, _))) {
            return Optional.of(Fault.NOT_REQUESTABLE);
        }
        var question = item.question();
        var isSame = record.principal().uid().equals(question.subject()) && held.equals(digest(record, item))
                && question.task().filter(task -> !task.equals(record.chain().getFirst().id())).isEmpty();
        if (!isSame) {
            return Optional.of(Fault.INVALID_DENIAL_BINDING);
        }
        return now.isBefore(record.at().plus(Answers.REQUESTABLE_FOR))
                ? Optional.empty()
                : Optional.of(Fault.EXPIRED_DENIAL);
    }

    private static RequestDigest digest(DecisionRecord record, Submission.Item item) {
        var question = item.question();
        return new Request(record.chain().getFirst().id(), record.principal(), question.action(), question.resource(),
                question.request(), record.asker()).digest();
    }

    private static ApprovalRequest request(State state, DecisionRecord record, Submission.Item item,
            Submission submission, Names names, Instant now) {
        var hold = (Decision.Hold) record.decision();
        var task = record.chain().getFirst().task().orElseThrow();
        var profile = state.release().profile(task.profile());
        var hidden = new TreeSet<String>();
        var waits = new TreeSet<Duration>();
        for (var name : hold.rules()) {
            var rule = profile.map(each -> each.approvals().get(name));
            if (rule.isPresent()) {
                rule.get().hidden().stream().filter(item.question().request()::has).forEach(hidden::add);
                waits.add(rule.get().waits());
            }
        }
        var expires = now.plus(waits.isEmpty() ? ApprovalRule.USUAL_WAIT : waits.getFirst());
        var end = profile.map(each -> each.endOf(task)).orElse(task.ends());
        return new ApprovalRequest(names.id(), task.id(), task.principal(), task.profile(), record.action(), record
                .resource(), without(item.question().request(), hidden), hidden, hold.request(), new TreeSet<>(hold
                        .rules()), record.id(), submission.because(), item.isUrgent(), item.until(), end.isBefore(
                                expires) ? end : expires, names.asker(), names.key());
    }

    private static RecordValue without(RecordValue shown, Set<String> hidden) {
        var left = shown;
        for (var name : hidden) {
            left = left.without(name);
        }
        return left;
    }

    private AccessRequests.Result result(Outcome outcome, Submission submission, List<ApprovalRequest> asked) {
        return switch (outcome) {
            case Outcome.Done(var state) -> handle(state, submission, asked);
            case Outcome.Refused(var refusals) -> refused(refusals, submission);
            case Outcome.NotKept(var why) -> new AccessRequests.Result.Not(Refusals.notKept(why));
        };
    }

    /// What was asked before under the same key is found under the id it got then.
    private static AccessRequests.Result handle(State state, Submission submission, List<ApprovalRequest> asked) {
        var cases = new ArrayList<ApprovalCase>();
        for (var request : asked) {
            state.approvalCases(request.task()).stream()
                    .filter(each -> each.request().id().equals(request.id()) || !request.key().isEmpty() && each
                            .request().key().equals(request.key()) && each.request().asker().equals(request.asker()))
                    .findFirst()
                    .ifPresent(cases::add);
        }
        var id = cases.getFirst().request().id();
        return new AccessRequests.Result.Handle(submission.isBundle() ? id.substring(0, id.lastIndexOf('.')) : id,
                cases, submission.isBundle());
    }

    /// Who asks for what is being considered already is told where.
    private AccessRequests.Result refused(List<Refusal> refusals, Submission submission) {
        var first = refusals.getFirst();
        return switch (first.code()) {
            case KEY_REUSED -> new AccessRequests.Result.Unbound(Fault.DUPLICATE_REQUEST, first.words());
            case REQUEST_PENDING -> submission.isBundle()
                    ? new AccessRequests.Result.Not(Refusals.of(refusals))
                    : find(first.facts().getFirst(), refusals);
            default -> new AccessRequests.Result.Not(Refusals.of(refusals));
        };
    }

    private AccessRequests.Result find(String id, List<Refusal> refusals) {
        var pending = find(id, known.get());
        return pending.cases().isEmpty() ? new AccessRequests.Result.Not(Refusals.of(refusals)) : pending;
    }

    @Override
    public AccessRequests.Result.Handle findHandle(String id) {
        return find(id, known.get());
    }

    private static AccessRequests.Result.Handle find(String id, State state) {
        var single = state.approvalCase(id);
        if (single != null) {
            return new AccessRequests.Result.Handle(id, List.of(single), false);
        }
        var cases = Stream.iterate(0, number -> number + 1)
                .map(number -> Optional.ofNullable(state.approvalCase(id + "." + number)))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
        return new AccessRequests.Result.Handle(id, cases, true);
    }

    @Override
    public CompletableFuture<AccessRequests.Result> cancel(Asker asker, AccessRequests.Result.Handle handle) {
        CompletableFuture<Outcome> last = CompletableFuture.completedFuture(new Outcome.Done(known.get()));
        for (var each : handle.cases()) {
            if (each.isPending()) {
                last = last.thenCompose(_ -> carrying.carryOut(new Command.Withdraw(each.request().id()), asker
                        .caller().caller().name()));
            }
        }
        return last.thenApply(outcome -> switch (outcome) {
            case Outcome.Done(var state) -> find(handle.id(), state);
            case Outcome.Refused(var refusals) -> new AccessRequests.Result.Not(Refusals.of(refusals));
            case Outcome.NotKept(var why) -> new AccessRequests.Result.Not(Refusals.notKept(why));
        });
    }

    // Answering.

    @Override
    public Optional<Shown> findApproval(String id) {
        var state = known.get();
        return Optional.ofNullable(state.approvalCase(id)).map(each -> shown(state, each));
    }

    private static Shown shown(State state, ApprovalCase each) {
        var request = each.request();
        var task = state.task(request.task());
        var rules = Approvers.rules(state, request).stream()
                .map(rule -> new Progress(rule, task == null ? 0 : Approvers.of(state, task, rule, each).size()))
                .toList();
        var alike = state.approvalCases(request.task()).stream()
                .filter(other -> other.isPending() && each.isPending() && !other.equals(each) && other.request().isLike(
                        request))
                .map(other -> other.request().id())
                .limit(Command.Respond.MOST - 1L)
                .toList();
        return new Shown(each, rules, chain(state, task), alike);
    }

    private static List<Asking> chain(State state, @Nullable Task task) {
        var chain = new ArrayList<Asking>();
        for (var next = task; next != null; next = next.above() == null ? null : state.task(next.above())) {
            chain.add(new Asking(next.id(), next.principal()));
        }
        return chain;
    }

    @Override
    public boolean isAsked(Shown shown, EntityUid person) {
        return isAsked(known.get(), shown.approvalCase(), person);
    }

    private static boolean isAsked(State state, ApprovalCase each, EntityUid person) {
        return Approvers.includes(state, each.request(), person) || each.answers().stream().anyMatch(answer -> answer
                .person().equals(person));
    }

    @Override
    public CompletableFuture<Listed> listApprovals(Filter filter, Optional<String> after, int most) {
        return CompletableFuture.supplyAsync(() -> listed(known.get(), filter, after, most), waiting);
    }

    private static Listed listed(State state, Filter filter, Optional<String> after, int most) {
        var order = Comparator.comparing(ApprovalCase::asked).thenComparing(each -> each.request().id());
        var last = after.flatMap(id -> Optional.ofNullable(state.approvalCase(id)));
        var all = filter.task().map(task -> state.approvalCases(task).stream()).orElseGet(state::approvalCases);
        var found = all.filter(each -> filter.status().filter(status -> status != each.status()).isEmpty())
                .filter(each -> filter.person().filter(person -> !isAsked(state, each, person)).isEmpty())
                .filter(each -> last.isEmpty() || order.compare(each, last.get()) > 0)
                .sorted(order)
                .limit(most + 1L)
                .toList();
        return new Listed(found.stream().limit(most).map(each -> shown(state, each)).toList(), found.size() <= most);
    }

    @Override
    public CompletableFuture<Approvals.Result> respond(By by, EntityUid person, List<String> requests,
            boolean approves, String comment) {
        return carrying.carryOut(new Command.Respond(requests, person, approves, comment), by.name())
                .thenApply(outcome -> switch (outcome) {
                    case Outcome.Done(var state) -> new Approvals.Result.Now(requests.stream()
                            .flatMap(id -> Optional.ofNullable(state.approvalCase(id)).stream())
                            .map(each -> shown(state, each))
                            .toList());
                    case Outcome.Refused(var refusals) -> new Approvals.Result.Not(Refusals.of(refusals));
                    case Outcome.NotKept(var why) -> new Approvals.Result.Not(Refusals.notKept(why));
                });
    }
}
