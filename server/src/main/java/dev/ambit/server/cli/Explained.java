package dev.ambit.server.cli;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.engine.CompiledPolicies;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.engine.Reads;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.server.pap.PolicyDirectory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One decision, and everything there is to say about it.
///
/// @param policies every policy that decides, by id
/// @param reads    all that was read
/// @param misses   of a deny for want of a permit, the permits for the action, the nearest first
record Explained(
        Request request, Response response, Map<String, Policy> policies, List<Read> reads, List<NearMiss> misses) {

    static Explained of(PolicyDirectory directory, Request request) {
        var evaluation = CompiledPolicies.compile(directory.policies()).evaluation();
        var reads = new Reads();
        evaluation.decide(request, directory.entities(), reads);
        var response = evaluation.response();
        var policies = directory.policies().effective().stream()
                .collect(Collectors.toUnmodifiableMap(Policy::id, Function.identity()));
        var misses = response.isAllowed()
                ? List.<NearMiss>of()
                : NearMiss.of(directory.policies(), request, directory.entities());
        return new Explained(request, response, policies, reads.all(), misses);
    }

    /// The policies that determined the decision, in the order of ids.
    List<Policy> determining() {
        return response.determining().stream().map(this::policy).toList();
    }

    Policy policy(String id) {
        return Objects.requireNonNull(policies.get(id));
    }
}
