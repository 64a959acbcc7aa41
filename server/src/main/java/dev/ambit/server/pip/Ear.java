package dev.ambit.server.pip;

import dev.ambit.core.signal.Message;
import java.io.IOException;
import java.util.Optional;

/// Where what was fetched goes: the house. To be called where it may wait.
public interface Ear {
    /// Has what counts of `message` believed; it is on disk once this returns. What does not count is counted and kept.
    ///
    /// @throws IOException where it could not be kept: nothing of it counts
    void hear(Message message) throws IOException;

    /// Counts and keeps what changed nothing.
    void refuse(String source, Reason reason, String words, long bytes);

    /// What keeps a source from being heard; empty once nothing does.
    void problem(String source, Optional<String> words);
}
