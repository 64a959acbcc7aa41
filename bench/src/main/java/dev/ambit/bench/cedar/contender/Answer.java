package dev.ambit.bench.cedar.contender;

import java.util.Optional;
import java.util.Set;

/// What a contender answers.
///
/// @param why what the decision came from, where the contender tells
public record Answer(boolean allowed, Optional<Why> why) {

    /// @param determining ids of the policies that decided
    /// @param failed      ids of the policies that could not be evaluated
    public record Why(Set<String> determining, Set<String> failed) {}

    /// Whether nothing in this answer contradicts `other`.
    public boolean agreesWith(Answer other) {
        return allowed == other.allowed && (why.isEmpty() || other.why.isEmpty() || why.equals(other.why));
    }
}
