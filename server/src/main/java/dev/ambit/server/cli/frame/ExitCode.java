package dev.ambit.server.cli.frame;

/// What the exit code of every command means. Scripts rely on it: a number never changes its meaning.
public final class ExitCode {
    /// The command did what it was asked, and found nothing wrong.
    public static final int OK = 0;
    /// The command did what it was asked, and the thing it looked at has problems.
    public static final int PROBLEMS = 1;
    /// The command was not understood: an unknown option, a missing argument, a file that is not there.
    public static final int USAGE = 2;
    /// Ambit itself failed. It is never the caller's mistake.
    public static final int INTERNAL = 3;

    private ExitCode() {}
}
