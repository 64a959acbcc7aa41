package dev.ambit.server.cli.policy;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.engine.CompiledPolicies;
import dev.ambit.cedar.engine.Reads;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.explain.Decisive;
import dev.ambit.cedar.explain.Decisive.Effect;
import dev.ambit.cedar.explain.Decisive.Weight;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.explain.NearMiss;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.server.pap.CedarDirectory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One decision, and everything there is to say about it.
///
/// @param policies every policy that decides, by id
/// @param known    all entities that something is known of
/// @param inputs   all that was read, and what each weighed
/// @param misses   of a deny for want of a permit, the permits for the action, the nearest first
record Explained(
        Request request, Response response, Map<String, Policy> policies, Set<EntityUid> known,
        List<Weight> inputs, List<NearMiss> misses) {

    static Explained of(CedarDirectory directory, Request request) {
        var evaluation = CompiledPolicies.compile(directory.policies()).evaluation();
        var reads = new Reads();
        evaluation.decide(request, directory.entities(), reads);
        var response = evaluation.response();
        var policies = directory.policies().effective().stream()
                .collect(Collectors.toUnmodifiableMap(Policy::id, Function.identity()));
        var misses = response.isAllowed()
                ? List.<NearMiss>of()
                : NearMiss.of(directory.policies(), request, directory.entities());
        return new Explained(request, response, policies, directory.entities().names(),
                inputs(directory, request, reads.all()), misses);
    }

    private static List<Weight> inputs(CedarDirectory directory, Request request, List<Read> reads) {
        return Decisive.of(directory.policies(), directory.schema(), request, reads).stream()
                .map(weight -> isOfAction(weight.input().subject()) ? unchangeable(weight) : weight)
                .toList();
    }

    /// What is known of an action is the schema's, and never otherwise.
    private static boolean isOfAction(Read.Subject subject) {
        return subject instanceof Read.AtPath(var path) && path.root() == Root.ACTION;
    }

    private static Weight unchangeable(Weight weight) {
        return new Weight(weight.input(), Effect.KEEPS, Effect.KEEPS, Optional.empty());
    }

    /// The policies that determined the decision, in the order of ids.
    List<Policy> determining() {
        return response.determining().stream().map(this::policy).toList();
    }

    Policy policy(String id) {
        return Objects.requireNonNull(policies.get(id));
    }

    /// The principal and the resource, where nothing is known of them: they have no attributes and are in no group.
    List<EntityUid> unknown() {
        return Stream.of(request.principal(), request.resource()).filter(uid -> !known.contains(uid)).distinct()
                .toList();
    }

    /// The entity of the same type that was perhaps meant.
    Optional<EntityUid> meantBy(EntityUid unknown) {
        var ids = known.stream().filter(uid -> uid.type().equals(unknown.type())).map(EntityUid::id).toList();
        return Spelling.nearest(unknown.id(), ids).map(id -> EntityUid.of(unknown.type(), id));
    }
}
