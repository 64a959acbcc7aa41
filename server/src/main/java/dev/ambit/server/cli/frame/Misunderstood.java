package dev.ambit.server.cli.frame;

import dev.ambit.cedar.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is said to somebody whose command line was not understood: what is wrong with it, and where help is.
public final class Misunderstood {
    private Misunderstood() {}

    public static int handle(ParameterException mistake, String[] arguments) {
        var command = mistake.getCommandLine();
        var screen = Screen.of(command);
        screen.err().println(screen.paint().red("error:") + " " + Visible.text(words(mistake)));
        if (arguments.length == 0 || mistake.getCause() == null && isGroupAlone(command, arguments)) {
            command.usage(screen.err());
        } else {
            screen.err().println("See `%s --help`".formatted(command.getCommandSpec().qualifiedName()));
        }
        screen.err().flush();
        return ExitCode.USAGE;
    }

    private static boolean isGroupAlone(CommandLine command, String[] arguments) {
        return !command.getSubcommands().isEmpty() && arguments[arguments.length - 1].equals(command.getCommandName());
    }

    private static String words(ParameterException mistake) {
        return switch (mistake) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing -> missing(missing);
            default -> String.valueOf(mistake.getMessage());
        };
    }

    private static String unmatched(UnmatchedArgumentException mistake) {
        var word = mistake.getUnmatched().getFirst();
        var command = mistake.getCommandLine();
        var isOption = word.startsWith("-");
        var kind = isOption ? "option" : command.getSubcommands().isEmpty() ? "argument" : "command";
        var known = isOption ? options(command) : List.copyOf(command.getSubcommands().keySet());
        return "unknown %s `%s`".formatted(kind, word)
                + Spelling.didYouMean(word, known).map(help -> ". " + help).orElse("");
    }

    private static List<String> options(CommandLine command) {
        var names = new ArrayList<String>();
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    private static String missing(MissingParameterException mistake) {
        var names = mistake.getMissing().stream()
                .map(argument -> argument.isOption()
                        ? ((CommandLine.Model.OptionSpec) argument).longestName()
                        : argument.paramLabel())
                .map("`%s`"::formatted)
                .toList();
        return names.isEmpty()
                ? String.valueOf(mistake.getMessage()).toLowerCase(Locale.ROOT)
                : String.join(", ", names) + (names.size() == 1 ? " is missing" : " are missing");
    }
}
