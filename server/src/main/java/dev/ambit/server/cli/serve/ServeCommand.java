package dev.ambit.server.cli.serve;

import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.server.cli.frame.DirectoryArgument;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.house.CallersSource;
import dev.ambit.server.house.Server;
import dev.ambit.server.pap.LiveRelease;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.FrontSettings;
import dev.ambit.server.pdp.http.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ambit serve`: the server, until it is told to stop.
@Command(name = "serve", description = "Starts the server on a policy directory, and stays until it is told to stop.", mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:stopped as asked", "1:the policy directory, the data or the port cannot be used",
    "2:the command was not understood", "3:Ambit itself failed"
}, footerHeading = "%nExample:%n", footer = "  ambit serve --development --data acme-data examples/acme")
public final class ServeCommand implements Callable<Integer> {
    /// The log can no longer keep its promises: nothing may run on.
    private static final int HALTED = 70;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DirectoryArgument directory;

    @Option(names = "--data", paramLabel = "DIR", description = "Where it keeps what it must not lose. Default: ${DEFAULT-VALUE}", defaultValue = "ambit-data")
    private Path data;

    @Option(names = "--port", paramLabel = "PORT", description = "Where it listens; 0 for a free one. Default: ${DEFAULT-VALUE}", defaultValue = "8180")
    private int port;

    @Option(names = "--host", paramLabel = "HOST", description = "Which address of this machine it listens at. Default: ${DEFAULT-VALUE}", defaultValue = "0.0.0.0")
    private String host;

    @Option(names = "--tls-certificate", paramLabel = "FILE", description = "PEM, the server's own certificate first.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM, PKCS #8.")
    private @Nullable Path key;

    @Option(names = "--client-authorities", paramLabel = "FILE", description = "PEM; whose client certificates are believed.")
    private Optional<Path> authorities = Optional.empty();

    @Option(names = "--callers", paramLabel = "FILE", description = "Who may call. Default: callers.json in the data directory")
    private Optional<Path> callers = Optional.empty();

    @Option(names = "--development", description = "Plain HTTP on this machine alone, and every caller may do everything.")
    private boolean development;

    @Override
    public Integer call() throws Exception {
        var screen = Screen.of(spec.commandLine());
        var front = front();
        var stop = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        stopOnRequest(stop, ended);
        try (var server = Server.start(settings(front), InstantSource.system(),
                (file, why) -> screen.warn("snapshot `%s` is passed over: %s".formatted(file, why)),
                why -> halt(String.valueOf(why.getMessage())), mistake -> halt(String.valueOf(mistake)))) {
            front.warning().ifPresent(screen::warn);
            screen.say("ambit answers at %s:%d".formatted(development ? "http://127.0.0.1" : "https://" + host,
                    server.port()));
            screen.say("  release %s of %s".formatted(server.release().abbreviated(), directory.path()));
            screen.say("  log key %s".formatted(server.key()));
            stop.await();
        } catch (IOException | Corrupt unusable) {
            screen.warn(String.valueOf(unusable.getMessage()));
            return ExitCode.PROBLEMS;
        } finally {
            ended.countDown();
        }
        return ExitCode.OK;
    }

    /// Lets the process go on, once it is asked to stop, until everything is kept.
    private static void stopOnRequest(CountDownLatch stop, CountDownLatch ended) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            try {
                ended.await();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }, "stop"));
    }

    private FrontSettings front() {
        if (development) {
            return FrontSettings.development(port);
        }
        if (certificate == null || key == null) {
            throw new ParameterException(spec.commandLine(),
                    "the server needs `--tls-certificate` and `--tls-key`, or `--development`");
        }
        return FrontSettings.secure(host, port, new TlsFiles(new TlsFiles.Own.Pem(certificate, key), authorities));
    }

    private Server.Settings settings(FrontSettings front) throws IOException {
        var version = Optional.ofNullable(ServeCommand.class.getPackage().getImplementationVersion());
        Supplier<Callers> known = development
                ? () -> Callers.NOBODY
                : new CallersSource(callers.orElse(data.resolve("callers.json")));
        return new Server.Settings(data, directory.path(), front, known, version.orElse("unpackaged"), this::told);
    }

    private void told(LiveRelease.Status status) {
        var screen = Screen.of(spec.commandLine());
        status.refused().ifPresentOrElse(refused -> {
            screen.warn("the policy directory was refused, release %s stays in force:"
                    .formatted(status.inForce().map(ReleaseId::abbreviated).orElse("none")));
            screen.warn(Screen.text(refused.mistakes(), screen.paint()));
        }, () -> screen.say("release %s is in force".formatted(status.inForce().map(ReleaseId::abbreviated).orElse(
                "none"))));
    }

    private static void halt(String why) {
        System.err.println("ambit stops at once: " + why);
        Runtime.getRuntime().halt(HALTED);
    }
}
