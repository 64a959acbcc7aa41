package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.influence.Witness.Certainty;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.BoolValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// The policies that can apply to one kind of request, as terms, and what moves of inputs do to them.
final class Rulebook {
    /// Most steps of the search for a case in which one policy turns the answer.
    static final int MOST_STEPS = 10_000;

    private final Schema schema;
    private final Environment environment;
    private final Assumption assumption;
    private final Terms terms;
    private final Translation translation;
    private final List<Rule> rules = new ArrayList<>();
    private final Observations observations;
    private final List<List<Shift>> still = new ArrayList<>();
    private final Readers readers;
    private final int[] unmoved;

    /// A policy as the terms that must all be true.
    ///
    /// @param clauses what the scope says, then the conditions
    record Rule(Policy policy, List<Term> clauses) {
        List<Term> scope() {
            return clauses.subList(0, clauses.size() - policy.conditions().size());
        }

        boolean isPermit() {
            return policy.effect() == Policy.Effect.PERMIT;
        }

        /// How the policy may come out.
        int transitions(Case under) {
            var all = Transitions.ALWAYS;
            for (var clause : clauses) {
                all = Transitions.and(all, under.transitions(clause));
            }
            return all;
        }
    }

    Rulebook(Schema schema, Environment environment, Assumption assumption, List<Policy> policies) {
        this.schema = schema;
        this.environment = environment;
        this.assumption = assumption;
        this.terms = new Terms(schema, environment, assumption);
        this.translation = new Translation(terms);
        policies.forEach(this::add);
        this.observations = new Observations(terms);
        terms.places().forEach(place -> still.add(Shift.still(place)));
        this.readers = new Readers(rules);
        var nothingMoves = new Case(_ -> false, still, observations);
        this.unmoved = rules.stream().mapToInt(rule -> rule.transitions(nothingMoves)).toArray();
    }

    private void add(Policy policy) {
        if (!translation.scope(policy).contains(terms.constant(BoolValue.FALSE))) {
            rules.add(new Rule(policy, translation.clauses(policy)));
        }
    }

    Environment environment() {
        return environment;
    }

    Translation translation() {
        return translation;
    }

    /// The policies that can apply, in the order of the policy set.
    List<Policy> policies() {
        return rules.stream().map(Rule::policy).toList();
    }

    /// What `move` of `input` can do to answers.
    Influence influence(InputPath input, Move move) {
        var motion = new Motion(input, move);
        return motion.moved.isEmpty()
                ? Influence.NONE
                : new Influence(motion.witnesses(Direction.WIDEN), motion.witnesses(Direction.NARROW));
    }

    /// The forbids that can be satisfied before `move` of `input` and not after, whatever other policies say.
    List<Witness> forbidsTurnedOff(InputPath input, Move move) {
        return new Motion(input, move).forbidsTurnedOff();
    }

    /// One move of one input.
    private final class Motion {
        final BitSet moved;
        private final Case state;
        private final Search search;
        private final String words;

        Motion(InputPath input, Move move) {
            var scene = new Scene(schema, environment, assumption, input, move, terms.places());
            this.moved = readers.moved(scene, terms.places());
            this.state = new Case(scene::mayMove, shifts(scene), observations);
            var now = unmoved.clone();
            moved.stream().forEach(rule -> now[rule] = rules.get(rule).transitions(state));
            this.search = new Search(rules, readers, state, now);
            this.words = "`%s` %s".formatted(input, move.verb());
        }

        List<Witness> witnesses(Direction direction) {
            var witnesses = new ArrayList<Witness>();
            moved.stream().forEach(number -> {
                var isOn = (direction == Direction.WIDEN) == rules.get(number).isPermit();
                var found = search.turn(number, direction, MOST_STEPS);
                witness(number, isOn ? Transitions.TURNS_ON : Transitions.TURNS_OFF, found).ifPresent(witnesses::add);
            });
            return witnesses;
        }

        List<Witness> forbidsTurnedOff() {
            var witnesses = new ArrayList<Witness>();
            moved.stream().filter(number -> !rules.get(number).isPermit()).forEach(number -> {
                var found = search.turnAlone(number, Transitions.TURNS_OFF, MOST_STEPS);
                witness(number, Transitions.TURNS_OFF, found).ifPresent(witnesses::add);
            });
            return witnesses;
        }

        /// What the search supposes is the explanation, unless it has found nothing worth supposing.
        private Optional<Witness> witness(int number, int turns, Search.Found found) {
            if (found != Search.Found.CASE) {
                search.forget();
            }
            var witness = switch (found) {
                case NOTHING -> Optional.<Witness>empty();
                case CASE -> Optional.of(explain(number, turns, Certainty.FOUND));
                case UNSETTLED -> Optional.of(explain(number, turns, Certainty.UNSETTLED));
            };
            search.forget();
            return witness;
        }

        private Witness explain(int number, int turns, Certainty certainty) {
            return Explanation.of(rules.get(number), turns, state, Rulebook.this, certainty, words);
        }
    }

    private List<List<Shift>> shifts(Scene scene) {
        var shifts = new ArrayList<>(still);
        for (var place : terms.places()) {
            if (!scene.isStill(place)) {
                shifts.set(place.index(), scene.shifts(place));
            }
        }
        return shifts;
    }
}
