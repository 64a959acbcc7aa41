package dev.ambit.server.cli.keys;

import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.frame.Visible;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ambit keys revoke`: from now on nobody gets in with it.
@Command(name = "revoke", description = "Takes a key or certificate off the list. A running server refuses it at once.", mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:it is off the list", "1:it was not on it", "2:the command was not understood, or the file cannot be used",
    "3:Ambit itself failed"}, footerHeading = "%nExample:%n", footer = "  ambit keys revoke k7x2m9q4ab")
final class KeysRevokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CallersFileOption file;

    @Parameters(paramLabel = "ID", description = "As `ambit keys list` shows it.")
    private String id;

    @Override
    public Integer call() {
        var screen = Screen.of(spec.commandLine());
        var isGone = file.with(list -> list.remove(id));
        if (isGone) {
            screen.say("revoked %s".formatted(Visible.text(id)));
            return ExitCode.OK;
        }
        screen.err().println("`%s` is not on the list. See what is: ambit keys list".formatted(Visible.text(id)));
        screen.err().flush();
        return ExitCode.PROBLEMS;
    }
}
