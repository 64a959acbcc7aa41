package dev.ambit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a schema in the JSON syntax is refused for, and in which words.
class JsonSchemaMistakesTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            []                          | the schema is an object, not an array
            {"": 1}                     | the empty namespace is an object, not a number
            {"": {"actions": {}}}       | the empty namespace lacks the field `entityTypes`
            {"N": {"entityTypes": {}}}  | namespace `N` lacks the field `actions`
            {"": {"entityTypes": {}, "actions": {}, "commonType": {}}} | field `commonType` means nothing to the empty namespace. Did you mean `commonTypes`?
            {"": {"entityTypes": {}, "actions": {}, "annotations": {"a": "b"}}} | the empty namespace has annotations
            {"": {"entityTypes": [], "actions": {}}} | `entityTypes` of the empty namespace is an object, not an array
            {"": {"entityTypes": {}, "actions": {}, "commonTypes": null}} | `commonTypes` of the empty namespace is an object, not null
            {"if": {"entityTypes": {}, "actions": {}}} | `if` cannot name a type or namespace. Names are identifiers joined by `::`, and no words of the policy language
            {"N::": {"entityTypes": {}, "actions": {}}} | `N::` cannot name a type or namespace. Names are identifiers joined by `::`, and no words of the policy language
            {"__cedar": {"entityTypes": {}, "actions": {}}} | `__cedar` cannot be declared: `__cedar` holds the built-in types. Choose another name
            {"": {"entityTypes": {}, "entityTypes": {}, "actions": {}}} | field `entityTypes` is given twice in one object
            """)
    void a_schema_is_an_object_of_namespaces(String text, String mistake) {
        assertThat(mistakes(text)).containsExactly(mistake);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            "A": 1                              | entity type `A` is an object, not a number
            "a b": {}                           | `a b` cannot name a type of a namespace. Names are identifiers, and no words of the policy language
            "N::A": {}                          | `N::A` cannot name a type of a namespace. Names are identifiers, and no words of the policy language
            "Action": {}                        | entity type `Action` is the type of actions and cannot be declared. Choose another name
            "A": {"shpae": {}}                  | field `shpae` means nothing to entity type `A`. Did you mean `shape`?
            "A": {"memberOfTypes": "A"}         | `memberOfTypes` of entity type `A` is an array, not a string
            "A": {"memberOfTypes": [1]}         | each of `memberOfTypes` of entity type `A` is a string, not a number
            "A": {"memberOfTypes": null}        | `memberOfTypes` of entity type `A` is an array, not null
            "A": {"memberOfTypes": ["a-b"]}     | `a-b` cannot name a type or namespace. Names are identifiers joined by `::`, and no words of the policy language
            "A": {"memberOfTypes": ["B"]}       | entity type `B` is not declared
            "A": {"shape": null}                | the shape of entity type `A` is an object, not null
            "A": {"shape": {"type": "Long"}}    | the shape of entity type `A` is a record, not `Long`
            "A": {"shape": {"type": "T"}}       | common type `T` is not declared
            "A": {"tags": {"type": 1}}          | `type` of the type of tags of entity type `A` is a string, not a number
            "A": {"enum": []}                   | entity type `A` has no ids to choose from
            "A": {"enum": ["a", 1]}             | each of `enum` of entity type `A` is a string, not a number
            "A": {"enum": "a"}                  | `enum` of entity type `A` is an array, not a string
            "A": {"enum": ["a"], "tags": {"type": "Long"}} | field `tags` means nothing to entity type `A`
            "A": {"annotations": {"a b": "c"}}  | `a b` cannot name an annotation, which takes an identifier
            "A": {"annotations": {"a": 1}}      | `a` of `annotations` of entity type `A` is a string, not a number
            "A": {"annotations": null}          | `annotations` of entity type `A` is an object, not null
            """)
    void an_entity_type_has_parents_a_shape_and_tags_or_ids(String entityType, String mistake) {
        assertThat(mistakes("{\"\": {\"entityTypes\": {%s}, \"actions\": {}}}".formatted(entityType)))
                .containsExactly(mistake);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            1                                           | common type `T` is an object, not a number
            {}                                          | common type `T` lacks the field `type`
            {"type": "a b"}                             | `a b` cannot name a type or namespace. Names are identifiers joined by `::`, and no words of the policy language
            {"type": "Lnog"}                            | common type `Lnog` is not declared. Did you mean `Long`?
            {"type": "E"}                               | common type `E` is not declared. `E` is an entity type, which cannot stand here
            {"type": "Long", "name": "x"}               | field `name` means nothing to common type `T`
            {"type": "Set"}                             | common type `T` lacks the field `element`
            {"type": "Set", "element": 1}               | common type `T` is an object, not a number
            {"type": "Record"}                          | common type `T` lacks the field `attributes`
            {"type": "Record", "attributes": []}        | `attributes` of common type `T` is an object, not an array
            {"type": "Record", "attributes": {"a": 1}}  | attribute `a` is an object, not a number
            {"type": "Record", "attributes": {"a": {"type": "Long", "required": 1}}} | `required` of attribute `a` is a boolean, not a number
            {"type": "Record", "attributes": {"a": {"type": "Long", "requierd": true}}} | field `requierd` means nothing to attribute `a`. Did you mean `required`?
            {"type": "Record", "attributes": {}, "additionalAttributes": true} | common type `T` is open to attributes that are not declared, which Cedar does not support
            {"type": "Record", "attributes": {}, "additionalAttributes": 1} | `additionalAttributes` of common type `T` is a boolean, not a number
            {"type": "Entity"}                          | common type `T` lacks the field `name`
            {"type": "Entity", "name": "if"}            | `if` cannot name a type or namespace. Names are identifiers joined by `::`, and no words of the policy language
            {"type": "Entity", "name": "F"}             | entity type `F` is not declared
            {"type": "Entity", "name": "T"}             | entity type `T` is not declared. `T` is a common type, which cannot stand here
            {"type": "EntityOrCommon", "name": "F"}     | type `F` is not declared
            {"type": "EntityOrCommon", "name": "T"}     | common type `T` is made of itself: `T` uses `T`
            {"type": "Extension", "name": "desimal"}    | extension type `desimal` is not declared. Did you mean `decimal`?
            {"type": "Extension", "name": "Long"}       | extension type `Long` is not declared. `Long` is a built-in type, which cannot stand here
            """)
    void a_type_has_the_fields_of_its_kind(String type, String mistake) {
        assertThat(mistakes("{\"\": {\"commonTypes\": {\"T\": %s}, \"entityTypes\": {\"E\": {}}, \"actions\": {}}}"
                .formatted(type))).containsExactly(mistake);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            1                              | action `a b` is an object, not a number
            {"attributes": {}}             | action `a b` has attributes, which Cedar does not support
            {"memberOf": {}}               | `memberOf` of action `a b` is an array, not an object
            {"memberOf": ["x"]}            | `memberOf` of action `a b` is an object, not a string
            {"memberOf": [{}]}             | `memberOf` of action `a b` lacks the field `id`
            {"memberOf": [{"id": "x"}]}    | action `x` is not declared
            {"memberOf": [{"id": "a b", "type": "E"}]} | action `E::"a b"` is not declared
            {"memberOf": [{"id": "a b"}]}  | action `Action::"a b"` is in itself: `Action::"a b"` in `Action::"a b"`
            {"appliesTo": {}}              | `appliesTo` of action `a b` lacks the field `principalTypes` + `appliesTo` of action `a b` lacks the field `resourceTypes`
            {"appliesTo": {"principalTypes": "E", "resourceTypes": []}} | `principalTypes` of `appliesTo` of action `a b` is an array, not a string
            {"appliesTo": {"principalTypes": [], "resourceTypes": ["F"]}} | entity type `F` is not declared
            {"appliesTo": {"principalTypes": [], "resourceTypes": [], "context": {"type": "Long"}}} | the context of action `a b` is a record, not `Long`
            {"appliesTo": {"principalTypes": [], "resourceTypes": [], "context": null}} | the context of action `a b` is an object, not null
            {"appliesTo": {"principalTypes": [], "resourceTypes": [], "contxt": {}}} | field `contxt` means nothing to `appliesTo` of action `a b`. Did you mean `context`?
            """)
    void an_action_has_groups_and_applies_to_something(String action, String mistakes) {
        assertThat(mistakes("{\"\": {\"entityTypes\": {\"E\": {}}, \"actions\": {\"a b\": %s}}}".formatted(action)))
                .containsExactly(mistakes.split(" \\+ "));
    }

    @Test
    void what_is_null_is_left_out_where_leaving_out_means_the_same() {
        assertThat(mistakes("""
                {"": {"entityTypes": {}, "actions": {"a": {"attributes": null, "memberOf": null, "appliesTo": null},
                                                     "b": {"memberOf": [{"id": "a", "type": null}]}}}}""")).isEmpty();
    }

    @Test
    void a_mistake_in_a_field_points_at_its_name() {
        var text = """
                {"": {
                  "entityTypes": {"A\\"\\\\" : {}, "B": {"x": 1, "y\\"" :{}}},
                  "actions": {}}}""";

        assertThat(diagnostics(text)).extracting(mistake -> mistake.source().slice(mistake.span()))
                .containsExactly("\"A\\\"\\\\\"", "\"x\"", "\"y\\\"\"");
        assertThat(diagnostics(text)).extracting(Diagnostic::line).containsOnly(2);
        assertThat(diagnostics(text)).extracting(Diagnostic::column).containsExactly(19, 39, 47);
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThat(mistakes("""
                {"": {"entityTypes": {"A": {"shpae": {}, "tags": {"type": "Set"}}, "B": 1},
                      "actions": {"x": {"memberOf": [{"type": "a b"}], "appliesTo": {"principalTypes": [1]}}}}}"""))
                .containsExactly(
                        "field `shpae` means nothing to entity type `A`. Did you mean `shape`?",
                        "the type of tags of entity type `A` lacks the field `element`",
                        "entity type `B` is an object, not a number",
                        "`memberOf` of action `x` lacks the field `id`",
                        "`a b` cannot name a type or namespace. Names are identifiers joined by `::`, and no words of the "
                                + "policy language",
                        "`appliesTo` of action `x` lacks the field `resourceTypes`",
                        "each of `principalTypes` of `appliesTo` of action `x` is a string, not a number");
    }

    private static List<String> mistakes(String text) {
        return diagnostics(text).stream()
                .map(mistake -> mistake.help().map(help -> mistake.message() + ". " + help).orElse(mistake.message()))
                .toList();
    }

    private static List<Diagnostic> diagnostics(String text) {
        try {
            assertThat(Schema.parse(new Source("s.json", text))).isNotNull();
            return List.of();
        } catch (InvalidInput refused) {
            return refused.diagnostics();
        }
    }
}
