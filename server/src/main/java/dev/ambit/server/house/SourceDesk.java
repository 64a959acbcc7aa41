package dev.ambit.server.house;

import dev.ambit.core.govern.Unheard;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Sources;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Ear;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Refusal;
import dev.ambit.server.pip.Refusals;
import dev.ambit.server.pip.Registered;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.pip.ssf.Subscription;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// The house as sources see it: their messages are verified, brought to the journal, and answered once they are on disk. What
/// changes nothing is counted and kept with its reason, whoever sent it.
final class SourceDesk implements Sources, Ear {
    /// Most messages looked at at a time; whoever has no key must not keep those waiting for long who have one.
    private static final int MOST_AT_ONCE = 256;
    /// Under which name messages are counted that no source can have sent.
    private static final String NOBODY = "(unregistered)";
    private static final int LONGEST_SHOWN = 64;

    private final House house;
    private final InstantSource clock;
    private final Executor waiting;
    private final Refusals refusals;
    private final boolean isDevelopment;
    private final Map<String, Registered> sources = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, Heard> heard = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> problems = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    /// How a source has done since the start.
    private record Heard(AtomicLong believed, AtomicLong lastMillis) {}

    /// @param waiting carries what takes longer than an event loop may be held
    SourceDesk(House house, InstantSource clock, Executor waiting, Refusals refusals, boolean isDevelopment) {
        this.house = house;
        this.clock = clock;
        this.waiting = waiting;
        this.refusals = refusals;
        this.isDevelopment = isDevelopment;
    }

    /// Adds sources, before anything is asked.
    void register(Collection<Registered> registered) {
        registered.forEach(source -> sources.put(source.name(), source));
    }

    @Override
    public CompletableFuture<Taken> take(String source, Map<String, String> headers, byte[] body) {
        var arrival = new Arrival(source, headers, body, clock.instant());
        if (!room.tryAcquire()) {
            return CompletableFuture.completedFuture(not(arrival, known(source), Reason.TOO_OFTEN,
                    "%d messages are being looked at already"
                            .formatted(MOST_AT_ONCE)));
        }
        return CompletableFuture.completedFuture(arrival)
                .thenComposeAsync(this::taken, waiting)
                .whenComplete((_, _) -> room.release());
    }

    private CompletableFuture<Taken> taken(Arrival arrival) {
        var source = Optional.ofNullable(sources.get(arrival.source())).filter(known -> known.receiver().isPresent());
        if (source.isEmpty()) {
            return CompletableFuture.completedFuture(not(arrival, known(arrival.source()), Reason.UNREGISTERED,
                    "no source `%s` is registered that sends messages".formatted(cut(arrival.source()))));
        }
        try {
            return believe(arrival, source.get(), received(arrival, source.get()));
        } catch (Rejected rejected) {
            return CompletableFuture.completedFuture(not(arrival, arrival.source(), rejected.reason(), rejected
                    .words()));
        }
    }

    private static Message received(Arrival arrival, Registered source) throws Rejected {
        if (arrival.body().length > source.bodyBytes()) {
            throw new Rejected(Reason.OVERSIZED, "it has %,d bytes, the limit of this source is %,d".formatted(arrival
                    .body().length, source.bodyBytes()));
        }
        var message = source.receiver().orElseThrow().receive(arrival);
        // Only now: whoever has no key must not use up the source's own share.
        if (!source.rate().take(System.nanoTime())) {
            throw new Rejected(Reason.TOO_OFTEN, "this source sends more often than it may");
        }
        return message;
    }

    // What was fetched

