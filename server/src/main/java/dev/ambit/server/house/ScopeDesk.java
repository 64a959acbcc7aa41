package dev.ambit.server.house;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.core.scope.Scope;
import dev.ambit.core.scope.ScopeQuestion;
import dev.ambit.core.scope.Scopes;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.ScopeQueries;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The house as those see it who ask what somebody may do.
final class ScopeDesk implements ScopeQueries {
    private final House house;
    private final InstantSource clock;
    private final Executor looking;

    /// @param looking carries what takes longer than an event loop may be held
    ScopeDesk(House house, InstantSource clock, Executor looking) {
        this.house = house;
        this.clock = clock;
        this.looking = looking;
    }

    @Override
    public Optional<EntityUid> principal(TaskId task) {
        return Optional.ofNullable(house.registrar().state().task(task)).map(Task::principal);
    }

    @Override
    public CompletableFuture<Scope> scope(By by, Asked asked) {
        return CompletableFuture.supplyAsync(() -> scope(by.name(), asked), looking);
    }

    private Scope scope(String by, Asked asked) {
        var now = clock.instant();
        // What it may do once it has shown who it is: how it does that, and for how long, is not asked here.
        var proof = new Proof(Means.VOUCHED, by, now, Instant.MAX, asked.address(), asked.environment());
        var question = ScopeQuestion.of(new Principal(asked.principal(), proof), by).about(asked.action(), asked.type(),
                asked.resource());
        return Scopes.of(house.registrar().state(), house.counters(), asked.task().map(question::in).orElse(question),
                now);
    }
}
