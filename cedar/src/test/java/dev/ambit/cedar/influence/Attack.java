package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/// Tries to refute what the analysis says of one random policy set: each move of an input that it says cannot turn an
/// answer must not turn one in any situation that is tried. Answers are the reference evaluator's.
final class Attack {
    /// Situations tried for each input of a random world.
    static final int SITUATIONS = 30;
    private static final int INPUTS = 3;

    private final long seed;
    private final Precision precision;

    /// @param precision told about every claim
    Attack(long seed, Precision precision) {
        this.seed = seed;
        this.precision = precision;
    }

    /// Goes through every situation of [Signals]. The failure found, in words, or nothing.
    Optional<String> goThrough(Function<SignalSets, String> write) {
        var text = write.apply(new SignalSets(new SplittableRandom(seed)));
        var policies = parsed(text);
        var analysis = InfluenceAnalysis.of(Signals.schema(), policies, Assumption.TYPED_INPUTS);
        var answers = new Signals.Answers(policies, text);
        for (var signal : Signals.names()) {
            for (var move : Move.values()) {
                var influence = analysis.of(Signals.ENVIRONMENT, Signals.path(signal), move);
                for (var direction : Direction.values()) {
                    var isSo = answers.turn(signal, move, direction);
                    precision.add(move, direction, influence, isSo);
                    if (isSo && influence.of(direction).isEmpty()) {
                        return Optional.of("seed %d: `context.%s` %s does %s\n%s".formatted(
                                seed, signal, move.verb(), direction, text));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// Looks for a refutation at random, of inputs of all sorts. The failure found, in words, or nothing.
    Optional<String> search() {
        var random = new SplittableRandom(seed);
        var assumption = random.nextBoolean() ? Assumption.TYPED_INPUTS : Assumption.NONE;
        var schema = new RandomSchema(random);
        var text = new RandomPolicies(random, schema).write();
        var policies = parsed(text);
        var analysis = InfluenceAnalysis.of(schema.schema, policies, assumption);
        var inputs = schema.paths().stream().filter(path -> text.contains(path.steps().getLast().name())).toList();
        for (var i = 0; i < INPUTS && !inputs.isEmpty(); i++) {
            var input = inputs.get(random.nextInt(inputs.size()));
            var said = new EnumMap<Move, Influence>(Move.class);
            for (var move : Move.values()) {
                said.put(move, analysis.of(schema.environment, input, move));
            }
            var seen = new EnumMap<Move, Set<Direction>>(Move.class);
            for (var j = 0; j < SITUATIONS; j++) {
                var world = new RandomWorld(random, schema, assumption == Assumption.TYPED_INPUTS);
                var refuted = tryOut(world, policies, input, said, seen);
                if (refuted.isPresent()) {
                    return Optional.of("seed %d, assuming %s: %s\n%s%s\n%s".formatted(
                            seed, assumption, refuted.get(), text, world, schema));
                }
            }
            for (var move : Move.values()) {
                for (var direction : Direction.values()) {
                    precision.add(move, direction, said.get(move), seen.getOrDefault(move, Set.of()).contains(
                            direction));
                }
            }
        }
        return Optional.empty();
    }

    /// Puts one value after another where `input` leads, and compares all answers.
    private static Optional<String> tryOut(
            RandomWorld world,
            PolicySet policies,
            InputPath input,
            Map<Move, Influence> said,
            Map<Move, Set<Direction>> seen) {
        var location = world.locate(input);
        if (location == null) {
            return Optional.empty();
        }
        var values = world.values(input, world.at(location));
        var allowed = new boolean[values.size()];
        for (var i = 0; i < allowed.length; i++) {
            world.put(location, values.get(i));
            allowed[i] = Reference.decide(policies, world.request(), world.entities()).isAllowed();
        }
        for (var i = 0; i < allowed.length; i++) {
            for (var j = 0; j < allowed.length; j++) {
                for (var move : Move.values()) {
                    if (allowed[i] != allowed[j] && Moves.fits(move, values.get(i), values.get(j))) {
                        var direction = allowed[j] ? Direction.WIDEN : Direction.NARROW;
                        seen.computeIfAbsent(move, _ -> EnumSet.noneOf(Direction.class)).add(direction);
                        if (said.get(move).of(direction).isEmpty()) {
                            return Optional.of("`%s` %s does %s, from %s to %s".formatted(
                                    input, move.verb(), direction, values.get(i), values.get(j)));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static PolicySet parsed(String text) {
        try {
            return PolicyParser.parse(Source.of(text));
        } catch (InvalidInput mistake) {
            throw new IllegalArgumentException(text, mistake);
        }
    }
}
