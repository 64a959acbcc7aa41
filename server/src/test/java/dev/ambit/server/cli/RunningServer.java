package dev.ambit.server.cli;

import dev.ambit.server.house.Server;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.FrontSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/// A whole server on a real port and a real disk, with the policies of the example, for commands to talk to.
public final class RunningServer implements AutoCloseable {
    private final Server server;
    private final String scheme;

    private RunningServer(Server server, String scheme) {
        this.server = server;
        this.scheme = scheme;
    }

    /// In development mode.
    public static RunningServer on(Path data) throws Exception {
        return on(data, Ambit.file("examples/acme"));
    }

    /// In development mode, with other policies.
    public static RunningServer on(Path data, Path policies) throws Exception {
        return of(data, policies, FrontSettings.development(0), () -> Callers.NOBODY);
    }

    /// In development mode, with the example without one of its files, and without the tests of it.
    public static RunningServer without(String file, Path directory) throws Exception {
        var from = Ambit.file("examples/acme");
        var policies = directory.resolve("policies");
        try (var files = Files.walk(from)) {
            for (var each : files.filter(Files::isRegularFile)
                    .filter(each -> !each.equals(from.resolve(file)) && !each.startsWith(from.resolve("tests")))
                    .toList()) {
                var copy = policies.resolve(from.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
            }
        }
        return on(directory.resolve("data"), policies);
    }

    public static RunningServer of(Path data, Path policies, FrontSettings front, Supplier<Callers> callers)
            throws Exception {
        var setup = new Server.Setup(data, policies, front, callers, "test", _ -> {});
        return new RunningServer(Server.start(setup, InstantSource.system(), (file, why) -> {
            throw new AssertionError("%s: %s".formatted(file, why));
        }, why -> {
            throw new AssertionError(why);
        }, mistake -> {
            throw new AssertionError(mistake);
        }), front.tls().isPresent() ? "https" : "http");
    }

    public String url() {
        return "%s://127.0.0.1:%d".formatted(scheme, server.port());
    }

    /// Runs a command against it.
    public Ambit ambit(Object... arguments) {
        var words = new Object[arguments.length + 2];
        System.arraycopy(arguments, 0, words, 0, arguments.length);
        words[arguments.length] = "--server";
        words[arguments.length + 1] = url();
        return Ambit.run(words);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
