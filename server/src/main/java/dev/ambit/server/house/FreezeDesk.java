package dev.ambit.server.house;

import dev.ambit.core.control.Freeze;
import dev.ambit.core.control.Target;
import dev.ambit.core.govern.Command;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Freezes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The house as those see it who use emergency controls.
final class FreezeDesk implements Freezes {
    private final Registrar registrar;

    FreezeDesk(Registrar registrar) {
        this.registrar = registrar;
    }

    @Override
    public List<Freeze> list() {
        return List.copyOf(registrar.state().freezes().all());
    }

    @Override
    public CompletableFuture<Result> freeze(By by, String id, Target target, String reason, boolean byTwo) {
        return carryOut(by, id, new Command.Freeze(id, target, reason, byTwo));
    }

    @Override
    public CompletableFuture<Result> confirm(By by, String id) {
        return carryOut(by, id, new Command.Confirm(id));
    }

    @Override
    public CompletableFuture<Result> lift(By by, String id, String reason, boolean byTwo) {
        return carryOut(by, id, new Command.Lift(id, reason, byTwo));
    }

    private CompletableFuture<Result> carryOut(By by, String id, Command command) {
        return registrar.carryOut(command, by.name()).thenApply(outcome -> switch (outcome) {
            case Outcome.Done(var state) -> new Result.Now(id, Optional.ofNullable(state.freezes().get(id)));
            case Outcome.Refused(var refusals) -> new Result.Not(Refusals.of(refusals));
            case Outcome.NotKept(var why) -> new Result.Not(Refusals.notKept(why));
        });
    }
}
