package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath.Attribute;
import dev.ambit.cedar.engine.InputPath.Step;
import dev.ambit.cedar.engine.InputPath.Tag;
import dev.ambit.cedar.influence.Place.Origin;
import dev.ambit.cedar.partial.Outcome;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All terms and places of one kind of request, each made once.
@SuppressWarnings("BadInstanceof") // a pattern names what is not null
final class Terms {
    /// Longest set written out as a chain of comparisons.
    private static final int LONGEST_CHAIN = 16;

    private final Schema schema;
    private final Environment environment;
    private final boolean isTyped;
    private final Map<List<Object>, Term> terms = new HashMap<>();
    private final Map<List<Object>, Place> placesByWay = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Term.Atom> atoms = new ArrayList<>();

    Terms(Schema schema, Environment environment, Assumption assumption) {
        this.schema = schema;
        this.environment = environment;
        this.isTyped = assumption == Assumption.TYPED_INPUTS;
    }

    /// Every place read so far, by [Place#index].
    List<Place> places() {
        return places;
    }

    /// Every atom made so far, by [Term.Atom#index].
    List<Term.Atom> atoms() {
        return atoms;
    }

    Term constant(Value value) {
        return shared(List.of("constant", value), () -> new Term.Constant(value));
    }

    Term failing() {
        return shared(List.of("failing"), Term.Failing::new);
    }

    Term not(Term operand) {
        used(operand);
        return shared(List.of("not", operand), () -> new Term.Not(operand));
    }

    Term and(Term left, Term right) {
        return junction(true, left, right);
    }

    Term or(Term left, Term right) {
        return junction(false, left, right);
    }

    private Term junction(boolean isAnd, Term left, Term right) {
        used(left);
        used(right);
        return shared(List.of("junction", isAnd, left, right), () -> new Term.Junction(isAnd, left, right));
    }

    Term choice(Term condition, Term then, Term otherwise) {
        used(condition);
        return shared(List.of("choice", condition, then, otherwise), () -> new Term.Choice(condition, then, otherwise));
    }

    /// Takes note that `term` is used as a condition.
    void used(Term term) {
        switch (term) {
            case Term.Read read -> {
                if (!read.place.isHolder()) {
                    read.place.useAsCondition();
                }
            }
            case Term.Choice choice -> {
                used(choice.then);
                used(choice.otherwise);
            }
            default -> {}
        }
    }

    Term read(Root root) {
        return root == Root.ACTION
                ? constant(environment.action())
                : read(root(new Origin.Variable(root), Types.of(schema, environment, root)));
    }

    private Term read(Place place) {
        return atom(List.of("read", place), () -> new Term.Read(atoms.size(), place));
    }

    private Term present(Place place) {
        return atom(List.of("present", place), () -> new Term.Present(atoms.size(), place));
    }

    /// `of.name`.
    Term get(Term of, String name) {
        var place = place(of);
        return place == null ? apply(new Operation.Get(name), of) : read(child(place, new Attribute(name)));
    }

    /// `of has a.b.c`: each holder is asked in turn, up to the first that lacks the next step.
    Term has(Term of, List<String> path) {
        if (place(of) == null || path.size() > LONGEST_CHAIN) {
            return apply(new Operation.Has(path), of);
        }
        var at = of;
        Term all = null;
        for (var name : path) {
            var here = present(child(Objects.requireNonNull(place(at)), new Attribute(name)));
            all = all == null ? here : and(all, here);
            at = get(at, name);
        }
        return Objects.requireNonNull(all);
    }

    /// `of is type`.
    Term is(Term of, String type) {
        return of instanceof Term.Read read && read.place.parent() == null && read.type() instanceof Type.Entity entity
                ? constant(BoolValue.of(entity.name().equals(type)))
                : apply(new Operation.Is(type), of);
    }

    /// `of.hasTag(name)` or `of.getTag(name)`.
    Term tag(BinaryOperator operator, Term of, Term name) {
        var place = place(of);
        if (place == null || !(name instanceof Term.Constant constant
                && constant.value instanceof StringValue(var tag))) {
            return apply(new Operation.Infix(operator), of, name);
        }
        if (!place.isEntity()) {
            // Of a record, an attribute of the same name would be found: tags are read of entities only.
            return apply(new Operation.Infix(operator), of, name);
        }
        var child = child(place, new Tag(tag));
        return operator == BinaryOperator.HAS_TAG ? present(child) : read(child);
    }

    /// `left == right`.
    Term equal(Term left, Term right) {
        if (isOfOtherType(left, right) || isOfOtherType(right, left)) {
            return constant(BoolValue.FALSE);
        }
        if (left.isBool() || right.isBool()) {
            used(left);
            used(right);
        }
        compared(left, right);
        compared(right, left);
        return apply(new Operation.Infix(BinaryOperator.EQUAL), left, right);
    }

    /// Whether `root` is the principal or resource, and `other` an entity of another type.
    private static boolean isOfOtherType(Term root, Term other) {
        return root instanceof Term.Read read
                && read.place.parent() == null
                && other instanceof Term.Constant constant
                && !Types.of(constant.value).equals(read.type())
                && read.place.isEntity();
    }

    /// `left < right`, and whatever else compares by size.
    Term ordered(Operation operation, Term left, Term right) {
        compared(left, right);
        compared(right, left);
        return apply(operation, left, right);
    }

