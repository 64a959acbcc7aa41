package dev.ambit.bench.cedar.workload;

import static dev.ambit.bench.cedar.workload.Rule.Effect.FORBID;
import static dev.ambit.bench.cedar.workload.Rule.Effect.PERMIT;

import dev.ambit.bench.cedar.workload.Target.Any;
import dev.ambit.bench.cedar.workload.Target.Kind;
import dev.ambit.bench.cedar.workload.Target.KindIn;
import dev.ambit.bench.cedar.workload.Target.One;
import dev.ambit.bench.cedar.workload.Target.Within;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Writes the policies of an organisation: mostly permits for teams and folders, some on attributes alone, and forbids
/// that guard them. The shares stay the same however many policies there are. Two things do not grow with them: there
/// are three guardrails over everything (one among ten policies), and a habit that is about everyone has one policy for
/// an action on a kind of thing, and from then on only such as are about one folder: nobody writes the same rule twice.
final class RuleBook {
    private static final List<String> REGIONS = List.of("eu", "us", "apac", "latam", "mea");

    private final World world;
    private final Dice dice;
    private final Set<List<Object>> written = new HashSet<>();

    /// @param share of a hundred
    private record Habit(int share, Supplier<Rule> rule) {}

    private final List<Habit> habits = List.of(
            new Habit(16, this::teamUsesThings),
            new Habit(14, this::teamUsesThingsWhile),
            new Habit(15, this::peopleUseFolder),
            new Habit(10, this::attributesMatch),
            new Habit(8, this::personUsesThing),
            new Habit(7, this::agentsUseThings),
            new Habit(5, this::teamOfTheThing),
            new Habit(8, this::sensitiveThingsAreGuarded),
            new Habit(6, this::divisionIsTiedToNetwork),
            new Habit(6, this::folderIsTiedToRegion),
            new Habit(4, this::riskyAgentsAreStopped),
            new Habit(1, this::kindIsFrozen));

    RuleBook(World world, long seed) {
        this.world = world;
        this.dice = new Dice(seed);
    }

    List<Rule> write(int count) {
        var guardrails = guardrails().subList(0, count < 100 ? 1 : 3);
        return Stream.concat(guardrails.stream(), Stream.generate(this::next).limit(count - guardrails.size()))
                .toList();
    }

    private Rule next() {
        var left = dice.below(100);
        for (var habit : habits) {
            left -= habit.share;
            if (left < 0) {
                return habit.rule.get();
            }
        }
        throw new IllegalStateException("the shares do not add up to a hundred");
    }

    private Rule teamUsesThings() {
        return permit(team(), actions(), kind(), List.of());
    }

    private Rule teamUsesThingsWhile() {
        return permit(team(), actions(), kind(), List.of(circumstance()));
    }

    private Rule peopleUseFolder() {
        var conditions = dice.roll(50) ? List.<Condition>of() : List.of(Condition.sameDepartment());
        return permit(new Kind("User"), actions(), new KindIn(type(), dice.any(world.folders)), conditions);
    }

    private Rule attributesMatch() {
        var action = action();
        return permit(new Kind("User"), action, kindOrFolder("attributes", action), List.of(
                dice.roll(30) ? Condition.owned() : Condition.sameDepartment(),
                dice.roll(50) ? Condition.cleared() : Condition.labelled(dice.any(World.LABELS))));
    }

    private Rule personUsesThing() {
        var type = type();
        var resource = dice.roll(60) ? new One(dice.any(world.of(type))) : new Kind(type);
        return permit(new One(dice.any(world.users)), actions(), resource, List.of());
    }

    private Rule agentsUseThings() {
        return permit(new KindIn("Agent", dice.favoured(world.teams)), actions(), kind(), List.of(
                dice.roll(50) ? Condition.withTicket() : Condition.riskBelow(40 + 10 * dice.below(5))));
    }

    private Rule teamOfTheThing() {
        var action = action();
        return permit(new Any(), action, kindOrFolder("team", action), List.of(Condition.inItsTeam()));
    }

    private Rule sensitiveThingsAreGuarded() {
        var action = action();
        var resource = kindOrFolder("sensitive", action);
        return forbid(new Any(), action, resource, List.of(Condition.sensitive(3 + dice.below(3))), List.of(
                Condition.secondFactor(), circumstance()));
    }

    private Rule divisionIsTiedToNetwork() {
        return forbid(new Within(dice.any(world.divisions)), actions(), kind(), List.of(), List.of(
                Condition.fromNetwork(32 * dice.below(8), 9 + dice.below(3))));
    }

    private Rule folderIsTiedToRegion() {
        return forbid(new Any(), actions(), new Within(dice.any(world.areas)), List.of(), List.of(
                Condition.regionIn(dice.some(3, REGIONS))));
    }

    private Rule riskyAgentsAreStopped() {
        return forbid(new Kind("Agent"), action(), kind(), List.of(Condition.riskAbove(60 + dice.below(40))), List
                .of());
    }

    private Rule kindIsFrozen() {
        var resource = kindOrFolder("frozen", Actions.any());
        return forbid(new Any(), Actions.any(), resource, List.of(
                Condition.labelledAny(dice.some(2, World.LABELS)), Condition.hourWithin(dice.below(4), 5)), List.of());
    }

    private List<Rule> guardrails() {
        var all = Actions.any();
        return List.of(
                forbid(new Any(), all, new Any(), List.of(Condition.threatIsHigh()), List.of()),
                forbid(new Kind("Agent"), all, new Any(), List.of(Condition.riskAbove(95)), List.of()),
                forbid(new Any(), Actions.in("change"), new Any(), List.of(Condition.sensitive(5)), List.of(
                        Condition.onManagedDevice())));
    }

    private Condition circumstance() {
        return switch (dice.below(5)) {
            case 0 -> Condition.secondFactor();
            case 1 -> Condition.riskBelow(50 + 10 * dice.below(4));
            case 2 -> Condition.regionIn(dice.some(3, REGIONS));
            case 3 -> Condition.onManagedDevice();
            default -> Condition.hourWithin(6 + dice.below(3), 18 + dice.below(4));
        };
    }

    private Target team() {
        return new Within(dice.roll(80) ? dice.favoured(world.teams) : dice.favoured(world.divisions));
    }

    private String type() {
        return dice.favoured(World.TYPES);
    }

    private Target kind() {
        return new Kind(type());
    }

    /// All things of a type for the first policy of this habit on `action` and that type, then only those in one folder.
    private Target kindOrFolder(String habit, Actions action) {
        var type = type();
        return written.add(List.of(habit, action, type))
                ? new Kind(type)
                : new KindIn(type, dice.any(dice.roll(50) ? world.folders : world.areas));
    }

    private Actions action() {
        return Actions.of(List.of(dice.favoured(World.ACTIONS)));
    }

    private Actions actions() {
        return switch (dice.below(10)) {
            case 0, 1, 2 -> Actions.in(dice.any(List.copyOf(World.ACTION_GROUPS.keySet())));
            case 3, 4 -> Actions.of(dice.some(2, World.ACTIONS));
            default -> action();
        };
    }

    private static Rule permit(Target principal, Actions action, Target resource, List<Condition> when) {
        return new Rule(PERMIT, principal, action, resource, when, List.of());
    }

    private static Rule forbid(
            Target principal, Actions action, Target resource, List<Condition> when, List<Condition> unless) {
        return new Rule(FORBID, principal, action, resource, when, unless);
    }
}
