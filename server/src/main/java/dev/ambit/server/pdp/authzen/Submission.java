package dev.ambit.server.pdp.authzen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people are to be asked to approve: one held request, or several at once.
///
/// @param items    1 to [#MOST_ITEMS]
/// @param isBundle whether it came as several, if only with one in it
/// @param because  why it is wanted, in the asker's words; may be empty
/// @param key      by which the caller knows it; empty for none
public record Submission(List<Item> items, boolean isBundle, String because, String key) {
    /// Most requests submitted at once.
    public static final int MOST_ITEMS = 20;

    /// One held request.
    ///
    /// @param question  as it was asked
    /// @param evaluation id of the decision that held it
    /// @param until     until when access is wanted
    public record Item(Question question, String evaluation, Optional<Instant> until, boolean isUrgent) {}

    public Submission {
        items = List.copyOf(items);
    }
}
