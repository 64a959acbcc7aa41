package dev.ambit.server.cli.record;

import dev.ambit.server.cli.remote.EntityOption;
import dev.ambit.server.cli.remote.Target;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which records somebody wants: those that fit everything that is said.
final class RecordFilter {
    @Option(names = "--task", paramLabel = "TASK", order = 1, description = "Only those of this task.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--principal", paramLabel = "ENTITY", converter = EntityOption.class, order = 2, description = {
        "Only of this one: agent/month-end."})
    private Optional<EntityOption.Named> principal = Optional.empty();

    @Option(names = "--action", paramLabel = "NAME", order = 3, description = "Only about this: repo:read.")
    private Optional<String> action = Optional.empty();

    @Option(names = "--resource", paramLabel = "ENTITY", converter = EntityOption.class, order = 4, description = {
        "Only about this: repo/site."})
    private Optional<EntityOption.Named> resource = Optional.empty();

    @Option(names = "--outcome", paramLabel = "WORD", order = 5, description = "Only permit, deny or hold.")
    private Optional<String> outcome = Optional.empty();

    @Option(names = "--since", paramLabel = "INSTANT", order = 6, description = "Not before 2030-01-31T10:00:00Z.")
    private Optional<String> since = Optional.empty();

    @Option(names = "--until", paramLabel = "INSTANT", order = 7, description = "Before this.")
    private Optional<String> until = Optional.empty();

    Target on(Target target) {
        return target.with("task", task)
                .with("principal", principal.map(EntityOption.Named::toString))
                .with("action", action)
                .with("resource", resource.map(EntityOption.Named::toString))
                .with("outcome", outcome)
                .with("since", since)
                .with("until", until);
    }
}
