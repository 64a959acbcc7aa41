package dev.ambit.bench.cedar.workload;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Policies, and requests about one organisation, that every contender gets alike.
///
/// @param cedar    the policies as one Cedar text
/// @param sapl     the nearest equivalent in SAPL, one document for each policy, in the same order
/// @param requests in the order they are asked, over and over
/// @param large    the whole organisation
/// @param small    for each request, only the entities around its principal, action and resource
/// @param near     how many policies are about the action of a request and the type of its resource
/// @param about    how many are about its principal and resource as well, whatever their conditions say
public record Workload(
        String cedar,
        List<String> sapl,
        List<Request> requests,
        Entities large,
        List<Entities> small,
        IntSummaryStatistics near,
        IntSummaryStatistics about) {

    /// How many requests there are: with their contexts more than the caches next to a core hold.
    public static final int ALL = 1_024;
    /// How many of them, from the first on, are asked over and over where nothing else is said: few enough to stay as
    /// close to the core as a request is that was read just before.
    public static final int WARM = 256;

    private static final long SEED = 20_261_122;

    /// The workload of `count` policies: the same in every run.
    public static Workload of(World world, int count) {
        var rules = new RuleBook(world, SEED + count).write(count);
        var requests = new Questions(world, rules, SEED - count).ask(ALL);
        return new Workload(
                cedar(rules),
                IntStream.range(0, count).mapToObj(i -> rules.get(i).sapl("policy" + i)).toList(),
                requests,
                world.entities,
                requests.stream().map(asked -> around(world, asked)).toList(),
                count(requests, rules, Rule::isNear),
                count(requests, rules, (rule, asked) -> rule.isAbout(asked, world)));
    }

    /// The text alone of `count` policies.
    public static String text(World world, int count) {
        return cedar(new RuleBook(world, SEED + count).write(count));
    }

    private static String cedar(List<Rule> rules) {
        return rules.stream().map(Rule::cedar).collect(Collectors.joining());
    }

    private static IntSummaryStatistics count(
            List<Request> requests, List<Rule> rules, BiPredicate<Rule, Request> counts) {
        return requests.stream()
                .mapToInt(asked -> (int) rules.stream().filter(rule -> counts.test(rule, asked)).count())
                .summaryStatistics();
    }

    private static Entities around(World world, Request asked) {
        return world.around(List.of(asked.principal(), asked.action(), asked.resource()));
    }
}
