package dev.ambit.cedar.influence;

/// How an input differs between two requests that are otherwise the same.
///
/// A path moves as a whole, with everything below it. Of a set of paths, each makes the move or stays as it is, so that
/// a set can do what its paths can do one after another.
///
/// Both requests keep what holds the path: the record or entity it is an attribute of is there in both or in neither,
/// and where it is not, nothing moves.
public enum Move {
    /// Absent before, any value after.
    APPEAR("appears"),
    /// Any value before, absent after.
    DISAPPEAR("disappears"),
    /// A value before, and one of the same kind after that is at least as large: `false` before `true`; longs, decimals,
    /// datetimes and durations by size; sets by inclusion; records with the same attributes, each of which increases.
    /// Strings, addresses and entities have no order: they change freely.
    INCREASE("increases"),
    /// Any value before, any value after.
    CHANGE("changes"),
    /// Any value or none before, any value or none after: all of the above.
    ANY("moves");

    private final String verb;

    Move(String verb) {
        this.verb = verb;
    }

    /// The move as it is said of a path: *appears*.
    public String verb() {
        return verb;
    }
}
