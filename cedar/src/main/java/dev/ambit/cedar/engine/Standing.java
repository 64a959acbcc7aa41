package dev.ambit.cedar.engine;

import dev.ambit.cedar.entity.Entities;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What an entity of a request is to the index: its own number, that of its type, and those of its groups, as far as the
/// index asks about them. Looked up once per decision, so that the index itself only compares numbers.
final class Standing {
    private int decision;
    private int self = Ids.NONE;
    private int type = Ids.NONE;
    private int[] groups = new int[16];
    private int groupCount;
    private boolean knowsGroups;

    void begin(int number, int itself, int itsType) {
        decision = number;
        self = itself;
        type = itsType;
        groupCount = 0;
        knowsGroups = false;
    }

    int decision() {
        return decision;
    }

    int self() {
        return self;
    }

    int type() {
        return type;
    }

    boolean knowsGroups() {
        return knowsGroups;
    }

    int groupCount() {
        return groupCount;
    }

    int group(int index) {
        return groups[index];
    }

    /// @param known the entity with its groups; `null` where nothing is known of it
    void addGroups(Entities.@Nullable Known known, Inputs inputs) {
        knowsGroups = true;
        add(self);
        for (var i = 0; known != null && i < known.ancestorCount(); i++) {
            add(inputs.find(known.ancestor(i)));
        }
    }

    private void add(int group) {
        if (group == Ids.NONE) {
            return;
        }
        if (groupCount == groups.length) {
            groups = Arrays.copyOf(groups, 2 * groupCount);
        }
        groups[groupCount++] = group;
    }
}
