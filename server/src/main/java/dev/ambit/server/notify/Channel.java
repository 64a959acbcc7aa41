package dev.ambit.server.notify;

import java.io.IOException;
import java.util.List;

/// Somebody to be told, and how.
public interface Channel {

    /// Under which it is known, here and in the list of dead letters. What it has been told so far is remembered under it.
    String name();

    /// What it is to be told of an event: nothing, one message or several, always the same of the same event.
    List<Message> messages(Feed.Told told) throws IOException;

    /// Sends one message. May wait, at most for half a minute.
    Sent send(Message message) throws InterruptedException;

    /// @param id   the same whenever it is sent, so that a receiver knows it again
    /// @param body as it is sent
    record Message(String id, String body) {}

    /// What came of it.
    sealed interface Sent {
        /// The receiver has it.
        record Received() implements Sent {}

        /// The receiver is there and does not want it.
        record Unwanted(String why) implements Sent {}

        /// The receiver cannot be reached, or not now.
        record Unreachable(String why) implements Sent {}
    }
}
