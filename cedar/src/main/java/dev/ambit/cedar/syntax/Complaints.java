package dev.ambit.cedar.syntax;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.Map;
import java.util.TreeMap;

/// The mistakes found in one source so far. Of several at one place the first is kept: the others follow from it.
final class Complaints {
    private final Source source;
    private final Map<Integer, Diagnostic> found = new TreeMap<>();
    private int end = Integer.MAX_VALUE;

    Complaints(Source source) {
        this.source = source;
    }

    void add(String code, Span span, String message) {
        add(code, span, message, "");
    }

    /// @param help empty where nothing useful can be said
    void add(String code, Span span, String message, String help) {
        if (!isFull()) {
            var mistake = Diagnostic.error(code, source, span, message);
            found.putIfAbsent(span.start(), help.isEmpty() ? mistake : mistake.help(help));
        }
    }

    /// Whether there are so many that it is no use to read on.
    boolean isFull() {
        return found.size() >= Mistakes.MOST;
    }

    /// Forgets what was found behind `place`, and ignores what is found there from now on: it follows from a mistake before.
    void ignoreBehind(int place) {
        end = place;
    }

    /// Refuses the source if anything was wrong with it.
    void check() throws InvalidInput {
        var mistakes = new Mistakes();
        found.values().stream().filter(mistake -> mistake.span().start() <= end).forEach(mistakes::add);
        mistakes.refuse();
    }
}
