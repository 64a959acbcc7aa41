package dev.ambit.core.policy;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What of the context some expressions look at.
record ContextReads(List<Read> reads) {

    /// A look at the context.
    ///
    /// @param path names, as far as they are written: a path that ends early may lead anywhere from there
    record Read(List<String> path, Passage at) {}

    ContextReads {
        reads = List.copyOf(reads);
    }

    static ContextReads of(Collection<Policy> policies) {
        var found = new ArrayList<Read>();
        policies.forEach(policy -> policy.conditions().forEach(condition -> add(condition.body(), policy.source(),
                found)));
        return new ContextReads(found);
    }

    static ContextReads of(ReadProfile.Condition condition) {
        var found = new ArrayList<Read>();
        add(condition.expr(), condition.at().source(), found);
        return new ContextReads(found);
    }

    private static void add(Expr expr, Source source, List<Read> found) {
        var path = path(expr);
        if (path.isPresent()) {
            found.add(new Read(path.get(), new Passage(source, expr.span())));
        } else {
            expr.children().forEach(child -> add(child, source, found));
        }
    }

    /// The way from the context to what `expr` reads or asks for the presence of; empty where it does neither.
    private static Optional<List<String>> path(Expr expr) {
        return switch (expr) {
            case Expr.Variable(var root, _) when root == Root.CONTEXT -> Optional.of(List.of());
            case Expr.Attribute(var of, var name, _) -> path(of).map(path -> joined(path, List.of(name)));
            case Expr.Has(var of, var names, _) -> path(of).map(path -> joined(path, names));
            default -> Optional.empty();
        };
    }

    private static List<String> joined(List<String> path, List<String> more) {
        var all = new ArrayList<>(path);
        all.addAll(more);
        return all;
    }

    /// The names directly below `group` that are looked at, of those that there are, and where each is looked at first.
    Map<String, Passage> below(List<String> group, Collection<String> all) {
        var found = new TreeMap<String, Passage>();
        for (var name : all) {
            var wanted = joined(group, List.of(name));
            reads.stream().filter(read -> reaches(read.path(), wanted)).findFirst().ifPresent(read -> found.put(name,
                    read.at()));
        }
        return found;
    }

    /// What is read right below `group`.
    Set<String> parts(List<String> group) {
        return reads.stream()
                .map(Read::path)
                .filter(path -> path.size() > group.size() && path.subList(0, group.size()).equals(group))
                .map(path -> path.get(group.size()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Whether one of the two ways goes on from the other.
    private static boolean reaches(List<String> path, List<String> wanted) {
        var common = Math.min(path.size(), wanted.size());
        return path.subList(0, common).equals(wanted.subList(0, common));
    }
}
