package dev.ambit.core.encoding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Words that occurred, by the number under which they are referred to. Writer and reader build the same one.
/// Once it is full, further words are written out each time.
final class Dictionary {
    /// Stands for a word that is written out.
    static final int NEW = 0;
    /// Most words remembered: enough for what repeats, and no burden where nothing does.
    static final int MOST = 1 << 18;

    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    /// The number of `word`, or [#NEW], after which it has one if there is room.
    int place(String word) {
        var place = places.get(word);
        if (place != null) {
            return place;
        }
        add(word);
        return NEW;
    }

    /// Notes a word that was written out.
    void add(String word) {
        if (words.size() < MOST) {
            words.add(word);
            places.put(word, words.size());
        }
    }

    String word(long place) throws Corrupt {
        if (place > words.size()) {
            throw new Corrupt("word %d of %d".formatted(place, words.size()));
        }
        return words.get((int) place - 1);
    }
}
