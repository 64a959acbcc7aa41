package dev.ambit.server.cli.policy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.core.policy.Condition;
import dev.ambit.core.policy.Profile;
import dev.ambit.server.cli.frame.DirectoryArgument;
import dev.ambit.server.pap.CedarDirectory;
import dev.ambit.server.pap.ReleaseDirectory;
import java.util.LinkedHashMap;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The policies that a command asks something of: those of a directory of Cedar, or of one profile in a directory that has
/// profiles, guardrails included.
final class RulesArgument {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private DirectoryArgument directory;

    @Option(names = "--profile", paramLabel = "NAME", description = "The profile, in a directory that has some.")
    private Optional<String> profile = Optional.empty();

    /// The policies and what they are about.
    ///
    /// @throws InvalidInput with every mistake in the directory
    /// @throws ParameterException where the profile is missing, or missed
    CedarDirectory load() throws InvalidInput {
        if (!ReleaseDirectory.isOne(directory.path())) {
            if (profile.isPresent()) {
                throw new ParameterException(spec.commandLine(), "`%s` has no profiles".formatted(directory.path()));
            }
            return CedarDirectory.load(directory.path());
        }
        var loaded = ReleaseDirectory.load(directory.path());
        var chosen = chosen(loaded);
        return new CedarDirectory(loaded.files(), ofPolicies(chosen.schema()), chosen.rules().text(), loaded.release()
                .entities(),
                loaded.warnings());
    }

    /// Without what only the conditions of tasks are asked for.
    private static Schema ofPolicies(Schema schema) {
        var types = new LinkedHashMap<>(schema.entityTypes());
        var actions = new LinkedHashMap<>(schema.actions());
        types.remove(Condition.RESOURCE_TYPE);
        actions.remove(Condition.ACTION);
        return new Schema(types, actions);
    }

    private Profile chosen(ReleaseDirectory loaded) {
        var profiles = loaded.release().profiles();
        if (profile.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "`%s` has profiles: say which with `--profile`. It has %s"
                    .formatted(directory.path(), String.join(", ", profiles.keySet())));
        }
        return loaded.release().profile(profile.get()).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "`%s` has no profile `%s`. %s".formatted(directory.path(), profile.get(), Spelling.didYouMean(profile
                        .get(), profiles.keySet()).orElse("It has " + String.join(", ", profiles.keySet())))));
    }
}
