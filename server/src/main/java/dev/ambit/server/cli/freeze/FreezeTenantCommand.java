package dev.ambit.server.cli.freeze;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.EntityOption;
import dev.ambit.server.cli.remote.NoReply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ambit freeze tenant`.
@Command(name = "tenant", description = "Stops the tasks of everybody in a group.", mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit freeze tenant team/eu --reason 'their directory is compromised'")
final class FreezeTenantCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ENTITY", converter = EntityOption.class, description = "As agent/month-end, or as in policies.")
    private EntityOption.Named entity = new EntityOption.Named("", "");

    @Mixin
    private Why why;

    @Mixin
    private FreezeChange change;

    @Override
    public Integer call() throws NoReply {
        return change.post(FreezeChange.FREEZES, Optional.of(why.with(Map.of("tenant", entity.json()))));
    }
}
