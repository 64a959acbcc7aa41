package dev.ambit.server.house;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.server.pap.LiveRelease;
import dev.ambit.server.pap.ReleaseWatcher;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Policies;
import dev.ambit.server.pdp.http.Unavailable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The house as those see it who keep its policies.
final class PolicyDesk implements Policies {
    private final LiveRelease live;
    private final ReleaseWatcher watcher;

    PolicyDesk(LiveRelease live, ReleaseWatcher watcher) {
        this.live = live;
        this.watcher = watcher;
    }

    @Override
    public Status status() {
        return shown(live.status());
    }

    @Override
    public CompletableFuture<Status> reload(By by) {
        return watcher.load(by.name()).handle((status, stopped) -> {
            if (stopped != null) {
                throw new Unavailable("the server is stopping", "Ask again once it has started");
            }
            return shown(status);
        });
    }

    private Status shown(LiveRelease.Status status) {
        var attempt = status.attempt().orElseThrow();
        return new Status(live.root().toString(), status.inForce().map(ReleaseId::toString).orElseThrow(), status
                .since(), findings(status.warnings()), new Attempt(attempt.at(), attempt.by(), status.refused().map(
                        refused -> findings(refused.mistakes())).orElse(List.of())), status.loads(), status.refusals());
    }

    private static List<Finding> findings(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(found -> new Finding("%s:%d:%d".formatted(found.source().name(), found.line(),
                found.column()), found.code(), found.isError(), found.message(), found.help())).toList();
    }
}
