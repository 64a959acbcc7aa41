package dev.ambit.cedar.partial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.PolicyPrinter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a schema says of what is unknown.
class ConformingFactsTest {
    private static final Schema SCHEMA = schema("""
            entity Group;
            entity Folder in [Folder];
            entity User in [Group] { team: String, boss?: User } tags Long;
            entity Repo in [Folder] { owner: User, archived?: Bool, meta: { size: Long, labels: Set<String> } };
            action read appliesTo { principal: User, resource: [Repo, Folder], context: { risk?: Long, mfa: Bool, from: ipaddr } };
            action all;
            """);
    private static final EntityUid READ = EntityUid.of("Action", "read");

    private static final Facts FACTS = Facts.NOTHING.is(Root.ACTION, READ).conformingTo(SCHEMA);

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiterString = "→", textBlock = """
            principal is User                                → true
            principal is Group                               → false
            principal in Folder::"f0"                        → false
            principal in Group::"g0"                         → principal in Group::"g0"
            principal == Group::"g0"                         → false
            context.mfa || true                              → true
            context.from.isIpv4() || true                    → true
            context.risk > 5 || true                         → context.risk > 5 || true
            context has risk && context.risk > 5 || true     → true
            context has gone                                 → false
            context.gone                                     → fails: attribute `gone` is not in `context`
            principal.team == "a" || true                    → principal.team == "a" || true
            principal has team && principal.team like "a" || true → true
            principal has owner                              → false
            principal.team == 1                              → principal.team == 1
            principal has boss && principal.boss is User     → principal has boss
            User::"u0".boss in Group::"g0" && false          → User::"u0".boss in Group::"g0" && false
            resource is Repo && resource.meta.size > 1 || true → resource is Repo && resource.meta.size > 1 || true
            resource is Repo && resource has meta && resource.meta.size > 1 || true → true
            resource is Repo in Group::"g0"                  → false
            principal.hasTag("x") && principal.getTag("x") > 1 || true → true
            resource is Repo && resource.hasTag("x")         → false
            """)
    void what_is_left_of(String expression, String rest) {
        assertThat(said(PartialEvaluation.evaluate(PartialEvaluationTest.expr(expression), FACTS))).isEqualTo(rest);
    }

    private static String said(Reduced reduced) {
        return switch (reduced) {
            case Reduced.Done(var value, _) -> value.toString();
            case Reduced.Fails(var failure, _) -> "fails: " + failure.message();
            case Reduced.Open open -> PolicyPrinter.print(open.expr());
        };
    }

    private static final List<String> TESTS = List.of(
            "context.mfa", "context.risk > 1", "context has risk", "context.from.isLoopback()", "context has risk.x",
            "principal.team == \"a\"", "principal has team", "principal has boss", "principal.boss == User::\"u0\"",
            "principal has boss.team",
            "principal.boss.team == context.team", "principal in Group::\"g0\"", "principal in Folder::\"f0\"",
            "principal is User in Group::\"g1\"",
            "resource is Repo", "resource in Folder::\"f1\"", "resource in principal", "resource.owner == principal",
            "resource.owner.team == \"b\"",
            "resource has archived", "resource.archived", "resource.meta.size < 2", "resource has meta.size",
            "resource.meta.labels.contains(\"a\")",
            "resource.meta.labels.contains(1)", "resource.meta == {size: 1, labels: [\"a\"]}",
            "resource.meta == {size: 1}", "principal.hasTag(\"a\")",
            "principal.getTag(\"a\") > 1", "resource.hasTag(\"a\")", "resource == Repo::\"r0\"",
            "principal == resource", "resource.owner in [Group::\"g0\", User::\"u0\"]");

    @RepeatedTest(100)
    void what_is_said_holds_in_every_completion_that_conforms(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var text = "permit(principal, action, resource) when { %s };".formatted(condition(random, 4));
        var policy = PartialEvaluationTest.parse(text).policies().values().iterator().next();
        var facts = random.nextBoolean() ? FACTS.isOfType(Root.RESOURCE, "Repo") : FACTS;
        var verdict = PartialEvaluation.evaluate(policy, facts);
        var cases = PartialEvaluation.cases(policy, facts);
        for (var i = 0; i < 30; i++) {
            var resource = EntityUid.of(facts == FACTS && random.nextBoolean() ? "Folder" : "Repo", "r" + random
                    .nextInt(2));
            var request = new Request(uid(random, "User"), READ, resource, (RecordValue) value(random, SCHEMA.action(
                    READ).orElseThrow().context()));
            var entities = entities(random);
            var actual = Reference.evaluate(policy, request, entities);
            var isMet = cases.stream().anyMatch(each -> each.conditions().stream().allMatch(condition -> isTrue(
                    Reference.evaluate(condition, request, entities))));
            assertThat(List.of(said(verdict, request, entities), isMet)).as(() -> "%s in %s with %s".formatted(text,
                    request, entities.all())).isEqualTo(List.of(said(actual), isTrue(actual)));
        }
    }

    private static String condition(SplittableRandom random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return TESTS.get(random.nextInt(TESTS.size()));
        }
        var left = condition(random, depth - 1);
        var right = condition(random, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> "!(" + left + ")";
            case 1, 2 -> "(" + left + ") && (" + right + ")";
            case 3 -> "(" + left + ") || (" + right + ")";
            default -> "if " + left + " then (" + right + ") else " + condition(random, depth - 1);
        };
    }

    private static boolean isTrue(Outcome outcome) {
        return outcome.equals(new Outcome.Of(BoolValue.TRUE));
    }

    private static String said(Verdict verdict, Request request, Entities entities) {
        return switch (verdict) {
            case Verdict.Known known -> known == Verdict.Known.SATISFIED ? "true" : "false";
            case Verdict.Failed _ -> "fails";
            case Verdict.Residual(var rest, _, _) -> said(Reference.evaluate(rest, request, entities));
        };
    }

    private static String said(Outcome outcome) {
        return outcome instanceof Outcome.Of(var value) ? value.toString() : "fails";
    }

    private static Entities entities(SplittableRandom random) {
        var entities = new ArrayList<Entity>();
        for (var type : SCHEMA.entityTypes().values()) {
            for (var i = 0; i < 2; i++) {
                var uid = EntityUid.of(type.name(), type.name().toLowerCase(Locale.ROOT).charAt(0) + "" + i);
                if (random.nextInt(4) > 0) {
                    var tags = type.tags().isPresent()
                            ? RecordValue.of(Map.of("a", value(random, type.tags().get())))
                            : RecordValue.EMPTY;
                    entities.add(new Entity(uid, (RecordValue) value(random, type.attributes()), tags, parents(random,
                            type, i)));
                }
            }
        }
        return Entities.of(entities);
    }

    private static Set<EntityUid> parents(SplittableRandom random, Schema.EntityType type, int index) {
        var parents = new HashSet<EntityUid>();
        for (var parent : type.memberOf()) {
            if (random.nextBoolean() && !(parent.equals(type.name()) && index > 0)) {
                parents.add(EntityUid.of(parent, parent.toLowerCase(Locale.ROOT).charAt(0) + "1"));
            }
        }
        return parents;
    }

    private static EntityUid uid(SplittableRandom random, String type) {
        return EntityUid.of(type, type.toLowerCase(Locale.ROOT).charAt(0) + "" + random.nextInt(3));
    }

    private static Value value(SplittableRandom random, Type type) {
        return switch (type) {
            case Type.Primitive primitive -> switch (primitive) {
                case BOOL -> BoolValue.of(random.nextBoolean());
                case LONG -> LongValue.of(random.nextInt(4));
                case STRING -> StringValue.of(random.nextBoolean() ? "a" : "b");
            };
            case Type.Extension extension -> switch (extension) {
                case DECIMAL -> new DecimalValue(1);
                case IPADDR -> Objects.requireNonNull(IpValue.parse(random.nextBoolean() ? "::1" : "10.0.0.1"));
                case DATETIME -> new DatetimeValue(1);
                case DURATION -> new DurationValue(1);
            };
            case Type.Entity(var name) -> uid(random, name);
            case Type.SetOf(var element) -> random.nextBoolean() ? SetValue.EMPTY : SetValue.of(value(random, element));
            case Type.RecordOf record -> record(random, record);
        };
    }

    private static RecordValue record(SplittableRandom random, Type.RecordOf type) {
        var values = new HashMap<String, Value>();
        type.attributes().forEach((name, attribute) -> {
            if (attribute.required() || random.nextBoolean()) {
                values.put(name, value(random, attribute.type()));
            }
        });
        return RecordValue.of(values);
    }

    private static Schema schema(String text) {
        try {
            return Schema.parse(Source.of(text));
        } catch (InvalidInput invalid) {
            throw new AssertionError(invalid);
        }
    }
}
