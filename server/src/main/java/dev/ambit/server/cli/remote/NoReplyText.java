package dev.ambit.server.cli.remote;

import dev.ambit.server.cli.frame.Refusal;
import dev.ambit.server.cli.frame.Visible;

/// What a command says when a server gave it nothing: what happened, every mistake the server found, and the way out.
public final class NoReplyText {
    private NoReplyText() {}

    /// @return the exit code
    public static int tell(NoReply why, Refusal to) {
        var screen = to.screen();
        if (to.isJson()) {
            screen.say(why.json());
            return why.exitCode();
        }
        screen.warn("%s %s".formatted(screen.paint().red("error:"), Visible.text(why.words())));
        // One mistake is told by the message already.
        if (why.mistakes().size() > 1) {
            why.mistakes().forEach(mistake -> screen.warn(Visible.text("  %s: %s%s".formatted(mistake.at(), mistake
                    .message(), help(mistake.help())))));
        }
        if (!why.help().isEmpty()) {
            screen.warn("  help: " + Visible.text(why.help()));
        }
        return why.exitCode();
    }

    private static String help(String help) {
        return help.isEmpty() ? "" : ". " + help;
    }
}
