package dev.ambit.core.encoding;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Words that occurred, by the number under which they are referred to. Writer and reader build the same one.
/// Once it is full, further words are written out each time. Emptying it costs as much as there is in it.
final class Dictionary {
    /// Stands for a word that is written out.
    static final int NEW = 0;
    /// Most words remembered: enough for what repeats, and no burden where nothing does.
    static final int MOST = 1 << 18;

    private static final int FIRST_CAPACITY = 64;

    // Words in the order they came, and an open-addressed table of their numbers, at most half full.
    private @Nullable String[] words = new @Nullable String[FIRST_CAPACITY];
    private int[] numbers = new int[2 * FIRST_CAPACITY];
    private int size;

    /// The number of `word`, or [#NEW], after which it has one if there is room.
    int place(String word) {
        var slot = slot(word);
        if (numbers[slot] == NEW) {
            add(word, slot);
            return NEW;
        }
        return numbers[slot];
    }

    /// Notes a word that was written out.
    ///
    /// @throws Corrupt where it has a number, by which it would have been referred to
    void add(String word) throws Corrupt {
        var slot = slot(word);
        if (numbers[slot] != NEW) {
            throw new Corrupt("a word is written out that is known");
        }
        add(word, slot);
    }

    private void add(String word, int slot) {
        if (size == MOST) {
            return;
        }
        if (size == words.length) {
            grow();
            add(word, slot(word));
            return;
        }
        words[size++] = word;
        numbers[slot] = size;
    }

    private void grow() {
        words = Arrays.copyOf(words, 2 * size);
        numbers = new int[4 * size];
        for (var i = 0; i < size; i++) {
            numbers[slot(word(i))] = i + 1;
        }
    }

    /// Where `word` stands in the table, or would.
    private int slot(String word) {
        var mask = numbers.length - 1;
        var hash = word.hashCode() * 0x9e3779b9;
        var slot = (hash ^ hash >>> 16) & mask;
        while (numbers[slot] != NEW && !word(numbers[slot] - 1).equals(word)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private String word(int index) {
        return Objects.requireNonNull(words[index]);
    }

    String numbered(long number) throws Corrupt {
        if (number > size) {
            throw new Corrupt("word %d of %d".formatted(number, size));
        }
        return word((int) number - 1);
    }

    void clear() {
        if (size > FIRST_CAPACITY) {
            words = new @Nullable String[FIRST_CAPACITY];
            numbers = new int[2 * FIRST_CAPACITY];
        } else {
            Arrays.fill(numbers, NEW);
        }
        size = 0;
    }
}
