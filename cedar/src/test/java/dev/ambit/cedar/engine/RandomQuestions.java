package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Policies, entities and requests over a world so small that they meet: every guard an index could be built on, and
/// next to it everything that can fail, in every order.
public final class RandomQuestions {
    private static final List<String> CONDITIONS = List.of(
            "context.stage == \"%s\"",
            "\"%s\" == context.stage",
            "context has stage && context.stage == \"%s\"",
            "[\"%s\", \"prod\"].contains(context.stage)",
            "[\"%s\", 7, true].contains(context.stage)",
            "context.level > %d",
            "context.level >= %d",
            "context.level < %d",
            "context.level <= %d",
            "%d < context.level",
            "context.level == %d",
            "context has level && context.level > %d",
            "context.level + %d > 3",
            "context.level * 9223372036854775807 > %d",
            "-context.level < %d",
            "context.flag",
            "!context.flag",
            "context has flag && context.flag",
            "context has nest && context.nest has deep && context.nest.deep == \"%s\"",
            "context has nest.deep",
            "context.nest == {deep: \"%s\"}",
            "principal in Group::\"g%d\"",
            "principal in [Group::\"g%d\", Group::\"g0\"]",
            "resource in Group::\"g%d\"",
            "principal == User::\"u%d\"",
            "principal is User",
            "principal is User in Group::\"g%d\"",
            "resource is Doc",
            "resource.owner == principal",
            "resource.owner in Group::\"g%d\"",
            "resource.owner.level > %d",
            "principal has level && principal.level > %d",
            "principal.level > %d",
            "principal.hasTag(\"t%d\") && principal.getTag(\"t%d\") == \"%s\"",
            "principal.getTag(\"t%d\") == context.stage",
            "principal.hasTag(context.stage)",
            "(if context.flag then principal else resource.owner).level > %d",
            "(if context.flag then principal else resource.owner) in Group::\"g%d\"",
            "(if context.flag then principal else resource.owner) has level",
            "principal in context.groups",
            "context.groups.contains(Group::\"g%d\")",
            "context.groups.containsAny([Group::\"g%d\", User::\"u0\"])",
            "context.groups.isEmpty()",
            "context.stage like \"*%s*\"",
            "User::\"u%d\".level > 1",
            "User::\"u%d\" in Group::\"g1\"",
            "User::\"u%d\" in User::\"u1\"",
            "1 + 1 == %d",
            "9223372036854775807 + %d > 0",
            "ip(\"10.0.0.%d\").isInRange(ip(\"10.0.0.0/30\"))",
            "ip(context.stage).isIpv4()",
            "decimal(\"%d.5\").lessThan(decimal(\"2.0\"))",
            "context.stage == context.stage",
            "action in Action::\"all\"",
            "{a: context.stage, b: 1} == {b: 1, a: \"%s\"}",
            "true",
            "false",
            "context.level",
            "resource.missing == 1 || context.flag",
            "context.flag || resource.missing == 1");

    private final SplittableRandom random;

    public RandomQuestions(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public String policies(int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(policy()).append('\n');
        }
        return text.toString();
    }

    public static PolicySet parse(String policies) {
        try {
            return PolicyParser.parse(Source.of(policies));
        } catch (InvalidInput invalid) {
            throw new AssertionError(policies, invalid);
        }
    }

    private String policy() {
        var text = new StringBuilder(pick("permit", "permit", "forbid"));
        text.append('(').append(pick("principal", "principal == User::\"u%d\"", "principal in Group::\"g%d\"",
                "principal is User", "principal is User in Group::\"g%d\""));
        text.append(", ").append(pick("action", "action == Action::\"a%d\"", "action in Action::\"all\"",
                "action in [Action::\"a%d\", Action::\"a0\"]", "action in [Action::\"a%d\", Action::\"all\"]"));
        text.append(", ").append(pick("resource", "resource == Doc::\"d%d\"", "resource in Group::\"g%d\"",
                "resource is Doc", "resource is User in Group::\"g%d\""));
        text.append(')');
        for (var i = random.nextInt(3); i > 0; i--) {
            text.append(pick(" when { ", " when { ", " unless { ")).append(body()).append(" }");
        }
        return filled(text.append(';').toString());
    }

