package dev.ambit.server.cli.policy;

import dev.ambit.cedar.syntax.PolicyFormatter;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicyPrinter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.pap.TextFile;
import java.nio.file.Path;

/// A file of policies as it is, and as it would be laid out.
///
/// @param name what people call it
record Layout(Path file, String name, String before, String after) {

    /// @throws InvalidInput where the file cannot be parsed
    static Layout of(Path file) throws InvalidInput {
        var before = TextFile.read(file, file.normalize().toString());
        var after = new Source(before.name(), PolicyFormatter.format(before));
        if (!meaning(before).equals(meaning(after))) {
            throw new IllegalStateException("laying out `%s` would have changed its policies".formatted(file));
        }
        return new Layout(file, before.name(), before.text(), after.text());
    }

    /// The policies without their layout. Read again before anything is written, so that a mistake of the formatter
    /// costs an error message and not a policy.
    private static String meaning(Source source) throws InvalidInput {
        return PolicyPrinter.print(PolicyParser.parseAll(source, Limits.DEFAULT));
    }

    boolean isChange() {
        return !before.equals(after);
    }

    String diff() {
        return UnifiedDiff.of(name, before, after);
    }
}
