package dev.ambit.cedar.syntax;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The mistakes found in one source so far. Of several at one place the first is kept: the others follow from it.
final class Mistakes {
    /// Who made more mistakes than this has handed in something else than Cedar.
    static final int MOST = 100;

    private final Source source;
    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<Integer> places = new HashSet<>();

    Mistakes(Source source) {
        this.source = source;
    }

    void add(String code, Span span, String message) {
        add(Diagnostic.error(code, source, span, message));
    }

    /// @param help empty where nothing useful can be said
    void add(String code, Span span, String message, String help) {
        var mistake = Diagnostic.error(code, source, span, message);
        add(help.isEmpty() ? mistake : mistake.help(help));
    }

    void add(Diagnostic mistake) {
        if (!isFull() && places.add(mistake.span().start())) {
            found.add(mistake);
        }
    }

    /// Whether it is time to give up reading.
    boolean isFull() {
        return found.size() >= MOST;
    }

    /// Refuses the source if anything was wrong with it.
    void check() throws InvalidInput {
        if (!found.isEmpty()) {
            var inOrder = new ArrayList<>(found);
            inOrder.sort(Comparator.comparingInt(mistake -> mistake.span().start()));
            throw new InvalidInput(inOrder);
        }
    }
}
