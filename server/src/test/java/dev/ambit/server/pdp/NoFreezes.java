package dev.ambit.server.pdp;

import dev.ambit.core.control.Freeze;
import dev.ambit.core.control.Target;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Freezes;
import dev.ambit.server.pdp.api.Refused.Kind;
import dev.ambit.server.pdp.api.Refused;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A house in which nothing is ever frozen, for tests of the routes around it.
final class NoFreezes implements Freezes {
    @Override
    public List<Freeze> list() {
        return List.of();
    }

    @Override
    public CompletableFuture<Result> freeze(By by, String id, Target target, String reason, boolean byTwo) {
        return refused();
    }

    @Override
    public CompletableFuture<Result> confirm(By by, String id) {
        return refused();
    }

    @Override
    public CompletableFuture<Result> lift(By by, String id, String reason, boolean byTwo) {
        return refused();
    }

    private static CompletableFuture<Result> refused() {
        return CompletableFuture.completedFuture(new Result.Not(new Refused(Kind.UNKNOWN, "freeze-unknown",
                "nothing is ever frozen here", "")));
    }
}
