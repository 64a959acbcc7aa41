package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr.Root;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The environments something happens in: how many, and what they have in common.
final class Spread {
    private final Environment first;
    private final List<Root> common = new ArrayList<>(List.of(Root.PRINCIPAL, Root.RESOURCE, Root.ACTION));
    private Environment last;
    private int size = 1;

    /// @param roots what can make a difference
    Spread(Environment first, Set<Root> roots) {
        this.first = first;
        this.last = first;
        common.removeIf(root -> !roots.contains(root) && !(root == Root.ACTION && roots.contains(Root.CONTEXT)));
    }

    /// An environment added twice in a row counts once.
    void add(Environment environment) {
        if (!environment.equals(last)) {
            common.removeIf(root -> !value(root, environment).equals(value(root, first)));
            last = environment;
            size++;
        }
    }

    /// What sets these apart from `all` they are among, in a sentence; nothing where it is all of them.
    Optional<String> amid(Collection<Environment> all) {
        if (size == all.size()) {
            return Optional.empty();
        }
        var telling = common.stream().filter(root -> count(root, all) < all.size()).toList();
        var enough = telling.stream().filter(root -> count(root, all) == size).findFirst();
        var words = enough.map(List::of).orElse(telling).stream().map(this::words).toList();
        return Optional.of("This happens where " + (words.isEmpty() ? first : String.join(" and ", words)));
    }

    private long count(Root root, Collection<Environment> all) {
        return all.stream().filter(other -> value(root, other).equals(value(root, first))).count();
    }

    private String words(Root root) {
        return "`%s` is %s`%s`".formatted(root.word(), root == Root.ACTION ? "" : "a ", value(root, first));
    }

    private static Object value(Root root, Environment environment) {
        return switch (root) {
            case PRINCIPAL -> environment.principal();
            case ACTION -> environment.action();
            case RESOURCE -> environment.resource();
            case CONTEXT -> throw new IllegalArgumentException("an environment has no name for its context");
        };
    }
}
