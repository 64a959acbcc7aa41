package dev.ambit.server;

import dev.ambit.server.cli.AmbitCommand;

/// Where the process begins: hands the arguments to the commands and ends with their exit code.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(AmbitCommand.commandLine().execute(args));
    }
}
