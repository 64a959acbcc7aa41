package dev.ambit.server.house;

import dev.ambit.core.decision.Counters;
import dev.ambit.core.govern.Answer;
import dev.ambit.core.govern.Command;
import dev.ambit.core.govern.Governor;
import dev.ambit.core.govern.Hearing;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Message;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.Event.ReleaseLoaded;
import dev.ambit.core.state.Event.SignalRead;
import dev.ambit.core.state.Event.UsageCounted;
import dev.ambit.core.state.State;
import dev.ambit.server.journal.Journal;
import dev.ambit.server.log.Log;
import dev.ambit.server.log.store.LogFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The one thread that changes what is known. It takes wishes in turns: asks the governor, appends what comes of it to the
/// journal, syncs once for the whole turn, publishes the new state, and only then tells those who wait.
///
/// Where nobody wants anything it does what is due: tasks that begin, end or are forgotten, what hangs from an ended task, and
/// the counting of what decisions used. Nothing of that is lost with the process: what is owed follows from the state.
public final class Registrar implements AutoCloseable {
    /// How many may wait for their turn; others are told that too many do.
    public static final int MOST_WAITING = 10_000;

    /// Wishes of one turn share one sync.
    private static final int MOST_AT_ONCE = 1_000;
    /// What follows from events is appended in stretches, so that wishes need not wait for all of it.
    private static final int MOST_FOLLOWING = 1_000;
    /// After so many records in which nothing was used it is said that they are counted.
    private static final int MOST_UNSAID = 1_000;
    private static final Duration COUNTED_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    /// How long it waits for room on the disk before it tries again what nobody asked for.
    private static final Duration REST_WHEN_FULL = Duration.ofSeconds(1);

    private final Journal journal;
    private final Counters counters;
    private final InstantSource clock;
    private final LongSupplier recorded;
    private final Consumer<Throwable> mistakes;
    private final BlockingQueue<Wish> wishes = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile State state;
    private volatile boolean closing;

    // Of the thread alone.
    private final ArrayDeque<Event> causes = new ArrayDeque<>();
    private Instant counted = Instant.EPOCH;
    private Instant looked = Instant.EPOCH;
    private Instant forgotten = Instant.EPOCH;
    /// Up to when it was looked whether readings stopped counting.
    private Instant fresh;
    private Duration rest = Duration.ZERO;

    /// @param state    what all events of the journal come to
    /// @param recorded how many decision records there are
    /// @param mistakes is told of our own mistakes, after which nothing is changed any more; it has to end the process
    public Registrar(Journal journal, State state, Counters counters, InstantSource clock, LongSupplier recorded,
            Consumer<Throwable> mistakes) {
        this.journal = journal;
        this.state = state;
        this.counters = counters;
        this.clock = clock;
        this.recorded = recorded;
        this.mistakes = mistakes;
        this.fresh = state.at();
        this.thread = Thread.ofPlatform().name("registrar").unstarted(this::run);
        // A crash may have come between an event and what follows from it, so all tasks are looked at once more.
        causes.add(new ReleaseLoaded(state.at(), state.release(), Governor.SELF));
    }

    public void start() {
        thread.start();
    }

    /// What is known now. All that anybody was told is in it.
    public State state() {
        return state;
    }

    /// How many changes wait for their turn.
    public int waiting() {
        return wishes.size();
    }

    /// Has `command` carried out, given by `by`.
    public CompletableFuture<Outcome> carryOut(Command command, String by) {
        return wish((known, now) -> Governor.answer(known, command, by, now));
    }

    /// Has `release` put in force by `by`, for all decisions from then on.
    public CompletableFuture<Outcome> load(Release release, String by) {
        return wish((known, now) -> new Answer.Accepted(known.release().id().equals(release.id())
                ? List.of()
                : List.of(new ReleaseLoaded(now, release, by))));
    }

    /// Has what counts of `message` believed. What does not is told of with every reason.
    public CompletableFuture<Heard> hear(Message message) {
        var hearing = new AtomicReference<>(new Hearing(List.of(), List.of()));
        return wish((known, now) -> {
            hearing.set(Hearing.of(known, message, now));
            return new Answer.Accepted(hearing.get().events());
        }).thenApply(outcome -> new Heard(outcome, hearing.get().unheard()));
    }

    private CompletableFuture<Outcome> wish(Wish.Question question) {
        var wish = new Wish(question, new CompletableFuture<>());
        if (closing) {
            wish.told().complete(new Outcome.NotKept("the server is stopping"));
        } else if (!wishes.offer(wish)) {
            wish.told().complete(new Outcome.NotKept("%,d changes are waiting already".formatted(MOST_WAITING)));
        }
        return wish.told();
    }

