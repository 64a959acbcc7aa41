package dev.ambit.server.house;

import dev.ambit.core.decision.Code;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Request;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.pdp.authzen.Answer;
import dev.ambit.server.pdp.authzen.Decisions;
import dev.ambit.server.pdp.authzen.Question;
import dev.ambit.server.pdp.authzen.Search;
import dev.ambit.server.pdp.http.Unavailable;
import dev.ambit.server.pdp.translate.Answers;
import dev.ambit.server.pdp.translate.NextSteps;
import dev.ambit.server.pdp.translate.Requests;
import dev.ambit.server.pdp.translate.Searches;
import dev.ambit.server.tracing.Spans;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The house as AuthZEN sees it.
final class DecisionDesk implements Decisions {
    private final House house;
    private final InstantSource clock;
    private final Executor waiting;
    private final ThreadLocal<Desk> desks;
    private final RemedyDesk remedies;
    private final Optional<Spans> spans;

    /// @param waiting carries what takes longer than an event loop may be held
    /// @param spans   is told of each decision; empty where nobody wants to know
    DecisionDesk(House house, InstantSource clock, Executor waiting, Optional<Spans> spans) {
        this.house = house;
        this.clock = clock;
        this.waiting = waiting;
        this.spans = spans;
        this.desks = ThreadLocal.withInitial(house::desk);
        this.remedies = new RemedyDesk(house.counters(), System::nanoTime);
    }

    @Override
    public CompletableFuture<Answer> decide(Asker asker, Question question) {
        var given = given(asker, question);
        return given.isPermit() || !isRemedied(asker)
                ? whenKept(given.decided().awaited(), answer(given, List.of()))
                : CompletableFuture.supplyAsync(() -> remedied(given), waiting);
    }

    /// Whether a denial is answered with remedies, which are looked for off the event loop. An agent is told no more than it
    /// needs.
    private boolean isRemedied(Asker asker) {
        return !asker.caller().isOnlyAgent() && remedies.hasTime();
    }

    private Answer remedied(Given given) {
        return answer(given, given.isPermit()
                ? List.of()
                : remedies.of(house.registrar().state(), given.request(), given.decided().at()));
    }

    private Answer answer(Given given, List<String> remedies) {
        var decided = given.decided();
        var answer = Answers.of(decided.id(), decided.at(), decided.decision(), remedies);
        return given.question().approval().isEmpty()
                ? answer
                : answer.with(NextSteps.of(house.registrar().state(), given.question().approval().get(), given
                        .question(),
                        decided.decision()));
    }

    /// A decision, and what was asked.
    private record Given(Question question, Request request, Decided decided) {
        boolean isPermit() {
            return decided.decision().isPermit();
        }
    }

    private Given given(Asker asker, Question question) {
        return spans.isEmpty() ? decided(asker, question) : traced(asker, question, spans.get());
    }

    private Given traced(Asker asker, Question question, Spans told) {
        var began = clock.instant();
        var nanos = System.nanoTime();
        var given = decided(asker, question);
        told.note(span(given), asker.head()::header, began, began.plusNanos(System.nanoTime() - nanos));
        return given;
    }

    private Spans.Decided span(Given given) {
        var decision = given.decided().decision();
        var reason = decision.reasons().getFirst().code();
        var outcome = switch (decision) {
            case Decision.Permit _ -> "permit";
            case Decision.Deny _ -> "deny";
            case Decision.Hold _ -> "hold";
        };
        var task = house.registrar().state().task(given.request().task());
        return new Spans.Decided(outcome, reason.toString(), given.request().task().toString(), task == null
                ? ""
                : task.profile(), given.request().action().toString(), given.decided().release().toString(), given
                        .decided().id(), reason == Code.UNRECORDED);
    }

    private Given decided(Asker asker, Question question) {
        var request = Requests.of(house.registrar().state(), asker, question, clock.instant());
        return new Given(question, request, desks.get().decide(request));
    }

    @Override
    public CompletableFuture<List<Answer>> decideAll(Asker asker, List<Question> questions, Stop stop) {
        var all = new ArrayList<Given>();
        var awaited = OptionalLong.empty();
        for (var question : questions) {
            var given = given(asker, question);
            awaited = given.decided().awaited().isPresent() ? given.decided().awaited() : awaited;
            all.add(given);
            if (ends(stop, given.isPermit())) {
                break;
            }
        }
        return all.stream().allMatch(Given::isPermit) || !isRemedied(asker)
                ? whenKept(awaited, all.stream().map(given -> answer(given, List.of())).toList())
                : whenKept(awaited, all).thenApplyAsync(kept -> kept.stream().map(this::remedied).toList(), waiting);
    }

    /// `answer`, once the record at `position` is on disk where that is asked for. It fails where that will not happen any more.
    private <T> CompletableFuture<T> whenKept(OptionalLong position, T answer) {
        return position.isEmpty()
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.supplyAsync(() -> {
                    try {
                        house.records().sync(position.getAsLong());
                        return answer;
                    } catch (LogFailure.Ended ended) {
                        throw new Unavailable("the decision could not be recorded: " + ended.getMessage(),
                                "Nothing was permitted");
                    }
                }, waiting);
    }

    private static boolean ends(Stop stop, boolean isPermit) {
        return switch (stop) {
            case NEVER -> false;
            case AFTER_DENIAL -> !isPermit;
            case AFTER_PERMIT -> isPermit;
        };
    }

    @Override
    public CompletableFuture<Found> search(Asker asker, Search search, Optional<String> after, int most) {
        return CompletableFuture.supplyAsync(
                () -> Searches.find(house.registrar().state(), asker, search, after, most, clock.instant()), waiting);
    }
}
