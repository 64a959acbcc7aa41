package dev.ambit.bench.cedar.workload;

import dev.ambit.cedar.authorize.Request;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One policy, before it is written in a language.
///
/// @param when   all must hold
/// @param unless none may hold
record Rule(
        Effect effect,
        Target principal,
        Actions action,
        Target resource,
        List<Condition> when,
        List<Condition> unless) {

    enum Effect {
        PERMIT("permit", "permit"), FORBID("forbid", "deny");

        private final String cedar;
        private final String sapl;

        Effect(String cedar, String sapl) {
            this.cedar = cedar;
            this.sapl = sapl;
        }
    }

    /// Whether the policy is about the action of the request on some things of the resource's type.
    boolean isNear(Request asked) {
        return (action.names().isEmpty() || action.names().contains(asked.action().id()))
                && resource.coversSome(asked.resource().type());
    }

    /// Whether the policy is about the request, whatever its conditions say.
    boolean isAbout(Request asked, World world) {
        return isNear(asked)
                && resource.covers(asked.resource(), world)
                && principal.covers(asked.principal(), world);
    }

    String cedar() {
        var scope = String.join(", ", principal.cedar("principal"), action.cedar(), resource.cedar("resource"));
        return effect.cedar + " (" + scope + ")" + clause("when", when) + clause("unless", unless) + ";\n";
    }

    /// @param name unique among the policies of a decision point
    String sapl(String name) {
        var target = Stream.of(action.sapl(), resource.sapl("resource"), principal.sapl("subject"))
                .filter(part -> !part.equals("true"))
                .collect(Collectors.joining(" & "));
        return "policy \"" + name + "\"\n" + effect.sapl + " " + target + where() + "\n";
    }

    private static String clause(String word, List<Condition> conditions) {
        var texts = conditions.stream().map(Condition::cedar);
        return conditions.isEmpty() ? "" : texts.collect(Collectors.joining(" && ", "\n" + word + " { ", " }"));
    }

    private String where() {
        if (when.isEmpty() && unless.isEmpty()) {
            return "";
        }
        var kept = when.stream().map(condition -> condition.sapl() + ";");
        var denied = unless.isEmpty()
                ? Stream.<String>empty()
                : Stream.of(unless.stream().map(Condition::sapl).collect(Collectors.joining(" && ", "!(", ");")));
        return Stream.concat(kept, denied).collect(Collectors.joining(" ", "\nwhere ", ""));
    }
}
