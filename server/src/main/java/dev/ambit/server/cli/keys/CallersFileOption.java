package dev.ambit.server.cli.keys;

import dev.ambit.server.pdp.caller.CallersFile;
import dev.ambit.server.pdp.caller.Entry;
import dev.ambit.server.pdp.json.BadJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The file that lists who may call.
final class CallersFileOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--file", paramLabel = "FILE", defaultValue = "callers.json", description = {
        "The list, for its owner's eyes alone. Default: ${DEFAULT-VALUE}."})
    private Path path;

    /// Something done with the file.
    interface Work<T> {
        T of(CallersFile file) throws IOException, BadJson;
    }

    /// @throws ParameterException where the file cannot be used
    <T> T with(Work<T> work) {
        try {
            return work.of(new CallersFile(path));
        } catch (IOException | BadJson unusable) {
            throw new ParameterException(spec.commandLine(), "`%s` cannot be used: %s".formatted(path, unusable
                    .getMessage()));
        }
    }

    List<Entry> read() {
        return with(CallersFile::read);
    }
}
