package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.validate.Environment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gathers the forbids that losing an input turns off, each once for each input.
final class OpenForbids {
    private final Schema schema;
    private final Assumption assumption;
    /// By the id of the policy, then by the input.
    private final Map<String, Map<InputPath, Witness>> found = new HashMap<>();

    OpenForbids(Schema schema, Assumption assumption) {
        this.schema = schema;
        this.assumption = assumption;
    }

    /// Looks at all requests of one kind.
    void add(Rulebook book, List<InputPath> inputs) {
        for (var input : inputs) {
            for (var witness : book.forbidsTurnedOff(input, Move.DISAPPEAR)) {
                found.computeIfAbsent(witness.policy().id(), _ -> new LinkedHashMap<>()).merge(input, witness,
                        Witness::or);
            }
        }
    }

    /// What was found, in the order of policies, then of inputs.
    List<OpenForbid> all(List<Policy> order) {
        var all = new ArrayList<OpenForbid>();
        for (var policy : order) {
            found.getOrDefault(policy.id(), Map.of()).forEach((input, witness) -> all.add(
                    new OpenForbid(input, witness, suggestion(policy, input))));
        }
        return all;
    }

    private Optional<String> suggestion(Policy policy, InputPath input) {
        return SaferForbid.of(policy, input)
                .filter(safer -> holdsWithout(safer, input))
                .map(SaferForbid::conditions);
    }

    private boolean holdsWithout(Policy policy, InputPath input) {
        return Environment.allOf(schema).stream()
                .map(environment -> new Rulebook(schema, environment, assumption, List.of(policy)))
                .allMatch(book -> book.forbidsTurnedOff(input, Move.DISAPPEAR).isEmpty());
    }
}
