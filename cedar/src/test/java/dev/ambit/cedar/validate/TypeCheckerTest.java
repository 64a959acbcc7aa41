package dev.ambit.cedar.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeCheckerTest {
    private static final Environment VIEWING = new Environment("User", EntityUid.of("Action", "view"), "Photo");

    private static TypeChecker checker() throws InvalidInput {
        return new TypeChecker(Schema.parse(Source.of("""
                entity User { name: String, age?: Long } tags Set<Long>;
                entity Photo { owner: User };
                action view appliesTo { principal: User, resource: [Photo, User], context: { from: ipaddr } };
                """)));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '^', textBlock = """
            1                                            => Long
            "x"                                          => String
            !true                                        => Bool
            principal                                    => User
            action                                       => Action
            context                                      => {from: ipaddr}
            resource.owner.name                          => String
            context.from.isLoopback()                    => Bool
            [principal, resource.owner]                  => Set<User>
            {a: 1, b: [{c: principal.name}]}             => {a: Long, b: Set<{c: String}>}
            if principal == resource.owner then 1 else 2 => Long
            datetime("2030-01-01").toTime()              => duration
            principal.nmae                               => -
            principal.age                                => -
            1 + principal.name                           => -
            """)
    void an_expression_has_the_type(String expression, String type) throws InvalidInput {
        var e = PolicyParser.parseExpression(Source.of(expression), Limits.DEFAULT);

        assertThat(checker().typeOf(e, VIEWING).map(Type::toString).orElse("-")).isEqualTo(type);
    }

    @Test
    void typing_a_policy_tells_the_type_of_each_part_and_what_is_never_reached() throws InvalidInput {
        var policy = PolicyParser.parsePolicy(Source.of("""
                permit(principal, action, resource)
                when { resource is User && resource.age == 1 || principal has age && principal.age == 2 };
                """), Limits.DEFAULT);
        var either = (Expr.Binary) policy.conditions().getFirst().body();
        var unreached = (Expr.Binary) either.left();
        var guarded = (Expr.Binary) either.right();
        var age = ((Expr.Binary) guarded.right()).left();

        var typing = checker().check(policy, VIEWING);

        assertThat(typing.isSound()).isTrue();
        assertThat(typing.isImpossible()).isFalse();
        assertThat(typing.constant(unreached)).contains(false);
        assertThat(typing.constant(unreached.left())).contains(false);
        assertThat(typing.isReachable(unreached.right())).isFalse();
        assertThat(typing.typeOf(unreached.right())).isEmpty();
        assertThat(typing.constant(guarded)).isEmpty();
        assertThat(typing.typeOf(guarded)).contains(Type.Primitive.BOOL);
        assertThat(typing.isReachable(age)).isTrue();
        assertThat(typing.typeOf(age)).contains(Type.Primitive.LONG);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '^', textBlock = """
            permit(principal, action, resource) when { principal.age == 1 }; => false | false
            permit(principal, action, resource) when { resource is User };   => true  | true
            permit(principal, action, resource is User);                     => true  | true
            permit(principal in User::"a", action, resource);                => true  | false
            """)
    void a_policy_is_sound_and_impossible(String policy, String expected) throws InvalidInput {
        var typing = checker().check(PolicyParser.parsePolicy(Source.of(policy), Limits.DEFAULT), VIEWING);

        assertThat("%-5s | %s".formatted(typing.isSound(), typing.isImpossible())).isEqualTo(expected);
    }

    @Test
    void an_action_the_schema_does_not_know_is_refused() throws InvalidInput {
        var checker = checker();
        var e = PolicyParser.parseExpression(Source.of("context"), Limits.DEFAULT);

        assertThatThrownBy(() -> checker.typeOf(e, new Environment("User", EntityUid.of("Action", "x"), "User")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("action `Action::\"x\"` is not in the schema");
    }
}
