package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.validate.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the forbids that losing an input turns off, each once for each input.
///
/// Every forbid is looked at by itself: what other policies say does not matter to it. So time grows with the forbids,
/// and with the kinds of request they can apply to.
final class OpenForbids {
    private final Schema schema;
    private final Assumption assumption;
    private final List<Environment> environments;

    OpenForbids(Schema schema, Assumption assumption) {
        this.schema = schema;
        this.assumption = assumption;
        this.environments = Environment.allOf(schema);
    }

    /// Those among `policies`, in their order, then in that of inputs.
    List<OpenForbid> in(List<Policy> policies) {
        return policies.stream()
                .filter(policy -> policy.effect() == Policy.Effect.FORBID)
                .flatMap(this::of)
                .toList();
    }

    private Stream<OpenForbid> of(Policy forbid) {
        var found = new LinkedHashMap<InputPath, Witness>();
        books(forbid).forEach(book -> witnesses(book).forEach((input, witness) -> found.merge(input, witness,
                Witness::or)));
        return found.entrySet().stream()
                .map(open -> new OpenForbid(open.getKey(), open.getValue(), suggestion(forbid, open.getKey())));
    }

    private Map<InputPath, Witness> witnesses(Rulebook book) {
        var witnesses = new LinkedHashMap<InputPath, Witness>();
        for (var input : DeclaredInputs.of(schema, book.environment().action())) {
            book.forbidsTurnedOff(input, Move.DISAPPEAR).forEach(witness -> witnesses.put(input, witness));
        }
        return witnesses;
    }

    /// One for each kind of request the policy can apply to.
    private Stream<Rulebook> books(Policy policy) {
        return environments.stream()
                .map(environment -> new Rulebook(schema, environment, assumption, List.of(policy)))
                .filter(book -> !book.policies().isEmpty());
    }

    private Optional<String> suggestion(Policy forbid, InputPath input) {
        return SaferForbid.of(forbid, input)
                .filter(safer -> books(safer).allMatch(book -> book.forbidsTurnedOff(input, Move.DISAPPEAR).isEmpty()))
                .map(SaferForbid::conditions);
    }
}
