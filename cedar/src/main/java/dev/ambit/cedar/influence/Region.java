package dev.ambit.cedar.influence;

import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.Value;
import java.util.Collection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// Values of one place that the literals it is compared with do not tell apart.
sealed interface Region {

    /// Nothing is there.
    record Absent() implements Region {}

    /// One value.
    record Exactly(Value value) implements Region {}

    /// The values of an ordered kind from `low` to `high`, both included.
    record Between(Line line, long low, long high) implements Region {}

    /// Every value that lies in no other region of the place.
    record Rest() implements Region {}

    /// A kind whose values are ordered as 64-bit integers.
    enum Line {
        LONG,
        DECIMAL,
        DATETIME,
        DURATION;

        static Optional<Line> of(Value value) {
            return switch (value) {
                case LongValue _ -> Optional.of(LONG);
                case DecimalValue _ -> Optional.of(DECIMAL);
                case DatetimeValue _ -> Optional.of(DATETIME);
                case DurationValue _ -> Optional.of(DURATION);
                default -> Optional.empty();
            };
        }

        static long point(Value value) {
            return switch (value) {
                case LongValue(var point) -> point;
                case DecimalValue(var point) -> point;
                case DatetimeValue(var point) -> point;
                case DurationValue(var point) -> point;
                default -> throw new IllegalArgumentException("`%s` lies on no line".formatted(value));
            };
        }

        Value at(long point) {
            return switch (this) {
                case LONG -> new LongValue(point);
                case DECIMAL -> new DecimalValue(point);
                case DATETIME -> new DatetimeValue(point);
                case DURATION -> new DurationValue(point);
            };
        }
    }

    /// The regions into which `literals` cut all values, [Absent] first and [Rest] last.
    ///
    /// @param closed whether the literals and what lies between them are all there is, so that there is no rest
    static List<Region> cut(Collection<Value> literals, boolean closed) {
        var regions = new ArrayList<Region>(List.of(new Absent()));
        var points = new EnumMap<Line, TreeSet<Long>>(Line.class);
        for (var literal : literals) {
            regions.add(new Exactly(literal));
            Line.of(literal).ifPresent(line -> points.computeIfAbsent(line, _ -> new TreeSet<>()).add(Line.point(
                    literal)));
        }
        points.forEach((line, on) -> gaps(line, on, regions));
        if (!closed) {
            regions.add(new Rest());
        }
        return List.copyOf(regions);
    }

    private static void gaps(Line line, NavigableSet<Long> points, List<Region> regions) {
        var low = Long.MIN_VALUE;
        for (var point : points) {
            if (low < point) {
                regions.add(new Between(line, low, point - 1));
            }
            if (point == Long.MAX_VALUE) {
                return;
            }
            low = point + 1;
        }
        regions.add(new Between(line, low, Long.MAX_VALUE));
    }

    /// Whether some value here and some value of `later` are related as before and after [Move#INCREASE].
    /// Said of regions of one place; never denied where it is so.
    default boolean mayGrowInto(Region later) {
        return switch (this) {
            case Absent _ -> later instanceof Absent;
            case Exactly(var value) when later instanceof Exactly(var after) -> Growth.leads(value, after);
            case Exactly(var value) -> Line.of(value)
                    .map(line -> growsOn(line, Line.point(value), later))
                    .orElse(later instanceof Rest);
            case Between(var line, var low, _) -> growsOn(line, low, later);
            case Rest _ -> !(later instanceof Absent);
        };
    }

    private static boolean growsOn(Line line, long low, Region later) {
        return switch (later) {
            case Absent _ -> false;
            case Exactly(var value) -> Line.of(value).filter(line::equals).isPresent() && low <= Line.point(value);
            case Between(var other, _, var high) -> line == other && low <= high;
            // Of an ordered kind the literals and the gaps between them leave no rest.
            case Rest _ -> false;
        };
    }
}
