package dev.ambit.cedar.validate;

import dev.ambit.cedar.text.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The violations found so far, up to [#MOST]; later ones are not told.
final class Violations {
    /// Most violations told of one request or one store of entities.
    static final int MOST = 100;

    private final List<Violation> found = new ArrayList<>();

    void add(String code, Subject subject, String message) {
        add(code, subject, message, Optional.empty());
    }

    void add(String code, Subject subject, String message, Optional<String> help) {
        if (!isFull()) {
            found.add(new Violation(code, subject.toString(), message, help));
        }
    }

    /// One because of a name that nobody knows.
    void misspelt(String code, Subject subject, String message, String name, Collection<String> known) {
        if (!isFull()) {
            add(code, subject, message, Spelling.didYouMean(name, known));
        }
    }

    boolean isFull() {
        return found.size() >= MOST;
    }

    List<Violation> all() {
        return List.copyOf(found);
    }
}
