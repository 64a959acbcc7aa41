package dev.ambit.cedar.explain;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.explain.World.Place;
import dev.ambit.cedar.explain.World.Sight;
import dev.ambit.cedar.partial.Kind;
import dev.ambit.cedar.partial.Knowledge;
import dev.ambit.cedar.partial.Lookup;
import dev.ambit.cedar.partial.PartialEvaluation;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Which of the inputs that a decision read would have changed its outcome, had they been absent or different.
///
/// It is worked out from the record alone: everything that was not read counts as unknown, so what is said holds
/// whatever else the world was like at the time. An input that was not read cannot have decided anything: all the
/// policies that could apply were evaluated without it.
public final class Decisive {
    /// The id of an entity, or the string, that stands in an example for any that no policy mentions.
    public static final String UNHEARD_OF = Literals.UNHEARD_OF;

    private final PolicySet policies;
    private final World world;
    private final Candidates candidates;
    private final Function<Read.Subject, Optional<Type>> types;

    /// One input, and what it weighed.
    ///
    /// @param ifAbsent    had it not been there; of an input that was not, that is no difference
    /// @param ifDifferent had it been there with another value
    /// @param example     another value with which the outcome would have been the other, where one was found
    public record Weight(Read input, Effect ifAbsent, Effect ifDifferent, Optional<Value> example) {

        /// Whether the outcome would have been another without this input, or with another value of it.
        public boolean isDecisive() {
            return ifAbsent == Effect.CHANGES || ifDifferent == Effect.CHANGES;
        }
    }

    public enum Effect {
        /// The outcome would have been the same.
        KEEPS,
        /// The outcome would have been the other.
        CHANGES,
        /// It depends on inputs that were not read, or on a value that was not tried.
        MAY_CHANGE
    }

    private Decisive(PolicySet policies, World world, Candidates candidates,
            Function<Read.Subject, Optional<Type>> types) {
        this.policies = policies;
        this.world = world;
        this.candidates = candidates;
        this.types = types;
    }

    /// Weighs every input of one decision.
    ///
    /// @param request the principal, action and resource of the decision; the context is not looked at
    /// @param reads   all that the decision read, as `engine` recorded it
    /// @return a weight for each read, in the order of `reads`
    public static List<Weight> of(PolicySet policies, Request request, List<Read> reads) {
        return of(policies, Optional.empty(), request, reads, _ -> Optional.empty());
    }

    /// Weighs every input of one decision; values that are tried have the types that `schema` declares. So an example is
    /// one that can really come, also for an input that was not there.
    public static List<Weight> of(PolicySet policies, Schema schema, Request request, List<Read> reads) {
        return of(policies, Optional.of(schema), request, reads, new DeclaredTypes(schema, request)::of);
    }

    private static List<Weight> of(PolicySet policies, Optional<Schema> schema, Request request, List<Read> reads,
            Function<Read.Subject, Optional<Type>> types) {
        var world = World.of(request.principal(), request.action(), request.resource(), reads);
        var decisive = new Decisive(policies, world, new Candidates(Literals.of(policies), schema), types);
        return decisive.decide(world).map(actual -> reads.stream().map(read -> decisive.weigh(read, actual)).toList())
                .orElseThrow(() -> new IllegalArgumentException("the reads are not all that the decision read"));
    }

    private Optional<Decision> decide(World in) {
        return PartialEvaluation.decide(policies, in.facts()).decision();
    }

    private Effect effect(World changed, Decision actual) {
        return decide(changed)
                .map(decision -> decision == actual ? Effect.KEEPS : Effect.CHANGES)
                .orElse(Effect.MAY_CHANGE);
    }

    private Weight weigh(Read read, Decision actual) {
        var place = world.place(read);
        return switch (read) {
            case Read.Found(_, var value) -> found(read, place, value, actual);
            case Read.Present _ ->
                different(read, absent(place, actual), place, Knowledge.Fields.ANY, Optional.of(RecordValue.EMPTY),
                        actual);
            case Read.Absent _ -> different(read, Effect.KEEPS, place, Knowledge.Nothing.NOTHING, Optional.empty(),
                    actual);
            case Read.Groups _ -> new Weight(read, with(place, new Sight.Groups(Optional.of(Set.of())), actual),
                    with(place, new Sight.Groups(Optional.empty()), actual), Optional.empty());
        };
    }

    private Weight found(Read read, Place place, Value value, Decision actual) {
        return different(read, absent(place, actual), place, alike(value), Optional.of(value), actual);
    }

    private Effect absent(Place place, Decision actual) {
        return place.steps().isEmpty()
                ? with(place, new Sight.Looked(new Lookup.Found(Knowledge.Fields.NONE)), actual)
                : with(place, new Sight.Looked(Lookup.Missing.ABSENT), actual);
    }

    private Effect with(Place place, Sight sight, Decision actual) {
        return effect(world.with(place, sight), actual);
    }

    /// First asks whether any value at all could make a difference, then looks for one that does.
    private Weight different(Read read, Effect ifAbsent, Place place, Knowledge any, Optional<Value> value,
            Decision actual) {
        var effect = with(place, new Sight.Looked(new Lookup.Found(any)), actual);
        if (effect != Effect.MAY_CHANGE) {
            return new Weight(read, ifAbsent, effect, Optional.empty());
        }
        var example = others(read, value).stream()
                .filter(other -> with(place, new Sight.Looked(Lookup.found(other)), actual) == Effect.CHANGES)
                .findFirst();
        var onlyTwo = value.filter(BoolValue.class::isInstance).isPresent();
        var found = example.isPresent() ? Effect.CHANGES : onlyTwo ? flipped(place, value, actual) : Effect.MAY_CHANGE;
        return new Weight(read, ifAbsent, found, example);
    }

    private Effect flipped(Place place, Optional<Value> value, Decision actual) {
        var other = BoolValue.of(value.orElseThrow() == BoolValue.FALSE);
        return with(place, new Sight.Looked(Lookup.found(other)), actual);
    }

    /// Values worth trying instead of `value`.
    private List<Value> others(Read read, Optional<Value> value) {
        var all = types.apply(read.subject())
                .map(candidates::of)
                .orElseGet(() -> value.map(candidates::like).orElseGet(candidates::any));
        return all.stream().filter(other -> value.filter(other::equals).isEmpty()).toList();
    }

    /// Any value of the kind of `value`; for an entity, any of its type.
    private static Knowledge alike(Value value) {
        return switch (value) {
            case BoolValue _ -> new Knowledge.OfKind(Kind.BOOL);
            case LongValue _ -> new Knowledge.OfKind(Kind.LONG);
            case StringValue _ -> new Knowledge.OfKind(Kind.STRING);
            case DecimalValue _ -> new Knowledge.OfKind(Kind.DECIMAL);
            case IpValue _ -> new Knowledge.OfKind(Kind.IPADDR);
            case DatetimeValue _ -> new Knowledge.OfKind(Kind.DATETIME);
            case DurationValue _ -> new Knowledge.OfKind(Kind.DURATION);
            case EntityUid entity -> Knowledge.SomeEntity.ofType(entity.type());
            case SetValue _ -> Knowledge.SetOf.ANY;
            case RecordValue _ -> Knowledge.Fields.ANY;
        };
    }
}
