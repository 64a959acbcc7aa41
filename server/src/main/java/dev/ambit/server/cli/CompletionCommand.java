package dev.ambit.server.cli;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.Screen;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit completion`: a script that lets a shell complete commands and options.
@Command(name = "completion", description = {
    "Prints a script that lets a shell complete commands and options. One script serves both shells."
}, mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  source <(ambit completion bash)")
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String shell;

    @Override
    public Integer call() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new ParameterException(spec.commandLine(), "there is no script for `%s`, only for bash and zsh"
                    .formatted(shell));
        }
        Screen.of(spec.commandLine()).say(AutoComplete.bash("ambit", spec.root().commandLine()));
        return ExitCode.OK;
    }
}
