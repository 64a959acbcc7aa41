package dev.ambit.cedar.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParserTest {

    @Test
    void policies_and_templates_are_numbered_together_from_zero() throws InvalidInput {
        var set = PolicyParser.parse(Source.of("""
                permit(principal, action, resource);
                permit(principal == ?principal, action, resource);
                forbid(principal, action, resource) unless { context.ok };
                """));

        assertThat(set.policies()).containsOnlyKeys("policy0", "policy2");
        assertThat(set.templates()).containsOnlyKeys("policy1");
    }

    @Test
    void an_empty_text_has_no_policies() throws InvalidInput {
        assertThat(PolicyParser.parse(Source.of(" // nothing here"))).usingRecursiveComparison()
                .isEqualTo(PolicySet.EMPTY);
    }

    @Test
    void annotations_keep_their_order_and_may_have_any_name() throws InvalidInput {
        var policy = parse("@id(\"a\\n\") @if @__cedar(\"\") @permit permit(principal, action, resource);");

        assertThat(policy.annotations().toString())
                .isEqualTo("{id=Optional[a\n], if=Optional.empty, __cedar=Optional[], permit=Optional.empty}");
    }

    @Test
    void a_policy_stands_from_its_first_annotation_to_its_semicolon() throws InvalidInput {
        var source = Source.of("// a\n@id(\"b\") permit (principal, action, resource) ; // c");

        var policy = PolicyParser.parsePolicy(source, Limits.DEFAULT);

        assertThat(source.slice(policy.span())).isEqualTo("@id(\"b\") permit (principal, action, resource) ;");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "permit(principal, action, resource,);",
        "permit(principal == (User::\"a\"), action == ((Action::\"b\")), resource in (?resource));",
        "permit(principal is User in ?principal, action in [], resource is A::B::C);",
        "permit(principal, action in ([(Action::\"a\"), N::Action::\"b\",]), resource);",
        "permit(principal == permit::\"a\", action, resource == when::unless::\"b\");",
        "permit(principal is principal, action, resource is context in action::\"a\");",
        "permit(principal, action, resource) when { 1 } unless { 2 } when { 3 };",
        "permit(principal\u2003,\u00a0action\u2028,\u0085resource)//;\r;",
    })
    void a_policy_may_be_written(String text) throws InvalidInput {
        assertThat(PolicyParser.parse(Source.of(text)).effective().size()
                + PolicyParser.parse(Source.of(text)).templates().size()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiterString = " -> ", quoteCharacter = '~', textBlock = """
            permit(principal, action, resource) -> 1:36: expected `when`, `unless` or `;`, found the end of the text. A policy ends with `;`
            permit(principal == "alice", action, resource); -> 1:21: expected an entity, found the string `"alice"`. The type stands before the id: `Type::"alice"`
            permit(principal == User:"alice", action, resource); -> 1:25: expected `::`, found `:`. Two colons stand between the parts of a name
            permit(principal == User::alice, action, resource); -> 1:21: `User::alice` is no entity. An entity has an id: `User::alice::"…"`; a type is tested with `is`
            permit(principal = User::"alice", action, resource); -> 1:18: `=` is no operator. Did you mean `==`?
            permit(principal is User::"alice", action, resource); -> 1:21: an entity stands where `is` wants a type. Compare with one entity with `==`
            permit(principal is "User", action, resource); -> 1:21: expected the name of an entity type, found the string `"User"`. A type stands without quotes
            permit(principal is User == User::"a", action, resource); -> 1:26: expected `,` or `in`, found `==`. An entity has one type: compare with `==` alone
            permit(principal in User::"a" is User, action, resource); -> 1:31: expected `,` or `)`, found `is`. The type comes first: `is Type in group`
            permit(principal in [Group::"a"], action, resource); -> 1:21: expected an entity, found `[`. Only `action in` takes several; of others write one policy each, or a `when { … || … }`
            permit(principal != User::"a", action, resource); -> 1:18: expected `,`, `==`, `in` or `is`, found `!=`. Other comparisons stand in a `when { … }` behind the scope
            permit(principal.role == "a", action, resource); -> 1:17: expected `,` or `)`, found `.`. An attribute is tested in a `when { … }` behind the scope
            permit(principal == a.B::"c", action, resource); -> 1:22: expected `::`, found `.`. Two colons stand between the parts of a name
            permit(principal: User, action, resource); -> 1:17: expected `,`, `==`, `in` or `is`, found `:`. A type is tested with `is`
            permit(principal == A::if::"a", action, resource); -> 1:24: `if` is a reserved word and names nothing
            permit(principal == __cedar::"a", action, resource); -> 1:21: `__cedar` is a reserved word and names nothing
            permit(principal, action == User::"a", resource); -> 1:29: `User::"a"` is no action: its type is not `Action`
            permit(principal, action is Action, resource); -> 1:26: `action` cannot be tested with `is` in the scope. Name the actions: `action in [Action::"a", Action::"b"]`
            permit(principal, action == [Action::"a"], resource); -> 1:29: expected an action, found `[`. Several actions are named with `in`
            permit(principal, action in [Action::"a", [Action::"b"]], resource); -> 1:43: expected an action, found `[`. Several actions are named with `in`
            permit(principal, action in ?action, resource); -> 1:29: slot `?action` stands for an action. Only `principal` and `resource` can be left open in a template
            permit(principal == ?resource, action, resource); -> 1:21: slot `?resource` stands for `principal`. Did you mean `?principal`?
            permit(principal == ?user, action, resource); -> 1:21: slot `?user` stands for `principal`. Did you mean `?principal`?
            permit(principal, resource, action); -> 1:7: the scope has `(principal, resource, action)`. A scope is `(principal, action, resource)`: these three in this order
            permit(); -> 1:7: the scope has `()`. A scope is `(principal, action, resource)`: these three in this order
            permit(principle, action, resource); -> 1:8: `principle` cannot stand in a scope. Did you mean `principal`?
            permit(, principal, action, resource); -> 1:8: expected `principal`, `action` or `resource`, found `,`
            permit(principal, action, resource) where { true }; -> 1:37: `where` begins no condition. A condition is `when { … }` or `unless { … }`
            permit(principal, action, resource) When { true }; -> 1:37: `When` begins no condition. Did you mean `when`?
            permit(principal, action, resource) when true; -> 1:42: expected `{`, found `true`. A condition stands in braces
            permit(principal, action, resource) when { }; -> 1:42: there is no condition between the braces
            permit(principal, action, resource) when { true; false }; -> 1:48: expected `}`, found `;`. A condition is one expression; join several with `&&`
            permit(principal, action, resource) { true }; -> 1:37: expected `when`, `unless` or `;`, found `{`. A condition is `when { … }` or `unless { … }`
            permit; -> 1:7: expected `(`, found `;`
            deny(principal, action, resource); -> 1:1: `deny` is no effect. Did you mean `forbid`?
            premit(principal, action, resource); -> 1:1: `premit` is no effect. Did you mean `permit`?
            hello world -> 1:1: `hello` is no effect. A policy begins with `permit` or `forbid`
            {"effect": "permit"} -> 1:1: expected `permit` or `forbid`, found `{`
            ; -> 1:1: expected `permit` or `forbid`, found `;`
            @id(foo) permit(principal, action, resource); -> 1:5: expected the value of the annotation in quotes, found `foo`
            @id "foo" permit(principal, action, resource); -> 1:5: expected `permit` or `forbid`, found the string `"foo"`. The value of an annotation stands in parentheses
            @a @a permit(principal, action, resource); -> 1:5: annotation `a` is given twice
            @1 permit(principal, action, resource); -> 1:2: expected the name of an annotation, found `1`
            @a("\\*") permit(principal, action, resource); -> 1:5: `\\*` is no escape. Only the pattern of a `like` has `\\*`
            # no comment -> 1:1: `#` is no part of the language. A comment begins with `//` and ends with the line
            /* no comment */ -> 1:1: `/*` is no part of the language. A comment begins with `//` and ends with the line
            """)
    void a_policy_is_refused(String text, String message) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> PolicyParser.parse(Source.of(text)))
                .withMessage("<input>:" + message);
    }

    @Test
    void every_mistake_is_reported_once() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> PolicyParser.parse(new Source("a.cedar", """
                        allow(principal, action, resource);
                        permit(principal, action) when { context.a = 1 };
                        permit(principal == , action, resource) when { foo && bar(1 2) && "\\q" == baz };
                        permit(principal, action, resource) when { (context.a } unles { not context.b and } unless { 1 + };
                        permit(principal, action, resource) when { a; b }
                        permit(principal, action, resource)
                        """)))
                .withMessage(
                        """
                        a.cedar:1:1: `allow` is no effect. Did you mean `permit`?
                        a.cedar:2:7: the scope has `(principal, action)`. \
                        A scope is `(principal, action, resource)`: these three in this order
                        a.cedar:2:44: `=` is no operator. Did you mean `==`?
                        a.cedar:3:21: expected an entity, found `,`
                        a.cedar:3:48: `foo` is no variable. \
                        An attribute is reached through a variable, `context.foo`; a string stands in quotes
                        a.cedar:3:61: expected `,` or `)`, found `2`
                        a.cedar:3:68: `\\q` is no escape. A backslash is written `\\\\`
                        a.cedar:3:75: `baz` is no variable. \
                        An attribute is reached through a variable, `context.baz`; a string stands in quotes
                        a.cedar:4:55: expected `)`, found `}`
                        a.cedar:4:57: `unles` begins no condition. Did you mean `unless`?
                        a.cedar:4:65: `not` is no operator. Did you mean `!`?
                        a.cedar:4:79: `and` is no operator. Did you mean `&&`?
                        a.cedar:4:83: expected a value, found `}`
                        a.cedar:4:98: expected a value, found `}`
                        a.cedar:5:44: `a` is no variable. \
                        An attribute is reached through a variable, `context.a`; a string stands in quotes
                        a.cedar:5:45: expected `}`, found `;`. A condition is one expression; join several with `&&`
                        a.cedar:6:1: expected `when`, `unless` or `;`, found `permit`. A policy ends with `;`
                        a.cedar:7:1: expected `when`, `unless` or `;`, found the end of the text. A policy ends with `;`""");
    }

    @Test
    void a_missing_quote_is_sought_where_a_string_goes_over_several_lines() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> PolicyParser.parse(Source.of("""
                        permit(principal == User::"alice, action, resource);
                        permit(principal == User::"bob", action, resource);
                        """)))
                .withMessage("<input>:1:27: a string is not closed, probably the one that begins here: "
                        + "it goes over several lines");
    }

    @Test
    void no_more_than_a_hundred_mistakes_are_told() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> PolicyParser.parse(Source.of("$\n".repeat(1_000))))
                .satisfies(refused -> assertThat(refused.diagnostics()).hasSize(100));
    }

    @Test
    void one_policy_is_one_policy() throws InvalidInput {
        var policy = "permit(principal, action, resource);";

        assertThat(PolicyParser.parsePolicy(Source.of(policy), Limits.DEFAULT).id()).isEqualTo("policy0");
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> PolicyParser.parsePolicy(Source.of(policy + policy), Limits.DEFAULT))
                .withMessage("<input>:1:37: expected one policy, found 2");
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> PolicyParser.parsePolicy(Source.of("// none"), Limits.DEFAULT))
                .withMessage("<input>:1:8: expected one policy, found 0");
    }

    private static Policy parse(String text) throws InvalidInput {
        return PolicyParser.parsePolicy(Source.of(text), Limits.DEFAULT);
    }
}
