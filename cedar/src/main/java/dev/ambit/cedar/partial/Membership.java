package dev.ambit.cedar.partial;

/// Whether an entity is in a group.
public enum Membership {
    YES,
    NO,
    UNKNOWN;

    Membership and(Membership other) {
        return this == UNKNOWN ? other : this;
    }
}
