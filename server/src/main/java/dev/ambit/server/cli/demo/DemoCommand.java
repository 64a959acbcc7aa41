package dev.ambit.server.cli.demo;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/// `ambit demo`: starts a server in a fresh directory, plays a story through it, and leaves it up.
@Command(name = "demo", description = {
    "Starts a server in a fresh directory and plays real tasks through it. Then it stays up, to be tried."
}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:everything went as expected", "1:something did not, or the server did not start",
    "2:the command was not understood", "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit demo --exit")
public final class DemoCommand implements Callable<Integer> {
    private final Supplier<CommandLine> commands;

    @Spec
    private CommandSpec spec;

    @Option(names = "--exit", description = "Ends once the story is told, and takes everything away.")
    private boolean exit;

    @Option(names = "--policies", paramLabel = "DIR", description = {
        "The policy directory to play with. Default: examples/acme"})
    private Optional<Path> policies = Optional.empty();

    /// @param commands the whole command line, a new one each time
    public DemoCommand(Supplier<CommandLine> commands) {
        this.commands = commands;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var screen = Screen.of(spec.commandLine());
        var directory = DemoDirectory.with(example());
        try (var server = DemoServer.start(directory.policies(), directory.data())) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            var stage = new Stage(screen, commands, server.url());
            screen.say("A server answers at %s, on a copy of %s.".formatted(server.url(), example()));
            new Story(stage, directory, server.logKey()).play();
            screen.say("");
            screen.say(stage.summary());
            if (!exit) {
                invite(screen, server, directory);
                server.await();
            }
            return stage.isAsExpected() ? ExitCode.OK : ExitCode.PROBLEMS;
        } catch (IOException failed) {
            screen.warn(String.valueOf(failed.getMessage()));
            return ExitCode.PROBLEMS;
        } finally {
            if (exit) {
                directory.delete();
            }
        }
    }

    private Path example() {
        var root = Path.of(System.getProperty("ambit.root", "."));
        var found = policies.orElse(root.resolve("examples/acme")).normalize();
        if (!Files.isDirectory(found)) {
            throw new ParameterException(spec.commandLine(), "there is no directory `%s`. Run it from a clone, or name "
                    .formatted(found) + "policies with --policies DIR");
        }
        return found;
    }

    private static void invite(Screen screen, DemoServer server, DemoDirectory directory) {
        screen.say("""

                The server stays up until you press Ctrl-C. In another terminal:

                  export AMBIT_SERVER=%s
                  ./ambit task list
                  ./ambit ask --task inv-7 --action api:call --resource api/billing \\
                      --with from=10.1.2.3 --with customer=c-17
                  ./ambit record list --follow
                  ./ambit doctor --data %s

                The policies are in %s.
                Change something there, and ask again.
                """.formatted(server.url(), directory.data(), directory.policies()).stripTrailing());
    }
}
