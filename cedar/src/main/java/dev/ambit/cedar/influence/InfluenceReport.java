package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What every move of every input asked about can do, by action and type of resource.
///
/// @param rows by action and type of resource, then in the order the inputs were asked about
public record InfluenceReport(Assumption assumption, List<Row> rows) {

    /// One input.
    ///
    /// @param moves every move, also those that can do nothing
    public record Row(ActionOn on, InputPath input, Map<Move, Influence> moves) {
        public Row {
            moves = Collections.unmodifiableMap(new EnumMap<>(moves));
        }

        public Influence of(Move move) {
            return moves.getOrDefault(move, Influence.NONE);
        }

        /// Whether some move of the input can change some answer.
        public boolean hasInfluence() {
            return moves.values().stream().anyMatch(influence -> influence.canWiden() || influence.canNarrow());
        }
    }

    public InfluenceReport {
        rows = List.copyOf(rows);
    }

    /// What there is to ask for.
    public SortedSet<ActionOn> actions() {
        return rows.stream().map(Row::on).collect(Collectors.toCollection(TreeSet::new));
    }

    /// The inputs whose disappearance can widen what is allowed of `on`: unless each of them is known, or known to be
    /// absent, an Allow may be one only because something was lost. In the order of the rows.
    public List<InputPath> mustKnow(ActionOn on) {
        return rows.stream()
                .filter(row -> row.on().equals(on) && row.of(Move.DISAPPEAR).canWiden())
                .map(Row::input)
                .toList();
    }

    /// Every policy by which one of `moves` of `input` can turn an answer in `direction`, each named once.
    public List<Witness> witnesses(InputPath input, Set<Move> moves, Direction direction) {
        return rows.stream()
                .filter(row -> row.input().equals(input))
                .flatMap(row -> moves.stream().map(row::of))
                .reduce(Influence.NONE, Influence::or)
                .of(direction);
    }

    /// The rows of inputs that can change some answer.
    public Stream<Row> influential() {
        return rows.stream().filter(Row::hasInfluence);
    }
}
