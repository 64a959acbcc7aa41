package dev.ambit.cedar.engine;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The policies of one effect that a decision found satisfied.
final class Verdicts {
    private @Nullable CompiledPolicy[] satisfied = new @Nullable CompiledPolicy[16];
    int count;

    void clear() {
        count = 0;
    }

    void add(CompiledPolicy policy) {
        if (count == satisfied.length) {
            satisfied = Arrays.copyOf(satisfied, 2 * count);
        }
        satisfied[count++] = policy;
    }

    CompiledPolicy get(int index) {
        return Objects.requireNonNull(satisfied[Objects.checkIndex(index, count)]);
    }

    Set<String> ids() {
        var ids = new TreeSet<String>();
        for (var i = 0; i < count; i++) {
            ids.add(get(i).id());
        }
        return ids;
    }
}
