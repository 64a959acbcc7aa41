package dev.ambit.server.cli.keys;

import dev.ambit.cedar.text.Spelling;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.caller.CallersFile;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a role, such as `enforcement-point`.
final class RoleArgument implements ITypeConverter<Role> {
    private static final List<String> WORDS = CallersFile.words(EnumSet.allOf(Role.class));

    @Override
    public Role convert(String word) {
        return CallersFile.role(word)
                .orElseThrow(() -> new TypeConversionException("`%s` is no role. %s".formatted(word, Spelling
                        .didYouMean(
                                word, WORDS).orElse("Roles are: " + String.join(", ", WORDS)))));
    }
}
