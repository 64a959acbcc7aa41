package dev.ambit.cedar.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The mistakes found so far in one reading, of one source or of several that belong together.
/// The first [#MOST] are kept and the rest are counted, so that a long hostile input cannot cost more to complain about
/// than to read. Not for use by several threads.
public final class Mistakes {
    /// Most mistakes that are told one by one.
    public static final int MOST = 100;

    private final List<Diagnostic> found = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private int untold;

    /// None so far.
    public Mistakes() {}

    public void add(Diagnostic mistake) {
        if (isFull()) {
            untold++;
            return;
        }
        found.add(mistake);
        if (!sources.contains(mistake.source())) {
            sources.add(mistake.source());
        }
    }

    /// Adds a mistake that is put into words only if it is told.
    public void add(Supplier<Diagnostic> mistake) {
        if (isFull()) {
            untold++;
        } else {
            add(mistake.get());
        }
    }

    /// All of what another reading found.
    public void addAll(InvalidInput input) {
        input.diagnostics().forEach(this::add);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /// Whether a further mistake would only be counted: looking for help for it is wasted.
    public boolean isFull() {
        return found.size() >= MOST;
    }

    /// Those kept, source by source in the order of the text; where there were more, the last says how many.
    public List<Diagnostic> inOrder() {
        var inOrder = new ArrayList<>(found);
        inOrder.sort(Comparator.comparingInt((Diagnostic mistake) -> sources.indexOf(mistake.source()))
                .thenComparingInt(mistake -> mistake.span().start()));
        if (untold > 0) {
            var last = inOrder.getLast();
            inOrder.add(new Diagnostic(last.severity(), "more-mistakes", last.source(), last.span(),
                    "%,d more mistakes are not told".formatted(untold), Optional.empty()));
        }
        return inOrder;
    }

    /// Refuses the input if there was any mistake.
    ///
    /// @throws InvalidInput with all mistakes kept
    public void refuse() throws InvalidInput {
        if (!isEmpty()) {
            throw new InvalidInput(inOrder());
        }
    }
}
