package dev.ambit.server.cli.frame;

/// What the exit code of every command means. Scripts rely on it: a number never changes its meaning.
public final class ExitCode {
    /// The command did what it was asked and found nothing wrong; what was asked for is permitted.
    public static final int OK = 0;
    /// The thing it looked at has problems; what was asked for is denied, or refused by the server.
    public static final int PROBLEMS = 1;
    /// The command was not understood: an unknown option, a missing argument, a file that is not there.
    public static final int USAGE = 2;
    /// Ambit itself failed, or a server could not be reached. It is never the caller's mistake.
    public static final int INTERNAL = 3;

    private ExitCode() {}
}
