package dev.ambit.bench.http;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.decision.Counters;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.pdp.authzen.Answer;
import dev.ambit.server.pdp.authzen.AuthZen;
import dev.ambit.server.pdp.authzen.Decisions;
import dev.ambit.server.pdp.authzen.Question;
import dev.ambit.server.pdp.authzen.Search;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.Front;
import dev.ambit.server.pdp.http.FrontLimits;
import dev.ambit.server.pdp.http.FrontSettings;
import dev.ambit.server.pdp.translate.Answers;
import dev.ambit.server.pdp.translate.Requests;
import dev.ambit.server.pdp.translate.Searches;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The real front and the real decision, limits counted, without a record: what HTTP and JSON cost around deciding.
final class Deciding implements Decisions, Contender {
    private final State state;
    private final ThreadLocal<Pdp> pdp;
    private final Front front;
    private long decided;

    /// @param rules a policy directory with the profile `certification`
    Deciding(Path rules) throws IOException, InvalidInput {
        var counters = new Counters();
        this.pdp = ThreadLocal.withInitial(() -> new Pdp(counters));
        this.state = begun(rules);
        var settings = new FrontSettings("127.0.0.1", 0, Optional.empty(), true, 1, FrontLimits.DEFAULT
                .withRequestsPerSecond(1_000_000));
        this.front = Front.open(settings, new AuthZen(this, new byte[32], Optional.empty()).routes(),
                () -> Callers.NOBODY);
    }

    private static State begun(Path rules) throws InvalidInput {
        var now = Instant.now();
        var task = Opening.of(new TaskId("t-1"), EntityUid.of("user", "alice"), "certification", RecordValue.EMPTY);
        return State.EMPTY.after(new Event.ReleaseLoaded(now, ReleaseDirectory.load(rules).release(), "bench"))
                .after(new Event.TaskRequested(now, task, "bench"))
                .after(new Event.TaskOpened(now, task.id(), Instant.MAX));
    }

    @Override
    public int port() {
        return front.port();
    }

    @Override
    public CompletableFuture<Answer> decide(Asker asker, Question question) {
        return CompletableFuture.completedFuture(answer(asker, question, Instant.now()));
    }

    private Answer answer(Asker asker, Question question, Instant now) {
        var decision = pdp.get().decide(state, Requests.of(state, asker, question, now), now);
        return Answers.of("d-" + decided++, now, decision, List.of());
    }

    @Override
    public CompletableFuture<List<Answer>> decideAll(Asker asker, List<Question> questions, Stop stop) {
        var now = Instant.now();
        return CompletableFuture.completedFuture(questions.stream()
                .map(question -> answer(asker, question, now))
                .toList());
    }

    @Override
    public CompletableFuture<Found> search(Asker asker, Search search, Optional<String> after, int most) {
        return CompletableFuture.completedFuture(Searches.find(state, asker, search, after, most, Instant.now()));
    }

    @Override
    public void close() {
        front.close();
    }
}
