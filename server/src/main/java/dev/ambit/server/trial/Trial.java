package dev.ambit.server.trial;

import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Link;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Reason;
import dev.ambit.core.govern.Answer;
import dev.ambit.core.govern.Command;
import dev.ambit.core.govern.Governor;
import dev.ambit.core.govern.Refusal;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Usage;
import dev.ambit.server.pap.PolicyTest.Expected;
import dev.ambit.server.pap.TestCase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One test, played: the release is loaded, signals are heard, the task is opened, more is heard, the question is asked.
public final class Trial {
    private static final String BY = "test";

    private final TestCase asked;
    private State state = State.EMPTY;

    private Trial(TestCase asked) {
        this.asked = asked;
    }

    /// What came of a test.
    ///
    /// @param reasons  in words, the code of each before it
    /// @param matching what `because` of a test may name: codes, and ids of policies
    /// @param policies ids of the policies that forbade it or, where none did, permitted it
    public record Outcome(
            TestCase asked, Expected answer, List<String> reasons, List<String> matching, List<String> policies) {
        public Outcome {
            reasons = List.copyOf(reasons);
            matching = List.copyOf(matching);
            policies = List.copyOf(policies);
        }

        /// Whether it is what was expected, for the reasons that were expected.
        public boolean isAsExpected() {
            return answer == asked.test().expected().value() && missing().isEmpty();
        }

        /// What was expected among the reasons and is not.
        public List<String> missing() {
            return asked.test().because().stream().map(written -> written.value()).filter(each -> !matching.contains(
                    each)).toList();
        }
    }

    /// Plays `asked` through.
    public static Outcome of(TestCase asked) {
        return new Trial(asked).play();
    }

    private Outcome play() {
        happens(new Event.ReleaseLoaded(asked.openedAt(), asked.release(), BY));
        asked.heardBefore().forEach(reading -> hear(reading, asked.openedAt()));
        return switch (Governor.answer(state, new Command.Open(asked.opening()), BY, asked.openedAt())) {
            case Answer.Refused(var refusals) -> notOpened(refusals);
            case Answer.Accepted(var events) -> {
                events.forEach(this::happens);
                yield opened();
            }
        };
    }

    private Outcome notOpened(List<Refusal> refusals) {
        return new Outcome(asked, Expected.NOT_OPENED, refusals.stream().map(Refusal::toString).toList(), refusals
                .stream().map(refusal -> refusal.code().word()).toList(), List.of());
    }

    private Outcome opened() {
        if (asked.request().isEmpty()) {
            return new Outcome(asked, Expected.OPENED, List.of(), List.of(), List.of());
        }
        var usage = new Usage(asked.used(), asked.lastAsked().toEpochMilli(), Long.MIN_VALUE);
        happens(new Event.UsageCounted(asked.openedAt(), Map.of(asked.opening().id(), usage), Map.of(), 0));
        asked.heardSince().forEach(reading -> hear(reading, asked.now()));
        Governor.due(state, asked.now()).forEach(this::happens);
        var pdp = new Pdp();
        var decision = pdp.decide(state, asked.request().get(), asked.now());
        return decided(decision, policies(pdp.inquiry().asked()));
    }

    /// The policies that said something, whatever else was asked after them.
    private static List<String> policies(Link link) {
        return link.isEvaluated()
                ? IntStream.range(0, link.evaluation().determiningCount()).mapToObj(link.evaluation()::determining)
                        .sorted().toList()
                : List.of();
    }

    private void hear(Reading reading, Instant at) {
        happens(new Event.SignalRead(at, reading));
    }

    private void happens(Event event) {
        state = state.after(event);
        Governor.affected(state, event).forEach(this::happens);
    }

    private Outcome decided(Decision decision, List<String> policies) {
        var reasons = decision.reasons();
        var matching = reasons.stream().flatMap(reason -> Stream.concat(Stream.of(reason.code().word()), reason.facts()
                .stream())).toList();
        return new Outcome(asked, answer(decision), reasons.stream().map(Reason::toString).toList(), matching,
                policies);
    }

    private static Expected answer(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> Expected.PERMIT;
            case Decision.Deny _ -> Expected.DENY;
            case Decision.Hold _ -> Expected.HOLD;
        };
    }
}
