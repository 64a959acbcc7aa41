package dev.ambit.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands every scenario the same server, on the policies of `examples/acme`. When all are done it is stopped, and what it recorded is
/// verified and decided again: see [Aftermath].
final class Acme implements ParameterResolver {
    private static final Namespace OURS = Namespace.create(Acme.class);

    private record Shared(Server server, Path data) implements AutoCloseable {
        static Shared start() {
            try {
                var data = Files.createTempDirectory("ambit-scenarios-");
                return new Shared(Server.start(data, Ambit.file("examples/acme")), data);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() throws IOException {
            try (server) {
                server.stop();
                Aftermath.of(server);
            } finally {
                try (var files = Files.walk(data)) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Server.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(OURS).computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class)
                .server();
    }
}
