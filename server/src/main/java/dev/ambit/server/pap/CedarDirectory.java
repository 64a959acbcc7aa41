package dev.ambit.server.pap;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import java.nio.file.Path;
import java.util.List;

/// What one policy directory holds, read whole and found to make sense: its policies are valid, in strict mode, under its
/// schema, and so are its entities.
///
/// @param entities what `entities.json` says, together with the actions of the schema
/// @param warnings what its author should look at
public record CedarDirectory(
        PolicyFiles files, Schema schema, PolicySet policies, Entities entities, List<Diagnostic> warnings) {
    /// Most policies, templates and links of one directory.
    public static final int MOST_POLICIES = 100_000;
    /// Most text of all files together, in UTF-16 units.
    public static final long LARGEST = 64L << 20;

    public CedarDirectory {
        warnings = List.copyOf(warnings);
    }

    /// Reads directory `root`, which exists, whole.
    ///
    /// @throws InvalidInput with every mistake in all of its files, and the warnings
    public static CedarDirectory load(Path root) throws InvalidInput {
        return new CedarDirectoryReader(root).read();
    }
}
