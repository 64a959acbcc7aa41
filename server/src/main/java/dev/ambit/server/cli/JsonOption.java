package dev.ambit.server.cli;

import picocli.CommandLine.Option;

/// Whether the answer is for a program.
final class JsonOption {
    @Option(names = "--json", description = "Answers in JSON, for programs. Its shape is in docs/policy-command.md.")
    private boolean isOn;

    boolean isOn() {
        return isOn;
    }
}
