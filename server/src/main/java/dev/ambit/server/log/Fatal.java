package dev.ambit.server.log;

import dev.ambit.server.log.store.LogFailure;

/// Ends the process, because a log can no longer keep its promises.
///
/// A failed sync is never tried again: the operating system may have forgotten what it could not write, and the next sync would
/// succeed without it. In the server this halts the JVM without running anything else. When it is called the log has already
/// ended; if it returns, as in tests, everything asked of the log is refused.
@FunctionalInterface
public interface Fatal {
    void end(LogFailure.Ended why);
}
