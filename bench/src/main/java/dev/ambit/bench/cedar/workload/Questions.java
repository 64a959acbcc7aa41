package dev.ambit.bench.cedar.workload;

import dev.ambit.bench.cedar.workload.Target.Any;
import dev.ambit.bench.cedar.workload.Target.Kind;
import dev.ambit.bench.cedar.workload.Target.KindIn;
import dev.ambit.bench.cedar.workload.Target.One;
import dev.ambit.bench.cedar.workload.Target.Within;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Asks what an organisation asks: two of three requests are such that some permit was written for them, the rest fall
/// where they fall. The context has sixteen attributes, four of which are missing now and then.
final class Questions {
    private static final List<String> REGIONS = List.of("eu", "us", "apac", "latam", "mea");

    private static final List<Integer> SCORES = IntStream.range(0, 100).boxed().toList();

    private final World world;
    private final List<Rule> permits;
    private final Dice dice;

    Questions(World world, List<Rule> rules, long seed) {
        this.world = world;
        this.permits = rules.stream().filter(rule -> rule.effect() == Rule.Effect.PERMIT).toList();
        this.dice = new Dice(seed);
    }

    List<Request> ask(int count) {
        return Stream.generate(() -> dice.roll(67) ? aimed(dice.any(permits)) : stray()).limit(count).toList();
    }

    private Request aimed(Rule rule) {
        var names = rule.action().names();
        var action = names.isEmpty() ? dice.favoured(World.ACTIONS) : dice.any(names);
        return new Request(principal(rule.principal()), World.action(action), resource(rule.resource()), context());
    }

    private Request stray() {
        return aimed(new Rule(Rule.Effect.PERMIT, new Any(), Actions.any(), new Any(), List.of(), List.of()));
    }

    private EntityUid principal(Target target) {
        return switch (target) {
            case Any() -> dice.any(dice.roll(75) ? world.users : world.agents);
            case Kind(var type) -> dice.any(type.equals("User") ? world.users : world.agents);
            case KindIn(var type, var group) -> member(type, group, new Kind(type));
            case Within(var group) -> member("", group, new Any());
            case One(var uid) -> uid;
        };
    }

    private EntityUid member(String type, EntityUid group, Target otherwise) {
        var members = world.in(group).stream().filter(uid -> type.isEmpty() || uid.type().equals(type)).toList();
        return members.isEmpty() ? principal(otherwise) : dice.any(members);
    }

    private EntityUid resource(Target target) {
        return switch (target) {
            case Any() -> dice.any(world.of(dice.favoured(World.TYPES)));
            case Kind(var type) -> dice.any(world.of(type));
            case KindIn(var type, var folder) -> content(type, folder, new Kind(type));
            case Within(var folder) -> content("", folder, new Any());
            case One(var uid) -> uid;
        };
    }

    private EntityUid content(String type, EntityUid folder, Target otherwise) {
        var content = world.in(folder).stream().filter(uid -> type.isEmpty() || uid.type().equals(type)).toList();
        return content.isEmpty() ? resource(otherwise) : dice.any(content);
    }

    private RecordValue context() {
        var context = new HashMap<String, Value>();
        context.put("sourceIp", new IpValue(true, 0, 10L << 24 | dice.below(1 << 24), 32));
        context.put("region", StringValue.of(dice.favoured(REGIONS)));
        context.put("hour", LongValue.of(dice.below(24)));
        context.put("channel", StringValue.of(dice.any(List.of("web", "cli", "api", "mcp"))));
        context.put("country", StringValue.of(dice.any(List.of("de", "fr", "us", "in", "jp"))));
        context.put("tenant", StringValue.of("acme"));
        context.put("client", StringValue.of("client-" + dice.below(40)));
        context.put("purpose", StringValue.of(dice.any(List.of("support", "analysis", "release"))));
        context.put("sessionAge", LongValue.of(dice.below(86_400)));
        context.put("tlsVersion", LongValue.of(13));
        context.put("bytes", LongValue.of(dice.below(1_000_000)));
        context.put("device", RecordValue.of(Map.of(
                "managed", BoolValue.of(dice.roll(85)),
                "os", StringValue.of(dice.any(List.of("linux", "macos", "windows"))))));
        sometimes(90, context, "mfa", BoolValue.of(dice.roll(80)));
        sometimes(85, context, "riskScore", LongValue.of(dice.favoured(SCORES)));
        sometimes(70, context, "threat", StringValue.of(dice.roll(2) ? "high" : "low"));
        sometimes(60, context, "ticket", StringValue.of((dice.roll(80) ? "INC-" : "CHG-") + dice.below(10_000)));
        return RecordValue.of(context);
    }

    private void sometimes(int percent, Map<String, Value> context, String name, Value value) {
        if (dice.roll(percent)) {
            context.put(name, value);
        }
    }
}
