package dev.ambit.server.house;

import dev.ambit.core.decision.Request;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.authzen.Decisions.Asker;
import dev.ambit.server.pdp.authzen.Question;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Makes requests of questions: with the task they are asked in, and with how the subject is proven.
final class Questions {
    /// How long the word of an enforcement point, given with a question, counts. No permit outlasts it.
    static final Duration VOUCHED_FOR = Duration.ofMinutes(5);

    private Questions() {}

    static Request request(State state, Asker asker, Question question, Instant now) {
        var task = question.task().orElseGet(() -> onlyTaskOf(question.subject(), state));
        return new Request(task, new Principal(question.subject(), proof(asker, question, now)), question.action(),
                question.resource(), question.request(), asker.caller().caller().name());
    }

    /// Whoever is at work in one task alone need not name it.
    private static TaskId onlyTaskOf(EntityUid principal, State state) {
        var underWay = state.tasksOf(principal).filter(task -> !(task.life() instanceof Life.Ended)).limit(2).toList();
        return switch (underWay.size()) {
            case 0 -> TaskId.UNNAMED;
            case 1 -> underWay.getFirst().id();
            default -> TaskId.AMBIGUOUS;
        };
    }

    /// An agent is proven by what it authenticated with; for anybody else the enforcement point vouches.
    private static Proof proof(Asker asker, Question question, Instant now) {
        var isItself = asker.caller().self().filter(question.subject()::equals).isPresent();
        var address = isItself ? asker.address().flatMap(Questions::address) : question.origin().address();
        return new Proof(isItself ? asker.caller().means() : Means.VOUCHED, asker.caller().caller().name(), now,
                now.plus(VOUCHED_FOR), address, isItself ? Optional.empty() : question.origin().environment());
    }

    /// What cannot be read comes from no network that a task allows.
    private static Optional<IpValue> address(String text) {
        return Optional.ofNullable(IpValue.parse(text));
    }
}
