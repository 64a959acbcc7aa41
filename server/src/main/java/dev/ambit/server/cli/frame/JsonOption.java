package dev.ambit.server.cli.frame;

import picocli.CommandLine.Option;

/// Whether the answer is for a program.
public final class JsonOption {
    @Option(names = "--json", description = "Answers in JSON, for programs. Its shape is in docs/policy-command.md.")
    private boolean isOn;

    public boolean isOn() {
        return isOn;
    }
}
