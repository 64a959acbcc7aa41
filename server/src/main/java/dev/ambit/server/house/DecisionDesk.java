package dev.ambit.server.house;

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

    /// @param waiting carries what takes longer than an event loop may be held
    DecisionDesk(House house, InstantSource clock, Executor waiting) {
        this.house = house;
        this.clock = clock;
        this.waiting = waiting;
        this.desks = ThreadLocal.withInitial(house::desk);
    }

    @Override
    public CompletableFuture<Answer> decide(Asker asker, Question question) {
        var decided = decided(asker, question);
        return whenKept(decided.awaited(), answer(question, decided));
    }

    private Decided decided(Asker asker, Question question) {
        return desks.get().decide(Requests.of(house.registrar().state(), asker, question, clock.instant()));
    }

    @Override
    public CompletableFuture<List<Answer>> decideAll(Asker asker, List<Question> questions, Stop stop) {
        var answers = new ArrayList<Answer>();
        var awaited = OptionalLong.empty();
        for (var question : questions) {
            var decided = decided(asker, question);
            awaited = decided.awaited().isPresent() ? decided.awaited() : awaited;
            answers.add(answer(question, decided));
            if (ends(stop, answers.getLast())) {
                break;
            }
        }
        return whenKept(awaited, answers);
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

    private static boolean ends(Stop stop, Answer last) {
        return switch (stop) {
            case NEVER -> false;
            case AFTER_DENIAL -> !last.isPermit();
            case AFTER_PERMIT -> last.isPermit();
        };
    }

    private Answer answer(Question question, Decided decided) {
        var answer = Answers.of(decided.id(), decided.at(), decided.decision(), List.of());
        return question.approval().isEmpty()
                ? answer
                : answer.with(NextSteps.of(house.registrar().state(), question.approval().get(), question, decided
                        .decision()));
    }

    @Override
    public CompletableFuture<Found> search(Asker asker, Search search, Optional<String> after, int most) {
        return CompletableFuture.supplyAsync(
                () -> Searches.find(house.registrar().state(), asker, search, after, most, clock.instant()), waiting);
    }
}