    /// Carries out what waits, and ends. Nothing more is accepted.
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        refuseAll("the server is stopping");
    }

    private void refuseAll(String why) {
        for (var wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            wish.told().complete(new Outcome.NotKept(why));
        }
    }

    private void run() {
        try {
            while (!closing || !wishes.isEmpty()) {
                turn(next());
            }
        } catch (LogFailure.Ended ended) {
            closing = true;
            refuseAll(String.valueOf(ended.getMessage()));
        } catch (RuntimeException | Error mistake) {
            closing = true;
            refuseAll("the server made a mistake and is stopping");
            mistakes.accept(mistake);
        } catch (InterruptedException stopped) {
            closing = true;
            Thread.currentThread().interrupt();
        }
    }

    private List<Wish> next() throws InterruptedException {
        var batch = new ArrayList<Wish>();
        var first = wishes.poll(rest.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            wishes.drainTo(batch, MOST_AT_ONCE - 1);
        }
        return batch;
    }

    private void turn(List<Wish> batch) throws LogFailure.Ended {
        try {
            carryOut(batch);
        } catch (LogFailure.Ended | RuntimeException | Error failure) {
            batch.forEach(wish -> wish.told().complete(new Outcome.NotKept(String.valueOf(failure.getMessage()))));
            throw failure;
        }
    }

    private void carryOut(List<Wish> batch) throws LogFailure.Ended {
        var now = clock.instant();
        var turn = new Turn(journal, state);
        var outcomes = new ArrayList<Supplier<Outcome>>();
        for (var wish : batch) {
            outcomes.add(answer(turn, wish, now));
        }
        causes.addAll(turn.appended());
        if (batch.isEmpty() || isTimeAt(now)) {
            looked = now;
            count(turn, now);
            expire(turn, now);
            behave(turn, now);
            because(turn, Governor.due(turn.state(), counters, now));
        }
        follow(turn);
        publish(turn);
        rest = turn.isFull() ? REST_WHEN_FULL : rest(now);
        for (var i = 0; i < batch.size(); i++) {
            batch.get(i).told().complete(outcomes.get(i).get());
        }
    }

    /// @return what is to be said of the wish once the turn is on disk
    private Supplier<Outcome> answer(Turn turn, Wish wish, Instant now) throws LogFailure.Ended {
        return switch (wish.question().answer(turn.state(), now)) {
            case Answer.Refused(var refusals) -> () -> new Outcome.Refused(refusals);
            case Answer.Accepted(var events) when !journal.holds(events) -> () -> new Outcome.NotKept(
                    "it has more than %,d bytes".formatted(Log.LONGEST));
            case Answer.Accepted(var events) when turn.append(events) -> () -> new Outcome.Done(turn.state());
            case Answer.Accepted _ -> () -> new Outcome.NotKept(turn.whyFull());
        };
    }

    /// On disk first, then in force, then told.
    private void publish(Turn turn) throws LogFailure.Ended {
        if (turn.appended().isEmpty()) {
            return;
        }
        journal.sync();
        state = turn.state();
        for (var event : turn.appended()) {
            if (event instanceof UsageCounted usage) {
                counters.counted(usage);
            }
        }
    }

    /// However much is wanted, what time brings about does not wait longer than this.
    private boolean isTimeAt(Instant now) {
        return Duration.between(looked, now).abs().compareTo(LOOK_EVERY) >= 0;
    }

    /// Appends what follows from something, and remembers to ask what follows from that.
    private void because(Turn turn, List<? extends Event> following) throws LogFailure.Ended {
        var before = turn.appended().size();
        turn.append(following);
        causes.addAll(turn.appended().subList(before, turn.appended().size()));
    }

    /// Tasks that began to behave unusually, or as usual again, so that the governor acts on it.
    private void behave(Turn turn, Instant now) throws LogFailure.Ended {
        var behaviours = counters.behaviours();
        because(turn, behaviours.turned().stream().map(reading -> new SignalRead(now, reading)).toList());
        if (Duration.between(forgotten, now).abs().compareTo(FORGET_EVERY) >= 0) {
            forgotten = now;
            behaviours.forget(now);
        }
    }

    /// Readings that stopped counting. Whether all that follows was appended is known once nothing does.
    private void expire(Turn turn, Instant now) throws LogFailure.Ended {
        var following = Governor.expired(turn.state(), fresh, now);
        if (following.isEmpty()) {
            fresh = now;
        }
        because(turn, following);
    }

    private void count(Turn turn, Instant now) throws LogFailure.Ended {
        if (Duration.between(counted, now).abs().compareTo(COUNTED_EVERY) < 0) {
            return;
        }
        counted = now;
        var records = recorded.getAsLong(); // before the totals are read: each of these records is in them
        for (var part : uncounted(now, records).map(UsageParts::of).orElse(List.of())) {
            turn.append(List.of(part));
        }
    }

    /// Denials use nothing, and still somebody has to say that they are counted: a restart looks at every record that is not.
    private Optional<UsageCounted> uncounted(Instant now, long records) {
        return counters.uncounted(now, records).or(() -> records - state.recorded() >= MOST_UNSAID
                ? Optional.of(new UsageCounted(now, Map.of(), Map.of(), records))
                : Optional.empty());
    }

    private void follow(Turn turn) throws LogFailure.Ended {
        while (!causes.isEmpty() && turn.appended().size() < MOST_FOLLOWING && !turn.isFull()) {
            var following = Governor.affected(turn.state(), causes.peek());
            if (following.isEmpty()) {
                causes.poll();
            }
            because(turn, following);
        }
    }

    /// How long nothing need be done unless somebody wants something.
    private Duration rest(Instant now) {
        if (!causes.isEmpty()) {
            return Duration.ZERO;
        }
        var next = Stream.of(state.nextDue(), state.nextEnd(fresh)).flatMap(Optional::stream).min(Instant::compareTo);
        var due = next.map(instant -> Duration.between(now, instant)).orElse(LONGEST_REST);
        return due.compareTo(LONGEST_REST) < 0
                ? due.compareTo(LOOK_EVERY) < 0 ? LOOK_EVERY : due.plusMillis(1)
                : LONGEST_REST;
    }
}
