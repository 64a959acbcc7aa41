package dev.ambit.cedar.authorize;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What Cedar answers: allowed if some `permit` is satisfied and no `forbid` is. A policy that fails to evaluate counts
/// as not satisfied, whatever its effect, and is named among the errors.
///
/// @param determining the satisfied forbids where there are any, otherwise the satisfied permits; ids in order
/// @param errors      one for each policy that failed to evaluate, in the order of ids
public record Response(Decision decision, Set<String> determining, List<EvaluationError> errors) {

    public enum Decision {
        ALLOW,
        DENY
    }

    public Response {
        determining = Collections.unmodifiableSet(new TreeSet<>(determining));
        errors = List.copyOf(errors);
    }

    public boolean isAllowed() {
        return decision == Decision.ALLOW;
    }
}
