package dev.ambit.server.cli.policy;

import dev.ambit.cedar.influence.Move;
import dev.ambit.cedar.text.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a way of moving, such as `disappear`.
final class MoveArgument implements ITypeConverter<Move> {
    private static final List<String> NAMES = Arrays.stream(Move.values()).map(MoveArgument::name).toList();

    @Override
    public Move convert(String name) {
        return Arrays.stream(Move.values())
                .filter(move -> name(move).equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("`%s` is no move. %s".formatted(name, Spelling
                        .didYouMean(name, NAMES).orElse("Moves are: " + String.join(", ", NAMES)))));
    }

    private static String name(Move move) {
        return move.name().toLowerCase(Locale.ROOT);
    }
}
