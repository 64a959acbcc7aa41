package dev.ambit.cedar.syntax;

import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.text.Span;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Words that a host lets authors write for longer paths from the context: `inputs` for `context.task.inputs`.
/// They are written where a variable may stand, and nothing of them is left in the tree: it has the path.
///
/// @param paths by word, the names of the attributes on the way; at least one each. Of Cedar's own variables none may be
///              abbreviated away
public record Abbreviations(Map<String, List<String>> paths) {
    /// Cedar as it is.
    public static final Abbreviations NONE = new Abbreviations(Map.of());

    public Abbreviations {
        paths = Collections.unmodifiableMap(new TreeMap<>(paths));
        paths.forEach((word, path) -> {
            if (!Words.isName(word) || Operands.VARIABLES.containsKey(word) || path.isEmpty()) {
                throw new IllegalArgumentException("`%s` cannot stand for %s".formatted(word, path));
            }
        });
    }

    Set<String> words() {
        return paths.keySet();
    }

    /// What `word` stands for, written at `span`.
    Optional<Expr> meaning(String word, Span span) {
        return Optional.ofNullable(paths.get(word)).map(path -> {
            Expr expr = new Expr.Variable(Root.CONTEXT, span);
            for (var name : path) {
                expr = new Expr.Attribute(expr, name, span);
            }
            return expr;
        });
    }

    /// The levels of the tree that `word` stands for.
    int height(String word) {
        return paths.getOrDefault(word, List.of()).size() + 1;
    }
}
