package dev.ambit.cedar.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.syntax.TemplateLink;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorTest {
    private static final String SCHEMA = """
            type Address = { city: String, street?: String };
            entity Team;
            entity Color enum ["red", "green"];
            entity Robot;
            entity User in [Team] {
              name: String,
              age: Long,
              home?: Address,
              "nick name"?: String,
              score: decimal,
              born: datetime,
              friends: Set<User>,
              labels: Set<String>,
            } tags String;
            entity Photo { owner: User, size: Long };
            action read;
            action view in [read] appliesTo {
              principal: [User, Robot], resource: Photo,
              context: { ip?: ipaddr, reason: String, mfa?: Bool, url?: String }
            };
            action edit in [read] appliesTo { principal: User, resource: Photo, context: { reason: String } };
            action paint appliesTo { principal: User, resource: Color };
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '^', textBlock = """
            permit(principal == Usr::"a", action, resource) => p:1:21: entity type `Usr` is not in the schema. Did you mean `User`?
            permit(principal, action == Action::"veiw", resource) => p:1:29: action `Action::"veiw"` is not in the schema. Did you mean `Action::"view"`?
            permit(principal, action == App::Action::"view", resource) => p:1:29: action `App::Action::"view"` is not in the schema. Did you mean `Action::"view"`?
            permit(principal, action, resource is Foto) => p:1:39: entity type `Foto` is not in the schema. Its types are `Color`, `Photo`, `Robot`, `Team`, `User`
            permit(principal == Team::"x", action == Action::"view", resource) => p:1:21: `principal == Team::"x"` fits no request: the principal of `Action::"view"` is `Robot` or `User`. Write `principal in Team::"x"` for what is in it
            permit(principal, action == Action::"read", resource) => p:1:29: `action == Action::"read"` fits no request: the schema applies it to nothing. Write `action in Action::"read"` for the actions in it
            permit(principal, action == Action::"view", resource == Color::"red") => p:1:57: `resource == Color::"red"` fits no request: the resource of `Action::"view"` is `Photo`
            permit(principal is Robot, action == Action::"edit", resource) => p:1:21: `principal is Robot` fits no request: the principal of `Action::"edit"` is `User`
            permit(principal is Robot, action, resource is Color) => p:1:48: `resource is Color` fits no request together with `principal is Robot`: no action applies to both
            permit(principal, action == Action::"paint", resource == Color::"gren") => p:1:58: `Color::"gren"` is not one of the entities `Color` lists. Did you mean `Color::"green"`?
            permit(principal, action in [], resource) => p:1:29: `action in []` lets no action through. Name at least one
            permit(principal == ?principal, action == Action::"edit", resource is Color in ?resource) => p:1:71: `resource is Color in ?resource` fits no request: the resource of `Action::"edit"` is `Photo`
            """)
    void the_head_of_a_policy_is_refused_with(String head, String message) throws InvalidInput {
        assertThat(said(head + ";")).isEqualTo(message);
    }

    /// The conditions of a policy for users who view photos.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '^', textBlock = """
            principal.nmae == "x" => p:1:70: `User` has no attribute `nmae`. Did you mean `name`?
            context.reson == "" => p:1:70: the context of `Action::"view"` has no attribute `reson`. Did you mean `reason`?
            principal.home.city == "x" => p:1:70: attribute `home` of `User` is optional, and nothing before asks whether it is there. Write `principal has home && …`
            principal["nick name"] == "x" => p:1:70: attribute `nick name` of `User` is optional, and nothing before asks whether it is there. Write `principal has "nick name" && …`
            context.mfa => p:1:70: attribute `mfa` of the context of `Action::"view"` is optional, and nothing before asks whether it is there. Write `context has mfa && …`
            principal has home && principal.home.street == "x" => p:1:92: attribute `street` of `principal.home` is optional, and nothing before asks whether it is there. Write `principal.home has street && …`
            principal.getTag("x") == "y" => p:1:70: tag `"x"` of `User` may be absent, and nothing before asks whether it is there. Write `principal.hasTag("x") && …`
            resource.getTag("x") == "y" => p:1:70: `Photo` has no tags. To give it some, end its declaration in the schema with `tags` and their type
            principal.age => p:1:70: `principal.age` has type `Long`, but `when` needs `Bool`
            principal.age && true => p:1:70: `principal.age` has type `Long`, but `&&` needs `Bool`
            !principal.age => p:1:71: `principal.age` has type `Long`, but `!` needs `Bool`
            principal.age == "5" => p:1:70: `==` compares different types, `Long` and `String`
            principal.age < "5" => p:1:86: `"5"` has type `String`, but `<` needs `Long`, like its other side
            principal.score < decimal("0.5") => p:1:70: `principal.score` has type `decimal`, but `<` needs `Long`, `datetime` or `duration`. Compare decimals with `.lessThan()` and the like; p:1:88: `decimal("0.5")` has type `decimal`, but `<` needs `Long`, `datetime` or `duration`. Compare decimals with `.lessThan()` and the like
            principal.born < 5 => p:1:70: `<` compares different types, `datetime` and `Long`
            principal.name + "x" == "ax" => p:1:70: `principal.name` has type `String`, but `+` needs `Long`. Cedar does not join strings; p:1:87: `"x"` has type `String`, but `+` needs `Long`. Cedar does not join strings
            principal.labels + principal.labels == principal.labels => p:1:70: `principal.labels` has type `Set<String>`, but `+` needs `Long`. Cedar has no union, intersection or difference of sets; p:1:89: `principal.labels` has type `Set<String>`, but `+` needs `Long`. Cedar has no union, intersection or difference of sets
            principal.labels.contains(1) => p:1:70: `.contains()` looks for type `Long` in a set that holds `String`
            principal.labels.containsAll([1]) => p:1:70: `.containsAll()` compares sets of different types, `Set<String>` and `Set<Long>`
            principal.labels.containsAny("x") => p:1:99: `"x"` has type `String`, but `.containsAny()` needs a set. Ask with `.contains()` for a single value
            principal.name.contains("x") => p:1:70: `principal.name` has type `String`, but `.contains()` needs a set. Ask with `like` what a string contains
            resource.contains(principal) => p:1:70: `resource` has type `Photo`, but `.contains()` needs a set. Ask with `in` whether an entity is in a group
            principal.name.isEmpty() => p:1:70: `principal.name` has type `String`, but `.isEmpty()` needs a set. Compare a string with `== ""`
            ["a", 1].contains("a") => p:1:76: `1` has type `Long`, but the set it is in holds `String`
            principal.labels == [] => p:1:90: `[]` holds nothing, so it has no type. Ask with `.isEmpty()` whether a set is empty; an empty set itself can only come from data
            principal.name in Team::"x" => p:1:70: `principal.name` has type `String`, but `in` needs an entity. Ask with `.contains()` whether a value is in a set
            principal in principal.labels => p:1:83: `principal.labels` has type `Set<String>`, but `in` needs an entity or a set of entities. Ask with `.contains()` whether a value is in a set
            principal like "x" => p:1:70: `principal` has type `User`, but `like` needs `String`. Ask with `is` for the type of an entity
            principal.name is User => p:1:70: `principal.name` has type `String`, but `is` needs an entity. Only of entities can a policy ask the type
            principal.name has length => p:1:70: `principal.name` has type `String`, but `has` needs an entity or a record
            principal.labels has x => p:1:70: `principal.labels` has type `Set<String>`, but `has` needs an entity or a record. Ask with `.contains()` what a set holds
            ip(context.reason).isLoopback() => p:1:73: `context.reason` is computed, but `ip()` takes only a string written out. Give the attribute itself the type `ipaddr` in the schema
            ip("10.0.0.0/33").isLoopback() => p:1:73: `"10.0.0.0/33"` is no value of type `ipaddr`. Write an IPv4 or IPv6 address, or a range of them, as in `ip("10.0.0.0/8")`
            "10.0.0.1".isLoopback() => p:1:70: `"10.0.0.1"` has type `String`, but `.isLoopback()` needs `ipaddr`. Make one of a string with `ip("…")`
            decimal("1").lessThan(decimal("1.0")) => p:1:78: `"1"` is no value of type `decimal`. Write digits, a point and one to four digits, as in `decimal("12.5")`
            principal.born.toDate("x") == principal.born => p:1:70: `.toDate()` takes no arguments, not 1
            if context has mfa then context.mfa else "no" => p:1:70: `then` and `else` have different types, `Bool` and `String`
            {a: 1, b: true} == {a: "x", b: true} => p:1:70: `==` compares different types, `{a: Long, b: Bool}` and `{a: String, b: Bool}`. They clash: in attribute `a`, `Long` and `String` have no values in common
            {a: 1} == {a: 1, c: 1} => p:1:70: `==` compares different types, `{a: Long}` and `{a: Long, c: Long}`. They clash: only one of the records has attribute `c`
            resource == Color::"blue" => p:1:82: `Color::"blue"` is not one of the entities `Color` lists. It lists `green`, `red`
            resource is Foto => p:1:70: entity type `Foto` is not in the schema. Its types are `Color`, `Photo`, `Robot`, `Team`, `User`
            principal.age == 1 || principal.nmae == 2 && context.mfa => p:1:92: `User` has no attribute `nmae`. Did you mean `name`?; p:1:115: attribute `mfa` of the context of `Action::"view"` is optional, and nothing before asks whether it is there. Write `context has mfa && …`
            resource is User => p:1:70: no request can satisfy this policy: `resource is User` is always false
            principal has nick || context has mfa => p:1:70: `principal has nick` is always false: `User` has no attribute `nick`
            principal has home.town || context has mfa => p:1:70: `principal has home.town` is always false: `{city: String, street?: String}` has no attribute `town`
            """)
    void a_condition_is_refused_with(String condition, String message) throws InvalidInput {
        assertThat(said("permit(principal is User, action == Action::\"view\", resource) when { %s };".formatted(
                condition)))
                .isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '^', nullValues = "-", textBlock = """
            when { context has mfa && context.mfa } => -
            when { context.reason == "x" && context has mfa && (context.mfa || context.mfa == true) } => -
            when { context has mfa } when { context.mfa } => -
            when { if context has mfa then context.mfa else true } => -
            when { (if context has mfa then true else false) && context.mfa } => optional-attribute
            when { context["mfa"] && context has mfa } => optional-attribute
            when { context has mfa || context.mfa } => optional-attribute
            when { (context has mfa || context has ip) && context.mfa } => optional-attribute
            when { (context has mfa || context has mfa) && context.mfa } => -
            when { !(context has mfa) || context.mfa } => optional-attribute
            when { !(!(context has mfa)) && context.mfa } => optional-attribute
            unless { context has mfa } when { context.mfa } => optional-attribute
            unless { context has mfa && context.mfa } => -
            when { principal has home.street && principal.home.street == principal.home.city } => -
            when { principal has home && principal["home"].city == "x" && principal.home has "street" && principal.home.street == "x" } => -
            when { principal.hasTag("x") && principal.getTag("x") == "y" } => -
            when { principal.hasTag("x") && principal.getTag("y") == "y" } => unguarded-tag
            when { principal.hasTag(context.reason) && principal.getTag(context["reason"]) == "y" } => -
            when { principal.hasTag("x") && resource.owner.getTag("x") == "y" } => unguarded-tag
            when { principal.hasTag(if principal.age != 1 then "x" else "y") && principal.getTag(if !(principal.age == 1) then "x" else "y") == "" } => -
            when { resource.hasTag("x") && resource.getTag("x") == "y" } => impossible-policy
            """)
    void a_read_that_may_fail_has_to_be_asked_for(String conditions, String code) throws InvalidInput {
        var report = report("permit(principal is User, action == Action::\"view\", resource) %s;".formatted(
                conditions));

        assertThat(report.findings().stream().map(finding -> finding.diagnostic().code()).collect(Collectors.joining()))
                .isEqualTo(code == null ? "" : code);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "resource is Photo && resource.size > 1 || resource is Color && principal.age == 1",
        "principal is Robot || principal.name == \"x\"",
        "action == Action::\"paint\" || context.reason == \"x\"",
        "if action in Action::\"read\" then context.reason == \"x\" else true",
        "action in [Action::\"paint\", Action::\"edit\"] && action in Action::\"read\" && context.reason == \"x\"",
        "false && 1 || true || \"x\"",
        "1 == \"x\" || resource == principal || principal in resource || true",
    })
    void what_cannot_be_reached_may_be_ill_typed(String condition) throws InvalidInput {
        assertThat(said("permit(principal, action, resource) when { %s };".formatted(condition))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '^', textBlock = """
            principal.age == 1 => This happens where `principal` is a `Robot`
            resource.size == 1 => This happens where `resource` is a `Color`
            context.reason == "x" => This happens where `action` is `Action::"paint"`
            action in Action::"read" && principal is User && resource.sice == 1 => Did you mean `size`?
            principal is User && resource is Photo && context.mfa => `context has mfa && …`. This happens where `action` is `Action::"view"`
            principal is User && principal.friends.contains(resource) => in a set that holds `User`. This happens where `resource` is a `Color`
            """)
    void a_mistake_of_some_environments_says_of_which(String condition, String help) throws InvalidInput {
        assertThat(said("permit(principal, action, resource) when { %s };".formatted(condition))).endsWith(help);
    }

    @Test
    void all_mistakes_are_reported_at_once_and_those_that_follow_from_others_are_not() throws InvalidInput {
        var report = report("""
                permit(principal is Usr, action == Action::"veiw", resource)
                when { principal.nmae == context.reson && resource is Foto }
                unless { principal.age + principal.name > "x" };
                forbid(principal, action, resource) when { context.x };
                """);

        assertThat(report.errors()).extracting(Finding::toString).containsExactly(
                "p:1:21: entity type `Usr` is not in the schema. Did you mean `User`?",
                "p:1:36: action `Action::\"veiw\"` is not in the schema. Did you mean `Action::\"view\"`?",
                "p:2:8: `User` has no attribute `nmae`. Did you mean `name`?",
                "p:2:26: the context of `Action::\"view\"` has no attribute `reson`. Did you mean `reason`?",
                "p:2:43: entity type `Foto` is not in the schema. Its types are `Color`, `Photo`, `Robot`, `Team`, `User`",
                "p:3:26: `principal.name` has type `String`, but `+` needs `Long`. Cedar does not join strings",
                "p:3:43: `\"x\"` has type `String`, but `>` needs `Long`, `datetime` or `duration`",
                "p:4:44: the context of `Action::\"edit\"` has no attribute `x`. It has `reason`. "
                        + "This happens where `action` is `Action::\"edit\"`",
                "p:4:44: the context of `Action::\"paint\"` has no attribute `x`. It has none. "
                        + "This happens where `action` is `Action::\"paint\"`",
                "p:4:44: the context of `Action::\"view\"` has no attribute `x`. It has `ip`, `mfa`, `reason`, `url`. "
                        + "This happens where `action` is `Action::\"view\"`");
        assertThat(report.errors()).extracting(Finding::policy).contains("policy0", "policy1");
        assertThat(report.errors().get(2).excerpt()).isEqualTo("principal.nmae");
        assertThat(report.of("policy1").errors()).hasSize(3);
        assertThat(report.warnings()).isEmpty();
        assertThatThrownBy(report::refuse).isInstanceOf(InvalidInput.class).hasMessageStartingWith("p:1:21: ");
    }

    @Test
    void of_one_rule_at_one_place_three_variants_are_told() throws InvalidInput {
        var actions = IntStream.range(0, 9).mapToObj("action a%d appliesTo { principal: U, resource: U };"::formatted);
        var schema = "entity U;" + actions.collect(Collectors.joining());

        var report = new Validator(Schema.parse(Source.of(schema)))
                .validate(PolicyParser.parse(Source.of("permit(principal, action, resource) when { context.x };")));

        assertThat(report.errors()).hasSize(3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '^', textBlock = """
            Usr::"a" => ERROR link `link`: entity type `Usr` is not in the schema. Did you mean `User`?
            Team::"a" => -
            Robot::"a" => ERROR link `link`: `principal in Robot::"a"` fits no request: the principal of `Action::"edit"` is `User`
            User::"a" => -
            Color::"blue" => ERROR link `link`: `principal in Color::"blue"` fits no request: the principal of `Action::"edit"` is `User`; WARNING link `link`: `Color::"blue"` is not one of the entities `Color` lists. It lists `green`, `red`
            """)
    void a_link_is_checked_for_what_it_fills_in(String uid, String expected) throws InvalidInput {
        var template = PolicyParser.parsePolicy(
                new Source("p", "permit(principal in ?principal, action == Action::\"edit\", resource);"),
                Limits.DEFAULT);
        var name = uid.split("::\"|\"", -1);
        var link = new TemplateLink(template.id(), "link", Map.of(Root.PRINCIPAL, EntityUid.of(name[0], name[1])));

        var report = new Validator(schema()).validate(PolicySet.of(List.of(template), List.of(link)));

        assertThat(report.of(template.id()).findings()).isEmpty();
        assertThat(report.of("link").findings().stream()
                .map(Finding::diagnostic)
                .map(told -> told.severity() + " " + told.message() + told.help().map(way -> ". " + way).orElse(""))
                .sorted()
                .collect(Collectors.joining("; "))).isEqualTo(expected.equals("-") ? "" : expected);
    }

    @Test
    void a_policy_that_was_not_read_from_text_is_named_instead_of_a_place() throws InvalidInput {
        var body = new Expr.Attribute(new Expr.Variable(Root.CONTEXT, Span.NONE), "mfa", Span.NONE);
        var policy = new Policy("made", Policy.Effect.PERMIT, Map.of(), new Scope.Any(),
                new Scope.Equal(new Scope.Known(EntityUid.of("Action", "view"), Span.NONE)), new Scope.Any(),
                List.of(new Policy.Condition(Policy.Condition.Kind.WHEN, body)), Source.of(""), Span.NONE);

        assertThat(new Validator(schema()).validate(policy).findings()).singleElement()
                .hasToString(
                        "policy `made`: attribute `mfa` of the context of `Action::\"view\"` is optional, and nothing "
                                + "before asks whether it is there. Write `context has mfa && …`");
    }

    @Test
    void conditions_nested_as_deep_as_limits_may_allow_do_not_exhaust_the_stack() throws Exception {
        var limits = new Limits(1 << 20, Limits.DEEPEST, 1, 1 << 20);
        var deepest = Limits.DEEPEST - 10;
        var conditions = List.of(
                "(".repeat(deepest) + "true" + ")".repeat(deepest),
                "true && ".repeat(deepest) + "true",
                "principal.age == " + "1 + ".repeat(deepest) + "1",
                "[".repeat(deepest) + "1" + "]".repeat(deepest) + ".isEmpty()",
                "if true then ".repeat(deepest) + "true" + " else true".repeat(deepest),
                "{a:".repeat(deepest) + "1" + "}".repeat(deepest) + " has a",
                "principal.hasTag(" + "if true then ".repeat(deepest) + "\"x\"" + " else \"x\"".repeat(deepest) + ")",
                "(!".repeat(deepest) + "false" + ")".repeat(deepest));
        for (var condition : conditions) {
            var text = "permit(principal is User, action == Action::\"view\", resource) when { %s };".formatted(
                    condition);
            var policy = PolicyParser.parsePolicy(Source.of(text), limits);
            var validator = new Validator(schema());

            var report = onSmallStack(() -> validator.validate(policy));

            assertThat(report.errors()).as(condition.substring(0, 20)).isEmpty();
        }
    }

    /// Runs `task` on half the stack a thread has by default.
    private static <T> T onSmallStack(Supplier<T> task) throws InterruptedException, ExecutionException {
        var result = new FutureTask<>(task::get);
        var thread = new Thread(null, result, "small", 512 << 10);
        thread.start();
        thread.join();
        return result.get();
    }

    private static Schema schema() throws InvalidInput {
        return Schema.parse(Source.of(SCHEMA));
    }

    private static String said(String policy) throws InvalidInput {
        return report(policy).findings().stream().map(Finding::toString).collect(Collectors.joining("; "));
    }

    private static Report report(String policies) throws InvalidInput {
        return new Validator(schema()).validate(PolicyParser.parse(new Source("p", policies)));
    }
}
