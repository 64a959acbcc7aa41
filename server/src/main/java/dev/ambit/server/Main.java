package dev.ambit.server;

import dev.ambit.server.cli.AmbitCommand;
import dev.ambit.server.logging.Logging;

/// Where the process begins: hands the arguments to the commands and ends with their exit code.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Logging.begin();
        System.exit(AmbitCommand.commandLine().execute(args));
    }
}
