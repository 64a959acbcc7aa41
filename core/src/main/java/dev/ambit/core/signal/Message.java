package dev.ambit.core.signal;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a source says is so, once it has been verified that it says it. Only a verifier makes one; whether anything of it
/// counts is for the catalogue to say.
///
/// @param source who says so
/// @param id     by which it is known again when it is heard a second time, made of what the source vouches for; empty where
///               the channel it came through cannot repeat it
/// @param said   in its order
public record Message(String source, Integrity integrity, Optional<String> id, List<Said> said) {
    /// Most readings of one message.
    public static final int MOST_SAID = 1_000;
    /// Longest id, in characters.
    public static final int LONGEST_ID = 200;

    public Message {
        said = List.copyOf(said);
        if (said.size() > MOST_SAID) {
            throw new IllegalArgumentException("a message has %d readings, the limit is %d".formatted(said.size(),
                    MOST_SAID));
        }
        if (id.filter(text -> text.isEmpty() || text.length() > LONGEST_ID).isPresent()) {
            throw new IllegalArgumentException("an id has 1 to %d characters".formatted(LONGEST_ID));
        }
    }

    /// One thing it says.
    ///
    /// @param value    empty where it says that there is none
    /// @param observed empty for now
    public record Said(String signal, EntityUid subject, Optional<Value> value, Optional<Instant> observed) {}
}
