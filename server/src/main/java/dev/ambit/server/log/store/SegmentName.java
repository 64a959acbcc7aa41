package dev.ambit.server.log.store;

import java.util.Optional;
import java.util.regex.Pattern;

/// What the file of a segment is called: after its first entry, in twenty digits, so that names sort as entries do.
public final class SegmentName {
    private static final Pattern NAME = Pattern.compile("(\\d{20})\\.seg");

    private SegmentName() {}

    public static String of(long first) {
        return "%020d.seg".formatted(first);
    }

    /// The first entry of the segment with this name; empty where no segment has it.
    public static Optional<Long> first(String name) {
        var found = NAME.matcher(name);
        if (!found.matches()) return Optional.empty();
        try {
            return Optional.of(Long.parseLong(found.group(1)));
        } catch (NumberFormatException noEntryIsThatFar) {
            return Optional.empty();
        }
    }
}
