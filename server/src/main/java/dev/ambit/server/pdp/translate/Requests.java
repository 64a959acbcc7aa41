package dev.ambit.server.pdp.translate;

import dev.ambit.cedar.exchange.PlainValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.decision.Request;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.authzen.Decisions.Asker;
import dev.ambit.server.pdp.authzen.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Makes requests of questions.
public final class Requests {
    /// How long whoever has shown a key or certificate, or is vouched for, counts as shown: no permit is promised for longer.
    public static final Duration SHOWN_FOR = Duration.ofMinutes(5);

    private static final String REQUEST = "request";

    private Requests() {}

    /// The request that `question` stands for as of `now`.
    public static Request of(State state, Asker asker, Question question, Instant now) {
        var task = task(state, question);
        return new Request(task, new Principal(question.subject(), proof(asker, question, now)), question.action(),
                question.resource(), typed(state, task, question), asker.caller().caller().name());
    }

    /// What the caller knows of the call, read by the type that the schema gives it for the action. The rest stays as it
    /// was written: a policy that reads it may fail, and the answer says so.
    private static RecordValue typed(State state, TaskId id, Question question) {
        var written = question.request();
        var task = written.size() == 0 ? null : state.task(id);
        var profile = task == null ? null : state.release().profiles().get(task.profile());
        var action = profile == null ? null : profile.schema().actions().get(question.action());
        var declared = action == null ? null : action.context().attributes().get(REQUEST);
        return declared != null && PlainValue.as(declared.type(), written) instanceof RecordValue typed
                ? typed
                : written;
    }

    /// The task that is named, or else the only one of the subject that is under way.
    /// Where there is none or more than one, the request is about a task that can never be, and is denied as such.
    private static TaskId task(State state, Question question) {
        return question.task().orElseGet(() -> onlyTask(state, question.subject()));
    }

    static TaskId onlyTask(State state, EntityUid subject) {
        var underWay = state.tasksOf(subject).filter(task -> task.life() == Life.Open.OPEN).limit(2).toList();
        return switch (underWay.size()) {
            case 0 -> TaskId.UNNAMED;
            case 1 -> underWay.getFirst().id();
            default -> TaskId.AMBIGUOUS;
        };
    }

    /// An agent that asks for itself has shown who it is, from where it is connected. For anybody else the caller vouches.
    private static Proof proof(Asker asker, Question question, Instant now) {
        var caller = asker.caller();
        var isItself = caller.self().filter(question.subject()::equals).isPresent();
        return isItself
                ? new Proof(caller.means(), caller.caller().name(), now, now.plus(SHOWN_FOR), address(asker), Optional
                        .empty())
                : new Proof(Means.VOUCHED, caller.caller().name(), now, now.plus(SHOWN_FOR), question.origin()
                        .address(),
                        question.origin().environment());
    }

    private static Optional<IpValue> address(Asker asker) {
        return asker.address().flatMap(text -> Optional.ofNullable(IpValue.parse(text)));
    }
}
