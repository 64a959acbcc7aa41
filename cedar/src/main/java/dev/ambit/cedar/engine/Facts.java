package dev.ambit.cedar.engine;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that the policies of a set ask of principal, action and resource: that it is one entity, or of one type, or in one
/// group. Each such fact has a number, so that a decision works out once which of them hold, and every policy then asks
/// by number.
final class Facts {
    /// Holds in every request.
    static final int ALWAYS = 0;

    /// How many variables of a request are entities; their slots are the first ones.
    static final int VARIABLES = 3;

    /// Most facts that can hold of an entity of which nothing is known: its name, its type, and itself as a group.
    static final int MOST_OF_UNKNOWN = 3;

    private final List<About> variables = List.of(new About(), new About(), new About());
    private int count = ALWAYS + 1;

    /// The facts about one variable, by what is asked of it.
    private static final class About {
        private final Map<EntityUid, Integer> same = new HashMap<>();
        private final Map<EntityUid, Integer> in = new HashMap<>();
        private final Map<String, Integer> typed = new HashMap<>();
    }

    /// What holds of one known entity, wherever in a request it stands. Kept with the entity, since it is asked again.
    private static final class Standing {
        private final Facts asked;
        private final int[][] byVariable;

        Standing(Facts asked, int[][] byVariable) {
            this.asked = asked;
            this.byVariable = byVariable;
        }
    }

    /// The number of the fact that `root` is `entity`.
    int same(Root root, EntityUid entity) {
        return number(about(root).same, entity);
    }

    /// The number of the fact that `root` is `group` or in it.
    int in(Root root, EntityUid group) {
        return number(about(root).in, group);
    }

    /// The number of the fact that `root` is of `type`.
    int typed(Root root, String type) {
        return number(about(root).typed, type);
    }

    /// Facts are numbered below this.
    int count() {
        return count;
    }

    /// What holds of `known` where it stands as the variable whose slot is number `variable`.
    int[] of(Entities.Known known, int variable) {
        if (known.note() instanceof Standing standing && standing.asked == this) {
            return standing.byVariable[variable];
        }
        var standing = new Standing(this, new int[][] {facts(known, 0), facts(known, 1), facts(known, 2)});
        known.note(standing);
        return standing.byVariable[variable];
    }

    private int[] facts(Entities.Known known, int variable) {
        var facts = new int[MOST_OF_UNKNOWN + known.ancestorCount()];
        var found = of(known.entity().uid(), variable, facts);
        var in = variables.get(variable).in;
        for (var i = 0; i < known.ancestorCount(); i++) {
            found = add(in.get(known.ancestor(i)), facts, found);
        }
        return Arrays.copyOf(facts, found);
    }

    /// What holds of an entity of which nothing is known but its name.
    ///
    /// @param into takes [#MOST_OF_UNKNOWN]
    /// @return how many were put into it
    int of(EntityUid unknown, int variable, int[] into) {
        var about = variables.get(variable);
        var found = add(about.typed.get(unknown.type()), into, 0);
        found = add(about.same.get(unknown), into, found);
        return add(about.in.get(unknown), into, found);
    }

    private static int add(@Nullable Integer fact, int[] into, int at) {
        if (fact == null) {
            return at;
        }
        into[at] = fact;
        return at + 1;
    }

    private About about(Root root) {
        return variables.get(variable(root));
    }

    /// The number of a variable that is an entity; also that of its slot.
    static int variable(Root root) {
        return switch (root) {
            case PRINCIPAL -> 0;
            case ACTION -> 1;
            case RESOURCE -> 2;
            case CONTEXT -> throw new IllegalArgumentException("the context is no entity");
        };
    }

    private <T> int number(Map<T, Integer> facts, T asked) {
        return facts.computeIfAbsent(asked, _ -> count++);
    }
}
