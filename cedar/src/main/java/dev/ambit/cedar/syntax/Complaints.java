package dev.ambit.cedar.syntax;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.HashSet;
import java.util.Set;

/// The mistakes found in one source so far. Of several at one place the first is kept: the others follow from it.
final class Complaints {
    private final Source source;
    private final Mistakes found = new Mistakes();
    private final Set<Integer> places = new HashSet<>();

    Complaints(Source source) {
        this.source = source;
    }

    void add(String code, Span span, String message) {
        add(code, span, message, "");
    }

    /// @param help empty where nothing useful can be said
    void add(String code, Span span, String message, String help) {
        if (!isFull() && places.add(span.start())) {
            var mistake = Diagnostic.error(code, source, span, message);
            found.add(help.isEmpty() ? mistake : mistake.help(help));
        }
    }

    /// Whether there are so many that it is no use to read on.
    boolean isFull() {
        return found.isFull();
    }

    /// Refuses the source if anything was wrong with it.
    void check() throws InvalidInput {
        found.refuse();
    }
}
