package dev.ambit.cedar.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.exchange.ContextJson;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestValidatorTest {
    private static final String SCHEMA = """
            entity User, Robot, Photo;
            entity Color enum ["red", "green"];
            action read;
            action view appliesTo {
              principal: [User, Robot], resource: Photo,
              context: { reason: String, home?: { city: String, zip?: Long }, ips?: Set<ipaddr>, color?: Color, next?: Action }
            };
            action paint appliesTo { principal: User, resource: Color };
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '^', textBlock = """
            User view Photo a    => -
            Robot view Photo a   => -
            User paint Color red => -
            Photo view Photo a   => principal `Photo::"p"` is a `Photo`, to which `Action::"view"` does not apply. The principal has to be `Robot` or `User`
            User view Color red  => resource `Color::"red"` is a `Color`, to which `Action::"view"` does not apply. The resource has to be `Photo`
            User paint Color blu => `resource` is `Color::"blu"`, which is not one of the entities `Color` lists. It lists `green`, `red`
            Usr view Photo a     => the type of principal `Usr::"p"` is not in the schema. Did you mean `User`?
            Action view Photo a  => the type of principal `Action::"p"` is not in the schema
            User veiw Photo a    => action `Action::"veiw"` is not in the schema. Did you mean `Action::"view"`?
            User read Photo a    => principal `User::"p"` is a `User`, to which `Action::"read"` does not apply. It is a group of actions and is never asked for itself; resource `Photo::"a"` is a `Photo`, to which `Action::"read"` does not apply. It is a group of actions and is never asked for itself
            """)
    void principal_action_and_resource_have_to_go_together(String request, String expected) throws InvalidInput {
        var words = request.split(" ", -1);
        var context = words[1].equals("view") ? "{\"reason\": \"x\"}" : "{}";

        assertThat(said(words[0], words[1], EntityUid.of(words[2], words[3]), context)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '^', textBlock = """
            {"reason": "x"} => -
            {"reason": "x", "home": {"city": "y"}, "ips": [], "color": {"__entity": {"type": "Color", "id": "red"}}} => -
            {} => `context.reason` is missing, and it is required
            {"reason": 1} => `context.reason` is a value of type `long`, expected one of type `String`
            {"reason": "x", "raeson": "x"} => `context.raeson` is not in the schema. Did you mean `reason`?
            {"reason": "x", "home": {"zip": "y"}} => `context.home.city` is missing, and it is required; `context.home.zip` is a value of type `string`, expected one of type `Long`
            {"reason": "x", "home": "y"} => `context.home` is a value of type `string`, expected one of type `{city: String, zip?: Long}`
            {"reason": "x", "ips": ["10.0.0.1"]} => `context.ips[…]` is a value of type `string`, expected one of type `ipaddr`
            {"reason": "x", "color": {"__entity": {"type": "Color", "id": "blue"}}} => `context.color` is `Color::"blue"`, which is not one of the entities `Color` lists. It lists `green`, `red`
            {"reason": "x", "color": {"__entity": {"type": "User", "id": "red"}}} => `context.color` is a value of type `User`, expected one of type `Color`
            {"reason": "x", "next": {"__entity": {"type": "Action", "id": "view"}}} => -
            {"reason": "x", "next": {"__entity": {"type": "Action", "id": "x"}}} => `context.next` names `Action::"x"`, an action that is not in the schema
            """)
    void the_context_has_to_be_of_exactly_its_type(String context, String expected) throws InvalidInput {
        assertThat(said("User", "view", EntityUid.of("Photo", "a"), context)).isEqualTo(expected);
    }

    @Test
    void of_very_many_violations_a_hundred_are_told() throws InvalidInput {
        var ips = IntStream.range(0, 1_000).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThat(violations("User", "view", EntityUid.of("Photo", "a"), "{\"ips\": [" + ips + "]}")).hasSize(100);
    }

    private static String said(String principal, String action, EntityUid resource, String context)
            throws InvalidInput {
        var told = violations(principal, action, resource, context);
        return told.isEmpty() ? "-" : told.stream().map(Violation::toString).collect(Collectors.joining("; "));
    }

    private static List<Violation> violations(String principal, String action, EntityUid resource, String context)
            throws InvalidInput {
        return new RequestValidator(Schema.parse(Source.of(SCHEMA))).validate(new Request(
                EntityUid.of(principal, "p"), EntityUid.of("Action", action), resource, ContextJson.read(Source.of(
                        context))));
    }
}
