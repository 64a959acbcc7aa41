package dev.ambit.cedar.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.exchange.EntityJson;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityValidatorTest {
    private static final String SCHEMA = """
            entity Company;
            entity Team in [Company];
            entity User in [Team] { name: String, boss?: User } tags Long;
            entity Color enum ["red", "green"];
            action all;
            action read in [all];
            action view in [read] appliesTo { principal: User, resource: User };
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '^', textBlock = """
            User a {name: "x"}                      => -
            User a {name: "x"} in Team t            => -
            User a {name: "x"} in Company c         => -
            User a {name: "x"} tags {t: 1}          => -
            Color red {}                            => -
            Action view {} in Action read           => action `Action::"view"` is not as the schema declares it. Leave it out: what the schema says of it is enough
            Action read {} in Action all            => -
            Action all {}                           => -
            Action all {a: 1}                       => action `Action::"all"` is not as the schema declares it. Leave it out: what the schema says of it is enough
            Action veiw {}                          => action `Action::"veiw"` is not in the schema. Did you mean `Action::"view"`?
            Usr a {}                                => the type of entity `Usr::"a"` is not in the schema. Did you mean `User`?
            Color blue {}                           => `Color::"blue"` is `Color::"blue"`, which is not one of the entities `Color` lists. It lists `green`, `red`
            User a {}                               => `User::"a".name` is missing, and it is required
            User a {name: 1}                        => `User::"a".name` is a value of type `long`, expected one of type `String`
            User a {name: "x", age: 1}              => `User::"a".age` is not in the schema
            User a {name: "x", nmae: 1}             => `User::"a".nmae` is not in the schema. Did you mean `name`?
            User a {name: "x"} in User b            => entity `User::"a"` cannot be in `User::"b"`. It can be in `Company` or `Team`
            Company c {} in Team t                  => entity `Company::"c"` cannot be in `Team::"t"`. `Company` is in nothing
            User a {name: "x"} tags {t: "y"}        => `User::"a".tags.t` is a value of type `string`, expected one of type `Long`
            Team t {} tags {t: 1}                   => entity `Team::"t"` has tags, but `Team` has none in the schema
            """)
    void an_entity_is_refused_with(String entity, String expected) throws InvalidInput {
        var entities = EntityJson.read(Source.of(json(entity)));

        var told = new EntityValidator(Schema.parse(Source.of(SCHEMA))).validate(entities);

        assertThat(told.isEmpty() ? "-" : told.stream().map(Violation::toString).collect(Collectors.joining("; ")))
                .isEqualTo(expected);
    }

    /// `Type id {attributes} in Type id tags {tags}` as JSON.
    private static String json(String entity) {
        var parts = entity.split("(?<!tags) (?=[{]|in |tags )", -1);
        var parents = "";
        var tags = "{}";
        for (var part : parts) {
            if (part.startsWith("in ")) {
                parents = name(part.substring(3));
            } else if (part.startsWith("tags ")) {
                tags = part.substring(5);
            }
        }
        var text = "[{\"uid\": %s, \"attrs\": %s, \"parents\": [%s], \"tags\": %s}]"
                .formatted(name(parts[0]), parts[1], parents, tags);
        return text.replaceAll("([a-z]+):", "\"$1\":");
    }

    private static String name(String typeAndId) {
        var words = typeAndId.split(" ", -1);
        return "{\"type\": \"%s\", \"id\": \"%s\"}".formatted(words[0], words[1]);
    }
}
