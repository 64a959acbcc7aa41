package dev.ambit.server.cli.serve;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.server.cli.frame.DirectoryArgument;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.house.CallersSource;
import dev.ambit.server.house.Fronts;
import dev.ambit.server.house.Server;
import dev.ambit.server.logging.Detail;
import dev.ambit.server.logging.Logging;
import dev.ambit.server.pap.TextFile;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.settings.Effective;
import dev.ambit.server.settings.Settings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ambit serve`: the server, until it is told to stop.
@Command(name = "serve", description = {"Starts the server on a policy directory, and stays until it is told to stop.",
    "Settings are read from DIR/ambit.yaml; what is said here holds whatever stands there."}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:stopped as asked", "1:the policy directory, a setting, the data or the port cannot be used",
        "2:the command was not understood", "3:Ambit itself failed"
    }, footerHeading = "%nExample:%n", footer = "  ambit serve --development --data acme-data examples/acme")
public final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = System.getLogger(ServeCommand.class.getName());
    /// The log can no longer keep its promises: nothing may run on.
    private static final int HALTED = 70;
    private static final String FILE = "ambit.yaml";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DirectoryArgument directory;

    @Mixin
    private ServeOptions options;

    @Option(names = "--print-settings", description = "Shows every setting, its value and where that comes from, and starts nothing.")
    private boolean printsSettings;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws Exception {
        var read = read();
        if (printsSettings) {
            print(read.effective());
            return ExitCode.OK;
        }
        return serve(read.settings());
    }

    private Settings.Read read() throws InvalidInput {
        var file = directory.path().resolve(FILE);
        var source = Files.exists(file) ? TextFile.read(file, file.toString()) : new Source(file.toString(), "");
        return Settings.read(source, directory.path(), options.said());
    }

    private void print(List<Effective> settings) {
        var screen = Screen.of(spec.commandLine());
        if (json.isOn()) {
            screen.print(Json.array(settings.stream().map(ServeCommand::json).toList()));
            return;
        }
        settings.forEach(setting -> screen.say("%s: %s  # %s".formatted(setting.key(), setting.value(), setting
                .from())));
    }

    private static Json json(Effective setting) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("key", Json.of(setting.key()));
        fields.put("value", Json.of(setting.value()));
        fields.put("from", Json.of(setting.from()));
        return Json.object(fields);
    }

    private int serve(Settings settings) throws Exception {
        Logging.write(settings.log().least(), settings.log().isJson(), System.err);
        var front = Fronts.of(settings.listeners()).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "the server needs `--tls-certificate` and `--tls-key`, or `--development`"));
        var stop = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        stopOnRequest(stop, ended, settings.listeners().limits().stop());
        front.warning().ifPresent(warning -> LOG.log(Level.WARNING, warning));
        try (var server = Server.start(new Server.Setup(settings, directory.path(), front, callers(settings), version(),
                _ -> {}), InstantSource.system(), (file, why) -> LOG.log(Level.WARNING, "a snapshot is passed over",
                        Detail.of("file", file), Detail.of("why", why)),
                why -> halt(String.valueOf(why.getMessage())), mistake -> halt(String.valueOf(mistake)))) {
            greet(settings, "%s:%d".formatted(front.isDevelopment() ? "http://127.0.0.1" : "https://" + front.host(),
                    server.port()), server);
            stop.await();
            LOG.log(Level.INFO, "ambit stops");
        } catch (IOException | Corrupt unusable) {
            Screen.of(spec.commandLine()).warn(String.valueOf(unusable.getMessage()));
            return ExitCode.PROBLEMS;
        } finally {
            ended.countDown();
        }
        return ExitCode.OK;
    }

    /// For people on standard output; for programs as a line of the log.
    private void greet(Settings settings, String address, Server server) {
        if (settings.log().isJson()) {
            LOG.log(Level.INFO, "ambit answers", Detail.of("address", address), Detail.of("version", version()), Detail
                    .of("release", server.release()), Detail.of("directory", directory.path()), Detail.of("log_key",
                            server.key()));
            return;
        }
        var screen = Screen.of(spec.commandLine());
        screen.say("ambit answers at " + address);
        screen.say("  release %s of %s".formatted(server.release().abbreviated(), directory.path()));
        screen.say("  log key %s".formatted(server.key()));
    }

    /// Lets the process go on, once it is asked to stop, until everything is kept, but not for longer than `most`.
    private static void stopOnRequest(CountDownLatch stop, CountDownLatch ended, Duration most) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            try {
                if (!ended.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                    System.err.println("ambit had not stopped after " + most + " and is ended");
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }, "stop"));
    }

    private static Supplier<Callers> callers(Settings settings) throws IOException {
        return settings.listeners().isDevelopment()
                ? () -> Callers.NOBODY
                : new CallersSource(settings.callers().file().orElse(settings.storage().data().resolve(
                        "callers.json")));
    }

    private static String version() {
        return Optional.ofNullable(ServeCommand.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }

    private static void halt(String why) {
        System.err.println("ambit stops at once: " + why);
        Runtime.getRuntime().halt(HALTED);
    }
}
