package dev.ambit.server.pdp;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.govern.Hearing;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.core.signal.Message.Said;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.signal.Standing;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Refused;
import dev.ambit.server.pdp.api.Signals;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The signals of a house in memory.
record SaidSignals(House house) implements Signals {
    @Override
    public Collection<Signal> catalogue() {
        return house.state().release().catalogue().signals().values();
    }

    @Override
    public Optional<Signal> signal(String name) {
        return house.state().release().catalogue().signal(name);
    }

    @Override
    public Seen standing(Signal signal, EntityUid subject) {
        var last = house.state().reading(signal.name(), subject);
        return new Seen(signal, subject, Standing.of(signal, last, null, Instant.now()), Optional.ofNullable(last),
                Instant
                        .now());
    }

    @Override
    public CompletableFuture<Listed> standings(Signal signal, Optional<String> after, int most) {
        return CompletableFuture.completedFuture(new Listed(List.of(), true));
    }

    @Override
    public CompletableFuture<Result> say(By by, Said said, Optional<String> source) {
        var signal = signal(said.signal()).orElseThrow();
        var hearing = Hearing.of(house.state(), new Message(source.orElse(signal.source()), Integrity.SIGNED, Optional
                .empty(), List.of(said)), Instant.now());
        hearing.events().forEach(house::happen);
        return CompletableFuture.completedFuture(hearing.unheard().isEmpty()
                ? new Result.Now(standing(signal, said.subject()), true)
                : new Result.Not(new Refused(Refused.Kind.INVALID, hearing.unheard().getFirst().code().word(), hearing
                        .unheard().getFirst().words(), "")));
    }
}
