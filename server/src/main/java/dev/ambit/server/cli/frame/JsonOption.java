package dev.ambit.server.cli.frame;

import picocli.CommandLine.Option;

/// Whether the answer is for a program.
public final class JsonOption {
    @Option(names = "--json", order = 95, description = "Answers in JSON, for programs.")
    private boolean isOn;

    public boolean isOn() {
        return isOn;
    }
}
