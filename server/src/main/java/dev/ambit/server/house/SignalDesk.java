package dev.ambit.server.house;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.govern.Unheard;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.core.signal.Message.Said;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.signal.SignOfLife;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.signal.Standing;
import dev.ambit.core.state.State;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Refused;
import dev.ambit.server.pdp.api.Refused.Kind;
import dev.ambit.server.pdp.api.Signals;
import dev.ambit.server.pip.Refusal;
import dev.ambit.server.pip.Refusals;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/// The house as those see it who say what is so, and who ask what is known.
///
/// A caller is the source that has its name in the catalogue, and what it says is as sure as its key or certificate:
/// authenticated. In development mode nobody is known by anything, and any caller may speak for any source.
final class SignalDesk implements Signals {
    private final House house;
    private final InstantSource clock;
    private final Executor listing;
    private final Refusals refusals;
    private final boolean isDevelopment;

    /// @param listing  carries lists, which take longer than an event loop may be held
    /// @param refusals is told of what changes nothing
    SignalDesk(House house, InstantSource clock, Executor listing, Refusals refusals, boolean isDevelopment) {
        this.house = house;
        this.clock = clock;
        this.listing = listing;
        this.refusals = refusals;
        this.isDevelopment = isDevelopment;
    }

    private State state() {
        return house.registrar().state();
    }

    @Override
    public Collection<Signal> catalogue() {
        return state().release().catalogue().signals().values();
    }

    @Override
    public Optional<Signal> signal(String name) {
        return state().release().catalogue().signal(name);
    }

    @Override
    public Seen standing(Signal signal, EntityUid subject) {
        return seen(state(), signal, subject);
    }

    private Seen seen(State state, Signal signal, EntityUid subject) {
        var now = state.notBefore(clock.instant());
        var last = state.reading(signal.name(), subject);
        var alive = state.reading(SignOfLife.NAME, SignOfLife.of(signal.source()));
        return new Seen(signal, subject, Standing.of(signal, last, alive, now), Optional.ofNullable(last), now);
    }

    @Override
    public CompletableFuture<Listed> standings(Signal signal, Optional<String> after, int most) {
        return CompletableFuture.supplyAsync(() -> listed(signal, after, most), listing);
    }

    private Listed listed(Signal signal, Optional<String> after, int most) {
        var known = state();
        var found = known.heard()
                .filter(reading -> reading.signal().equals(signal.name()))
                .map(Reading::subject)
                .filter(subject -> after.isEmpty() || subject.id().compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(EntityUid::id))
                .limit(most + 1L)
                .toList();
        var page = found.subList(0, Math.min(most, found.size()));
        return new Listed(page.stream().map(subject -> seen(known, signal, subject)).toList(), found.size() <= most);
    }

    @Override
    public CompletableFuture<Result> say(By by, Said said, Optional<String> source) {
        var message = message(by, said, source);
        if (!isDevelopment && !message.source().equals(by.name())) {
            refusals.add(new Refusal(clock.instant(), by.name(), "wrong-source", "it cannot speak for `%s`".formatted(
                    message
                            .source()), 0, 1));
            return CompletableFuture.completedFuture(new Result.Not(new Refused(Kind.NOT_ALLOWED, "wrong-source",
                    "caller `%s` cannot speak for `%s`".formatted(by.name(), message.source()),
                    "Leave `source` out, and call with a key that has the name of the source")));
        }
        return house.registrar().hear(message).thenApply(heard -> result(heard, said, message.source()));
    }

    private Message message(By by, Said said, Optional<String> source) {
        var own = isDevelopment ? signal(said.signal()).map(Signal::source).orElse(by.name()) : by.name();
        return new Message(source.orElse(own), isDevelopment ? Integrity.SIGNED : Integrity.AUTHENTICATED, Optional
                .empty(), List.of(said));
    }

    private Result result(Heard heard, Said said, String source) {
        if (!heard.unheard().isEmpty()) {
            heard.unheard().forEach(unheard -> refusals.add(new Refusal(clock.instant(), source, unheard.code().word(),
                    unheard.words(), 0, 1)));
            var first = heard.unheard().getFirst().code();
            return new Result.Not(new Refused(kind(first), first.word(), heard.unheard().stream().map(Unheard::words)
                    .collect(Collectors.joining("; ")), help(first, source)));
        }
        return switch (heard.outcome()) {
            case Outcome.Done(var state) -> state.release().catalogue().signal(said.signal())
                    .<Result>map(signal -> new Result.Now(seen(state, signal, said.subject()), isDevelopment))
                    .orElseThrow();
            case Outcome.NotKept(var why) -> new Result.Not(new Refused(Kind.UNAVAILABLE, "not-kept",
                    "the reading could not be kept: " + why, "It does not count. Try again once that is over"));
            case Outcome.Refused _ -> throw new IllegalStateException("a message is never refused as a whole");
        };
    }

    private static Kind kind(Unheard.Code code) {
        return switch (code) {
            case WRONG_SOURCE, INTEGRITY_TOO_LOW -> Kind.NOT_ALLOWED;
            case OUTRUN -> Kind.CONFLICT;
            case TOO_MANY_READINGS -> Kind.UNAVAILABLE;
            default -> Kind.INVALID;
        };
    }

    private static String help(Unheard.Code code, String source) {
        return switch (code) {
            case WRONG_SOURCE -> "Call with a key that has the name of the source; this one is `%s`".formatted(source);
            case INTEGRITY_TOO_LOW -> "A caller is authenticated, and has signed nothing. Send a signed statement";
            default -> "";
        };
    }
}
