package dev.ambit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenSchemaTest {
    private static final String HUMAN = """
            type Place = {
              @doc("where the \\"lens\\" was")
              "at home"?: Bool,
              near: Set<{
                name: String,
              }>,
            };

            entity Team;

            @doc
            @owner("me")
            namespace Photos {
              entity User, Guest in [Team] {
                manager?: User,
              } tags Set<String>;

              entity Kind enum ["portrait", "\\n\\u{200b}😀"];

              action all, "two words";

              action view in [all, Photos::Action::"two words"] appliesTo {
                principal: [User, Guest],
                resource: [Kind],
                context: Place,
              };
            }
            """;

    private static final String JSON = """
            {
              "": {
                "commonTypes": {
                  "Place": {
                    "type": "Record",
                    "attributes": {
                      "at home": {
                        "type": "EntityOrCommon",
                        "name": "Bool",
                        "required": false,
                        "annotations": {
                          "doc": "where the \\"lens\\" was"
                        }
                      },
                      "near": {
                        "type": "Set",
                        "element": {
                          "type": "Record",
                          "attributes": {
                            "name": {
                              "type": "EntityOrCommon",
                              "name": "String"
                            }
                          }
                        }
                      }
                    }
                  }
                },
                "entityTypes": {
                  "Team": {}
                },
                "actions": {}
              },
              "Photos": {
                "annotations": {
                  "doc": null,
                  "owner": "me"
                },
                "entityTypes": {
                  "User": {
                    "memberOfTypes": [
                      "Team"
                    ],
                    "shape": {
                      "type": "Record",
                      "attributes": {
                        "manager": {
                          "type": "EntityOrCommon",
                          "name": "User",
                          "required": false
                        }
                      }
                    },
                    "tags": {
                      "type": "Set",
                      "element": {
                        "type": "EntityOrCommon",
                        "name": "String"
                      }
                    }
                  },
                  "Guest": {
                    "memberOfTypes": [
                      "Team"
                    ],
                    "shape": {
                      "type": "Record",
                      "attributes": {
                        "manager": {
                          "type": "EntityOrCommon",
                          "name": "User",
                          "required": false
                        }
                      }
                    },
                    "tags": {
                      "type": "Set",
                      "element": {
                        "type": "EntityOrCommon",
                        "name": "String"
                      }
                    }
                  },
                  "Kind": {
                    "enum": [
                      "portrait",
                      "\\n\u200b😀"
                    ]
                  }
                },
                "actions": {
                  "all": {},
                  "two words": {},
                  "view": {
                    "memberOf": [
                      {
                        "id": "all"
                      },
                      {
                        "type": "Photos::Action",
                        "id": "two words"
                      }
                    ],
                    "appliesTo": {
                      "principalTypes": [
                        "User",
                        "Guest"
                      ],
                      "resourceTypes": [
                        "Kind"
                      ],
                      "context": {
                        "type": "Place"
                      }
                    }
                  }
                }
              }
            }""";

    @Test
    void the_human_syntax_is_laid_out_in_one_way() throws InvalidInput {
        assertThat(parse(HUMAN).toHuman()).isEqualTo(HUMAN);
        assertThat(parse(HUMAN.replaceAll("\\s+", " ").replace(", }", "}").replace("{ manager", "= { manager")
                .replace("[Kind]", "Kind").replace("{ type", "// a comment\n{ type")).toHuman()).isEqualTo(HUMAN);
    }

    @Test
    void everything_the_human_syntax_says_is_said_in_json() throws InvalidInput {
        assertThat(JsonWriter.pretty(parse(HUMAN).toJson())).isEqualTo(JSON);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "Boolean"}                          | Bool
            {"type": "Bool"}                             | Bool
            {"type": "Long"}                             | __cedar::Long
            {"type": "Extension", "name": "decimal"}     | __cedar::decimal
            {"type": "decimal"}                          | decimal
            {"type": "Extension", "name": "ipaddr"}      | ipaddr
            {"type": "ipaddr"}                           | ipaddr
            {"type": "Entity", "name": "Long"}           | Long
            {"type": "EntityOrCommon", "name": "Long"}   | Long
            {"type": "Set", "element": {"type": "Long"}} | Set<__cedar::Long>
            """)
    void a_built_in_type_is_written_in_full_where_something_else_has_its_name(String json, String human)
            throws InvalidInput {
        var written = parse("""
                {"N": {"entityTypes": {"Long": {}}, "actions": {}, "commonTypes": {"decimal": {"type": "String"},
                       "T": %s}}}""".formatted(json));

        assertThat(written.toHuman()).contains("type T = %s;".formatted(human));
        assertThat(resolve(parse(written.toHuman()))).isEqualTo(resolve(written));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            "A": {"shape": {"type": "T"}}                | 2:47: entity type `A` takes its shape from a type, which only the JSON syntax can say. Write the record itself
            "T": {"tags": {"type": "Entity", "name": "T"}} | 2:64: entity type `T` is hidden by the common type of that name. Rename one of them: only the JSON syntax can tell them apart
            """)
    void what_only_json_can_say_is_not_said_in_the_human_syntax(String entityType, String mistake)
            throws InvalidInput {
        var written = parse("""
                {"": {"commonTypes": {"T": {"type": "Record", "attributes": {}}}, "actions": {},
                      "entityTypes": {%s}}}""".formatted(entityType));

        assertThat(refusal(written::toHuman)).extracting(Diagnostic::toString).containsExactly("s:" + mistake);
    }

    @Test
    void a_context_that_is_no_record_is_not_said_in_the_human_syntax() throws InvalidInput {
        var written = parse("""
                {"": {"entityTypes": {"A": {}}, "actions": {"x": {"appliesTo": {"principalTypes": ["A"],
                  "resourceTypes": ["A"], "context": {"type": "Entity", "name": "A"}}}}}}""");

        assertThat(refusal(written::toHuman)).extracting(Diagnostic::toString).containsExactly(
                "s:2:65: the context of action `x` is neither a record nor the name of one. Write the record itself");
    }

    @Test
    void an_action_that_nobody_may_ask_for_is_written_as_the_group_it_is() throws InvalidInput {
        var written = parse(
                """
                {"": {"entityTypes": {"A": {}}, "actions": {"x": {"appliesTo": {
                  "principalTypes": [], "resourceTypes": ["A"], "context": {"type": "Record", "attributes": {}}}}}}}""");

        assertThat(written.toHuman()).isEqualTo("entity A;\n\naction x;\n");
        assertThat(resolve(parse(written.toHuman()))).isEqualTo(resolve(written));
    }

    @Test
    void a_common_type_named_like_a_word_of_json_is_told_from_it() throws InvalidInput {
        var written = parse("type EntityOrCommon = {}; entity A; action x appliesTo "
                + "{ principal: A, resource: A, context: EntityOrCommon };");

        assertThat(resolve(parse(JsonWriter.compact(written.toJson())))).isEqualTo(resolve(written));
    }

    @Test
    void names_declared_twice_are_not_converted() throws InvalidInput {
        var written = parse("entity A; entity A { a: Long };");

        assertThat(refusal(written::toJson)).extracting(Diagnostic::toString)
                .containsExactly("s:1:18: entity type `A` is declared twice. It is declared first at s:1:8");
        assertThat(refusal(written::toHuman)).hasSize(1);
    }

    @Test
    void of_an_attribute_declared_twice_the_later_counts() throws InvalidInput {
        var written = parse("entity A { a: Unknown, a?: Long };");

        assertThat(resolve(written).entityTypes().get("A").attributes()).hasToString("{a?: Long}");
        assertThat(written.toJson()).isEqualTo(JsonReader.read(Source.of("""
                {"": {"entityTypes": {"A": {"shape": {"type": "Record", "attributes": {
                  "a": {"type": "EntityOrCommon", "name": "Long", "required": false}}}}}, "actions": {}}}""")));
    }

    @Test
    void what_is_allowed_and_hardly_meant_is_warned_of() throws InvalidInput {
        var written = parse("""
                entity Long;
                entity A { a: Set<{ b: Bool, b: String }> } tags { c: Bool, c: Bool };
                namespace N {
                  type User = { d: Bool, d: Bool };
                  type decimal = Bool;
                  entity User, ipaddr enum ["x", "y", "x"];
                  action act appliesTo { principal: User, resource: User, context: { e: Bool, e: Bool } };
                }
                """);

        assertThat(resolve(written).entityTypes()).hasSize(4);
        assertThat(written.warnings()).extracting(Diagnostic::isError).containsOnly(false);
        assertThat(written.warnings()).extracting(Diagnostic::toString).containsExactly(
                "s:1:8: `Long` hides the built-in type of that name. Write `__cedar::Long` for the built-in type",
                "s:2:30: attribute `b` is declared twice, and only the later declaration counts. Remove one of them",
                "s:2:61: attribute `c` is declared twice, and only the later declaration counts. Remove one of them",
                "s:4:8: common type `User` hides the entity type of that name. No attribute can hold such an entity until "
                        + "one of them is renamed",
                "s:4:26: attribute `d` is declared twice, and only the later declaration counts. Remove one of them",
                "s:5:8: `decimal` hides the built-in type of that name. Write `__cedar::decimal` for the built-in type",
                "s:6:16: `ipaddr` hides the built-in type of that name. Write `__cedar::ipaddr` for the built-in type",
                "s:6:39: id `x` is enumerated twice. Remove one of them",
                "s:7:79: attribute `e` is declared twice, and only the later declaration counts. Remove one of them");
        assertThat(parse(HUMAN).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s             | {}
            s.json        | {}
            s.cedarschema | entity A;
            s             | entity A;
            """)
    void the_syntax_is_told_by_the_name_or_the_first_character(String name, String text) throws InvalidInput {
        assertThat(Schema.parse(new Source(name, "\n " + text)).actions()).isEmpty();
    }

    @Test
    void the_syntax_of_json_is_expected_where_the_name_says_so() {
        assertThat(refusal(() -> Schema.parse(new Source("s.json", "entity A;")))).extracting(Diagnostic::code)
                .containsExactly("json-syntax");
    }

    private static WrittenSchema parse(String text) throws InvalidInput {
        return WrittenSchema.parse(new Source("s", text));
    }

    private static Schema resolve(WrittenSchema written) throws InvalidInput {
        return Schema.of(List.of(written));
    }

    private interface Reading {
        Object read() throws InvalidInput;
    }

    private static List<Diagnostic> refusal(Reading reading) {
        return catchThrowableOfType(InvalidInput.class, reading::read).diagnostics();
    }
}
