package dev.ambit.server.pap;

import dev.ambit.core.decision.Request;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.task.Opening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A policy test in which every value is known: what happens, in order, and what is asked at the end.
///
/// @param release      with the entities that the test gives
/// @param heardBefore  signals as they were when the task was opened
/// @param heardSince   signals as they are when the question is asked
/// @param lastAsked    when something was last asked in the task
/// @param used         permits it has had by then
/// @param request      empty where the question is whether the task opens
public record TestCase(
        PolicyTest test,
        Release release,
        Opening opening,
        Instant openedAt,
        List<Reading> heardBefore,
        List<Reading> heardSince,
        Instant lastAsked,
        long used,
        Optional<Request> request,
        Instant now) {

    public TestCase {
        heardBefore = List.copyOf(heardBefore);
        heardSince = List.copyOf(heardSince);
    }
}