    private static void compared(Term place, Term literal) {
        if (place instanceof Term.Read read && literal instanceof Term.Constant constant) {
            read.place.compareWith(constant.value);
        }
    }

    /// `left in right`.
    Term in(Term left, Term right) {
        if (right instanceof Term.Constant constant && constant.value instanceof SetValue set && isChain(set)
                && set.members().stream().allMatch(EntityUid.class::isInstance)) {
            return anyOf(set, group -> in(left, group));
        }
        if (entity(left) instanceof EntityUid member && entity(right) instanceof EntityUid group) {
            return inKnown(member, group, left, right);
        }
        return isNeverIn(left, right)
                ? constant(BoolValue.FALSE)
                : apply(new Operation.Infix(BinaryOperator.IN), left, right);
    }

    private Term inKnown(EntityUid member, EntityUid group, Term left, Term right) {
        if (member.equals(group)) {
            return constant(BoolValue.TRUE);
        }
        return isTyped && member.equals(environment.action())
                ? constant(BoolValue.of(schema.ancestors(member).contains(group)))
                : apply(new Operation.Infix(BinaryOperator.IN), left, right);
    }

    /// Whether `left` is the principal or resource, and of a type no entity of which is ever in `right`.
    private boolean isNeverIn(Term left, Term right) {
        return isTyped
                && left instanceof Term.Read read
                && read.place.parent() == null
                && read.type() instanceof Type.Entity(var type)
                && entity(right) instanceof EntityUid group
                && !schema.mayBeIn(type, group.type());
    }

    /// `left.contains(right)`.
    Term contains(Term left, Term right) {
        if (left instanceof Term.Constant constant && constant.value instanceof SetValue set && isChain(set)
                && right instanceof Term.Read) {
            return anyOf(set, member -> equal(right, member));
        }
        return apply(new Operation.Infix(BinaryOperator.CONTAINS), left, right);
    }

    /// `left.containsAll(right)` or `left.containsAny(right)`.
    Term containsMany(BinaryOperator operator, Term left, Term right) {
        if (right instanceof Term.Constant constant && constant.value instanceof SetValue set && isChain(set)) {
            return operator == BinaryOperator.CONTAINS_ANY
                    ? anyOf(set, member -> contains(left, member))
                    : allOf(set, member -> contains(left, member));
        }
        return apply(new Operation.Infix(operator), left, right);
    }

    private static boolean isChain(SetValue set) {
        return !set.isEmpty() && set.size() <= LONGEST_CHAIN;
    }

    private Term anyOf(SetValue set, UnaryOperator<Term> of) {
        return set.members().stream().map(this::constant).map(of).reduce(this::or).orElseThrow();
    }

    private Term allOf(SetValue set, UnaryOperator<Term> of) {
        return set.members().stream().map(this::constant).map(of).reduce(this::and).orElseThrow();
    }

    Term apply(Operation operation, Term... operands) {
        return apply(operation, List.of(operands));
    }

    Term apply(Operation operation, List<Term> operands) {
        if (operation.isPure() && operands.stream().allMatch(Term.Constant.class::isInstance)) {
            return evaluate(operation, operands);
        }
        var key = new ArrayList<Object>(operands);
        key.add(operation);
        return atom(key, () -> new Term.Applied(atoms.size(), operation, operands));
    }

    private Term evaluate(Operation operation, List<Term> operands) {
        var values = operands.stream().map(operand -> ((Term.Constant) operand).value).toList();
        return switch (operation.evaluate(values)) {
            case Outcome.Of(var value) -> constant(value);
            case Outcome.Failed _ -> failing();
        };
    }

    private static @Nullable EntityUid entity(Term term) {
        return term instanceof Term.Constant constant && constant.value instanceof EntityUid uid ? uid : null;
    }

    /// The place whose attributes are those of `term`, or `null` where it is put together otherwise.
    private @Nullable Place place(Term term) {
        if (entity(term) instanceof EntityUid uid) {
            var isAction = uid.equals(environment.action());
            return root(isAction ? new Origin.Variable(Root.ACTION) : new Origin.Named(uid), Types.of(uid));
        }
        return term instanceof Term.Read read ? read.place : null;
    }

    private Place root(Origin origin, Type type) {
        return place(List.of(origin), () -> Place.root(places.size(), origin, type));
    }

    private Place child(Place parent, Step step) {
        return place(List.of(parent, step), () -> switch (declared(parent, step)) {
            case Types.Declared.Yes(var type) -> parent.child(places.size(), step, type, true);
            case Types.Declared.No _ -> parent.child(places.size(), step, null, false);
            case Types.Declared.Unsaid _ -> parent.child(places.size(), step, null, true);
        });
    }

    private Types.Declared declared(Place parent, Step step) {
        return isTyped ? Types.step(schema, parent.type(), step) : new Types.Declared.Unsaid();
    }

    private Place place(List<Object> way, Supplier<Place> make) {
        var known = placesByWay.get(way);
        if (known != null) {
            return known;
        }
        var made = make.get();
        places.add(made);
        placesByWay.put(way, made);
        return made;
    }

    private Term atom(List<Object> key, Supplier<Term.Atom> make) {
        return shared(key, () -> {
            var atom = make.get();
            atoms.add(atom);
            return atom;
        });
    }

    private Term shared(List<Object> key, Supplier<Term> make) {
        var known = terms.get(key);
        if (known != null) {
            return known;
        }
        var made = make.get();
        terms.put(key, made);
        return made;
    }
}
