package dev.ambit.server.pdp.json;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Everything found wrong with one document, in the order of its text.
public final class Mistakes {
    /// Whoever has made so many knows enough.
    public static final int MOST = 20;

    private final List<Mistake> found = new ArrayList<>(0);

    public void add(String at, String message, String help) {
        if (found.size() < MOST) {
            found.add(new Mistake(at, message, help));
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Mistake> found() {
        return List.copyOf(found);
    }

    /// Where it stands now, for [#takeSince].
    public int mark() {
        return found.size();
    }

    /// Takes out what was added since `mark`: the mistakes of a part that can be refused by itself.
    ///
    /// @return their messages in one; empty where there are none
    public String takeSince(int mark) {
        var since = found.subList(mark, found.size());
        var words = since.stream().map(Mistake::message).collect(Collectors.joining("; "));
        since.clear();
        return words;
    }

    /// @throws BadJson where there is any
    public void check() throws BadJson {
        if (!found.isEmpty()) {
            throw new BadJson(found());
        }
    }
}
