package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.influence.ExactInfluence.Claim;
import dev.ambit.cedar.influence.ExactInfluence.Confirmed;
import dev.ambit.cedar.influence.InfluenceReport.Row;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.validate.Environment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Says which inputs of a policy set can widen or narrow access.
///
/// A policy set allows a request if some permit is satisfied and no forbid is; a policy that fails to evaluate is not
/// satisfied. A [Move] of an input *widens* if there are two requests, each with the entities known at the time, that
/// differ in nothing but this move, the earlier denied and the later allowed; it *narrows* the other way round. That it
/// cannot holds for every such pair, as far as the [Assumption] lets there be any. Requests of kinds the schema does not
/// know are not looked at.
///
/// Time grows with the policies that can apply, for each question about one kind of request; the search among the cases
/// of one policy stops after a fixed number of steps. Immutable, and safe to share between threads.
public final class InfluenceAnalysis {
    private final Schema schema;
    private final List<Policy> policies;
    private final Assumption assumption;
    private final Optional<ExactInfluence> exact;
    /// All kinds of request, by what is asked for.
    private final Map<ActionOn, List<Environment>> kinds;
    private final Map<Environment, Rulebook> books = new ConcurrentHashMap<>();

    private InfluenceAnalysis(
            Schema schema, List<Policy> policies, Assumption assumption, Optional<ExactInfluence> exact) {
        this.schema = schema;
        this.policies = policies;
        this.assumption = assumption;
        this.exact = exact;
        this.kinds = kinds(schema);
    }

    public static InfluenceAnalysis of(Schema schema, PolicySet policies, Assumption assumption) {
        return new InfluenceAnalysis(schema, policies.effective(), assumption, Optional.empty());
    }

    /// This analysis, with `solver` asked about everything it could not rule out.
    public InfluenceAnalysis settledBy(ExactInfluence solver) {
        return new InfluenceAnalysis(schema, policies, assumption, Optional.of(solver));
    }

    /// What `move` of `input` can do to requests of kind `environment`.
    public Influence of(Environment environment, InputPath input, Move move) {
        var book = book(environment);
        var influence = book.influence(input, move);
        return exact.map(solver -> new Influence(
                settle(solver, book, input, move, Direction.WIDEN, influence.widenings()),
                settle(solver, book, input, move, Direction.NARROW, influence.narrowings()))).orElse(influence);
    }

    /// What `move` of `inputs` can do to requests of kind `environment`: each of them makes the move or stays as it is.
    public Influence of(Environment environment, Collection<InputPath> inputs, Move move) {
        return inputs.stream().map(input -> of(environment, input, move)).reduce(Influence.NONE, Influence::or);
    }

    /// What `move` of `inputs` can do to requests for `on`, whatever type of principal makes them.
    public Influence of(ActionOn on, Collection<InputPath> inputs, Move move) {
        return kinds.getOrDefault(on, List.of()).stream()
                .map(environment -> of(environment, inputs, move))
                .reduce(Influence.NONE, Influence::or);
    }

    /// What every move of every input can do that an action declares in its context.
    public InfluenceReport report() {
        return report(on -> DeclaredInputs.of(schema, on.action()));
    }

    /// What every move of each of `inputs` can do.
    public InfluenceReport report(Collection<InputPath> inputs) {
        return report(_ -> inputs);
    }

    private InfluenceReport report(Function<ActionOn, Collection<InputPath>> inputs) {
        var rows = new ArrayList<Row>();
        kinds.keySet().forEach(on -> inputs.apply(on).forEach(input -> rows.add(row(on, input))));
        return new InfluenceReport(assumption, rows);
    }

    private Row row(ActionOn on, InputPath input) {
        var moves = new EnumMap<Move, Influence>(Move.class);
        for (var move : Move.values()) {
            moves.put(move, of(on, List.of(input), move));
        }
        return new Row(on, input, moves);
    }

    /// Forbids that no longer apply when an input is lost that their action declares in its context, each once for each
    /// input, whatever permits there are beside them.
    public List<OpenForbid> openForbids() {
        return new OpenForbids(schema, assumption).in(policies);
    }

    private static Map<ActionOn, List<Environment>> kinds(Schema schema) {
        var kinds = new TreeMap<ActionOn, List<Environment>>();
        Environment.allOf(schema).forEach(environment -> kinds.computeIfAbsent(ActionOn.of(environment),
                _ -> new ArrayList<>()).add(environment));
        return kinds;
    }

    private Rulebook book(Environment environment) {
        return books.computeIfAbsent(environment, kind -> new Rulebook(schema, kind, assumption, policies));
    }

    private List<Witness> settle(
            ExactInfluence solver,
            Rulebook book,
            InputPath input,
            Move move,
            Direction direction,
            List<Witness> witnesses) {
        if (witnesses.isEmpty()) {
            return witnesses;
        }
        var claim = new Claim(schema, assumption, book.environment(), book.policies(), input, move, direction);
        return switch (solver.settle(claim)) {
            case ExactInfluence.Refuted _ -> List.of();
            case Confirmed found -> confirmed(witnesses, new Counterexample(claim, found), found);
            case ExactInfluence.Unknown _ -> witnesses;
        };
    }

    private static List<Witness> confirmed(List<Witness> witnesses, Counterexample example, Confirmed found) {
        if (!example.holds()) {
            return witnesses;
        }
        return witnesses.stream()
                .map(witness -> example.turns(witness.policy()) ? witness.confirmed(found) : witness)
                .toList();
    }
}
