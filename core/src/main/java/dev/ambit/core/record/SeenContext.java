package dev.ambit.core.record;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The context of a request as far as it was seen, put together from what was read of it.
final class SeenContext {
    private static final String REQUEST = "request";
    /// Stands in a record of which only was asked whether it is there. No policy asked for anything in it.
    private static final String UNSEEN = "";

    private final Branch root = new Branch();

    /// A record of which parts were seen.
    private static final class Branch {
        final Map<String, Value> whole = new HashMap<>();
        final Map<String, Branch> parts = new HashMap<>();

        Branch part(String name) {
            return parts.computeIfAbsent(name, _ -> new Branch());
        }

        RecordValue value() {
            var all = new TreeMap<String, Value>();
            parts.forEach((name, branch) -> all.put(name, branch.value()));
            all.putAll(whole);
            return RecordValue.of(all.isEmpty() ? Map.of(UNSEEN, BoolValue.TRUE) : all);
        }
    }

    void add(Read read) {
        if (read.subject() instanceof Read.AtPath(var path) && path.root() == Root.CONTEXT) {
            switch (read) {
                case Read.Found(_, var value) -> found(path, value);
                case Read.Present _ -> branch(path, path.steps().size());
                case Read.Absent _ -> {
                    if (path.steps().size() > 1) {
                        branch(path, path.steps().size() - 1);
                    }
                }
                case Read.Groups _ -> {}
            }
        }
    }

    private void found(InputPath path, Value value) {
        var last = path.steps().size() - 1;
        if (last >= 0) {
            branch(path, last).whole.put(path.steps().get(last).name(), value);
        } else if (value instanceof RecordValue context) {
            context.attributes().forEach(root.whole::put);
        }
    }

    /// The record at the first `steps` steps of `path`. Behind an entity it is of no use, and does no harm: the entity itself
    /// was found.
    private Branch branch(InputPath path, int steps) {
        var branch = root;
        for (var step : path.steps().subList(0, steps)) {
            branch = branch.part(step.name());
        }
        return branch;
    }

    /// What the enforcement point told; empty where nothing of it was seen.
    RecordValue request() {
        var whole = root.whole.get(REQUEST);
        if (whole instanceof RecordValue request) {
            return request;
        }
        var seen = root.parts.get(REQUEST);
        return seen == null ? RecordValue.EMPTY : seen.value();
    }
}