    @Override
    public void hear(Message message) throws IOException {
        try {
            var came = house.registrar().hear(message).get();
            if (came.outcome() instanceof Outcome.NotKept(var why)) {
                throw new IOException("what it says could not be kept: " + why);
            }
            believed(message.source(), clock.instant());
            came.unheard().stream().filter(unheard -> unheard.code() != Unheard.Code.REPLAYED).forEach(
                    unheard -> refusals.add(new Refusal(clock.instant(), message.source(), unheard.code().word(),
                            unheard
                                    .words(), 0, 1)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } catch (ExecutionException failed) {
            throw new IOException("what it says could not be kept", failed);
        }
    }

    @Override
    public void refuse(String source, Reason reason, String words, long bytes) {
        refusals.add(new Refusal(clock.instant(), source, reason.word(), words, bytes, 1));
    }

    @Override
    public void problem(String source, Optional<String> words) {
        words.ifPresentOrElse(text -> problems.put(source, text), () -> problems.remove(source));
    }

    private void believed(String source, Instant at) {
        var done = heard.computeIfAbsent(source, _ -> new Heard(new AtomicLong(), new AtomicLong()));
        done.believed().incrementAndGet();
        done.lastMillis().set(at.toEpochMilli());
    }

    private CompletableFuture<Taken> believe(Arrival arrival, Registered source, Message message) {
        return house.registrar().hear(message).thenApply(came -> {
            if (came.outcome() instanceof Outcome.NotKept(var why)) {
                return new Taken.Not(503, new Why("not-kept", "the message could not be kept: " + why),
                        "It does not count. Send it again once that is over");
            }
            believed(source.name(), arrival.at());
            came.unheard().forEach(unheard -> refuse(arrival, source.name(), unheard.code().word(), unheard.words()));
            if (source.isEvents()) {
                return new Taken.Event();
            }
            return new Taken.Believed(message.said().size() - came.unheard().size(), came.unheard().stream().map(
                    SourceDesk::why).toList());
        });
    }

    private static Why why(Unheard unheard) {
        return new Why(unheard.code().word(), unheard.words());
    }

    /// A name that anybody can make up is not counted under itself.
    private String known(String source) {
        return sources.containsKey(source) ? source : NOBODY;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    private void refuse(Arrival arrival, String source, String code, String words) {
        refusals.add(new Refusal(arrival.at(), source, code, words, arrival.body().length, 1));
    }

    private Taken not(Arrival arrival, String source, Reason reason, String words) {
        refuse(arrival, source, reason.word(), words);
        var registered = sources.get(source);
        if (registered != null && registered.isEvents()) {
            return Subscription.error(reason).<Taken>map(err -> new Taken.NoEvent(err, words)).orElseGet(
                    Taken.Event::new);
        }
        return new Taken.Not(status(reason), new Why(reason.word(), words), help(reason));
    }

    /// A sender that can do nothing about it is not told to send again: what no rule is for was received all the same.
    private static int status(Reason reason) {
        return switch (reason) {
            case UNREGISTERED -> 404;
            case UNSIGNED, MIS_SIGNED -> 401;
            case TOO_OFTEN -> 429;
            case OVERSIZED -> 413;
            case OUTSIDE_WINDOW, MALFORMED, WRONG_ISSUER, WRONG_AUDIENCE, WRONG_STATE -> 400;
            case UNMAPPED, MAPPING_FAILED -> 202;
        };
    }

    private static String help(Reason reason) {
        return switch (reason) {
            case UNREGISTERED -> "Sources are registered under `sources` in `ambit.yaml`";
            case UNSIGNED, MIS_SIGNED -> "Sign with a secret that is in the source's secret file";
            case TOO_OFTEN -> "Send again later";
            case OVERSIZED, OUTSIDE_WINDOW, MALFORMED, WRONG_ISSUER, WRONG_AUDIENCE, WRONG_STATE -> "";
            case UNMAPPED, MAPPING_FAILED ->
                "It was received, and changes nothing. Rules stand under `readings` of the source";
        };
    }

    @Override
    public CompletableFuture<Taken> alive(By by, String source) {
        if (!isDevelopment && !by.name().equals(source)) {
            return CompletableFuture.completedFuture(new Taken.Not(403, new Why("wrong-source",
                    "caller `%s` cannot speak for `%s`".formatted(by.name(), cut(source))),
                    "Call with a key that has the name of the source"));
        }
        var integrity = isDevelopment ? Integrity.SIGNED : Integrity.AUTHENTICATED;
        return house.registrar().hear(new Message(source, integrity, Optional.empty(), List.of())).thenApply(
                came -> came.outcome() instanceof Outcome.NotKept(var why)
                        ? new Taken.Not(503, new Why("not-kept", "it could not be kept: " + why), "")
                        : new Taken.Believed(0, List.of()));
    }

    @Override
    public List<Status> sources() {
        var refused = refusals.counts();
        return sources.values().stream().map(source -> {
            var done = Optional.ofNullable(heard.get(source.name()));
            return new Status(source.name(), source.kind(), done.map(known -> Instant.ofEpochMilli(known.lastMillis()
                    .get())),
                    done.map(known -> known.believed().get()).orElse(0L), refused.getOrDefault(source.name(), Map.of()),
                    Optional.ofNullable(problems.get(source.name())));
        }).toList();
    }

    @Override
    public List<RefusedMessage> refused(Optional<String> source, Optional<String> code, int most) {
        return refusals.latest(source, code, most).stream().map(refusal -> new RefusedMessage(refusal.at(), refusal
                .source(), new Why(refusal.code(), refusal.words()), refusal.bytes(), refusal.times())).toList();
    }
}
