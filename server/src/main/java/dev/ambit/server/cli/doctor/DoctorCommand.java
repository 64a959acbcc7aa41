package dev.ambit.server.cli.doctor;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.ServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ambit doctor`: is everything in order?
@Command(name = "doctor", description = "Looks whether a server and the way to it are in order, and says what to do where not.", mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:nothing has failed", "1:something has", "2:the command was not understood", "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit doctor --data acme-data")
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = {
        "Looks at this data directory too, where the server is on this machine."})
    private Optional<Path> data = Optional.empty();

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        var findings = findings();
        var isFailed = findings.stream().anyMatch(Finding::isFailure);
        var screen = Screen.of(spec.commandLine());
        if (json.isOn()) {
            var fields = new LinkedHashMap<String, Json>();
            fields.put("ok", Json.of(!isFailed));
            fields.put("checks", Json.array(findings.stream().map(Finding::json).toList()));
            screen.print(Json.object(fields));
        } else {
            findings.forEach(finding -> screen.say(finding.text(screen.paint())));
        }
        return isFailed ? ExitCode.PROBLEMS : ExitCode.OK;
    }

    private List<Finding> findings() {
        var version = Optional.ofNullable(DoctorCommand.class.getPackage().getImplementationVersion());
        try (var connection = server.connect()) {
            var findings = new ArrayList<>(ServerLook.at(connection, version.orElse("unpackaged")));
            server.keyFile().ifPresent(file -> findings.add(LocalLook.secret(file)));
            data.ifPresent(directory -> findings.addAll(LocalLook.at(directory)));
            return findings;
        }
    }
}