    private String body() {
        var body = new StringBuilder(pick(CONDITIONS));
        for (var i = random.nextInt(4); i > 0; i--) {
            body.append(pick(" && ", " && ", " || ")).append('(').append(pick(CONDITIONS)).append(')');
        }
        return body.toString();
    }

    private String filled(String template) {
        var text = new StringBuilder(template);
        for (var at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at)) {
            text.replace(at, at + 2, text.charAt(at + 1) == 'd' ? Integer.toString(random.nextInt(4)) : stage());
        }
        return text.toString();
    }

    public Entities entities() {
        var entities = new ArrayList<Entity>();
        for (var i = 0; i < 4; i++) {
            if (random.nextInt(5) > 0) {
                entities.add(new Entity(user(i), attributes(), tags(), groups(4)));
            }
            if (random.nextInt(5) > 0) {
                entities.add(new Entity(EntityUid.of("Doc", "d" + i), attributes(), tags(), groups(4)));
            }
            entities.add(new Entity(group(i), RecordValue.EMPTY, RecordValue.EMPTY, groups(i)));
            if (random.nextBoolean()) {
                var all = EntityUid.of("Action", "all");
                entities.add(new Entity(EntityUid.of("Action", "a" + i), RecordValue.EMPTY, RecordValue.EMPTY,
                        Set.of(all)));
            }
        }
        return Entities.of(entities);
    }

    public Request request() {
        var resource = random.nextInt(4) > 0 ? EntityUid.of("Doc", "d" + random.nextInt(4)) : user(random.nextInt(4));
        var principal = random.nextInt(4) > 0 ? user(random.nextInt(4)) : group(random.nextInt(4));
        return new Request(principal, EntityUid.of("Action", "a" + random.nextInt(4)), resource, context());
    }

    private RecordValue context() {
        var context = new HashMap<String, Value>();
        maybe(context, "stage", random.nextInt(6) > 0 ? StringValue.of(stage()) : LongValue.of(7));
        maybe(context, "level", random.nextInt(6) > 0 ? number() : StringValue.of("high"));
        maybe(context, "flag", random.nextInt(6) > 0 ? BoolValue.of(random.nextBoolean()) : LongValue.of(1));
        maybe(context, "nest", random.nextInt(4) > 0
                ? RecordValue.of(random.nextBoolean() ? Map.of("deep", StringValue.of(stage())) : Map.of())
                : LongValue.of(1));
        maybe(context, "groups", SetValue.of(random.nextInt(4) > 0
                ? List.copyOf(groups(4))
                : List.of(LongValue.of(1), group(1))));
        return RecordValue.of(context);
    }

    private RecordValue attributes() {
        var attributes = new HashMap<String, Value>();
        maybe(attributes, "level", number());
        maybe(attributes, "owner", random.nextInt(6) > 0 ? user(random.nextInt(4)) : LongValue.of(2));
        return RecordValue.of(attributes);
    }

    private RecordValue tags() {
        var tags = new HashMap<String, Value>();
        for (var i = 0; i < 3; i++) {
            maybe(tags, "t" + i, StringValue.of(stage()));
        }
        maybe(tags, "prod", BoolValue.TRUE);
        return RecordValue.of(tags);
    }

    private void maybe(Map<String, Value> into, String name, Value value) {
        if (random.nextInt(5) > 0) {
            into.put(name, value);
        }
    }

    private LongValue number() {
        return LongValue.of(switch (random.nextInt(12)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Long.MIN_VALUE;
            default -> random.nextInt(-1, 5);
        });
    }

    private Set<EntityUid> groups(int below) {
        var groups = new HashSet<EntityUid>();
        for (var i = 0; i < below; i++) {
            if (random.nextInt(3) == 0) {
                groups.add(group(i));
            }
        }
        return groups;
    }

    private String stage() {
        return pick("dev", "test", "prod");
    }

    private static EntityUid user(int number) {
        return EntityUid.of("User", "u" + number);
    }

    private static EntityUid group(int number) {
        return EntityUid.of("Group", "g" + number);
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
