package dev.ambit.server.house;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.state.State;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.pdp.authzen.ActionName;
import dev.ambit.server.pdp.authzen.Answer;
import dev.ambit.server.pdp.authzen.Answer.Approval;
import dev.ambit.server.pdp.authzen.Answer.Outcome;
import dev.ambit.server.pdp.authzen.Answer.Why;
import dev.ambit.server.pdp.authzen.Decisions;
import dev.ambit.server.pdp.authzen.Question;
import dev.ambit.server.pdp.authzen.Search;
import dev.ambit.server.pdp.http.Unavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// The house as AuthZEN sees it.
final class DecisionDesk implements Decisions {
    /// How many are looked at for one stretch of results.
    private static final int MOST_LOOKED_AT = 10_000;

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
        return whenKept(decided.awaited(), answer(decided));
    }

    private Decided decided(Asker asker, Question question) {
        return desks.get().decide(Questions.request(house.registrar().state(), asker, question, clock.instant()));
    }

    @Override
    public CompletableFuture<List<Answer>> decideAll(Asker asker, List<Question> questions, Stop stop) {
        var answers = new ArrayList<Answer>();
        var awaited = OptionalLong.empty();
        for (var question : questions) {
            var decided = decided(asker, question);
            awaited = decided.awaited().isPresent() ? decided.awaited() : awaited;
            answers.add(answer(decided));
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

    private static Answer answer(Decided decided) {
        var reasons = decided.decision().reasons().stream()
                .map(reason -> new Why(reason.code().word(), reason.forOperator(), reason.forAgent()))
                .toList();
        return switch (decided.decision()) {
            case Decision.Permit(var until, _) -> new Answer(decided.id(), Outcome.PERMIT, reasons,
                    Optional.of(until).filter(end -> !end.equals(Instant.MAX)), Optional.empty(), List.of());
            case Decision.Deny _ ->
                new Answer(decided.id(), Outcome.DENY, reasons, Optional.empty(), Optional.empty(), List.of());
            case Decision.Hold(var request, var rules, _) -> new Answer(decided.id(), Outcome.HOLD, reasons,
                    Optional.empty(), Optional.of(new Approval(request.hex(), rules)), List.of());
        };
    }

    @Override
    public CompletableFuture<Found> search(Asker asker, Search search, Optional<String> after, int most) {
        return CompletableFuture.supplyAsync(() -> found(asker, search, after, most), waiting);
    }

    /// As of one state; nothing is counted and nothing recorded.
    private Found found(Asker asker, Search search, Optional<String> after, int most) {
        var state = house.registrar().state();
        var now = clock.instant();
        var pdp = new Pdp();
        var found = new ArrayList<String>();
        var looked = 0;
        var last = "";
        var candidates = candidates(state, search).sorted().filter(id -> after.isEmpty() || id.compareTo(after
                .get()) > 0)
                .iterator();
        while (candidates.hasNext() && found.size() < most && looked < MOST_LOOKED_AT) {
            last = candidates.next();
            looked++;
            var request = Questions.request(state, asker, search.with(last), now);
            if (pdp.decide(state, request, now).isPermit()) {
                found.add(last);
            }
        }
        return new Found(found, candidates.hasNext() ? Optional.of(last) : Optional.empty());
    }

    private static Stream<String> candidates(State state, Search search) {
        return switch (search) {
            case Search.ForSubjects subjects -> idsOf(state, subjects.type());
            case Search.ForResources resources -> idsOf(state, resources.type());
            case Search.ForActions _ ->
                state.release().entities().names().stream().filter(EntityUid::isAction).map(ActionName::write);
        };
    }

    private static Stream<String> idsOf(State state, String type) {
        return state.release().entities().names().stream().filter(uid -> uid.type().equals(type)).map(EntityUid::id);
    }
}
