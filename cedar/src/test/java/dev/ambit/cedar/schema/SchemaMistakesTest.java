package dev.ambit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a schema in the human syntax is refused for, in which words, and where.
class SchemaMistakesTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            entitty A;                | 1:1: expected `entity`, `action`, `type` or `namespace`, found `entitty`. Did you mean `entity`?
            ;                         | 1:1: expected `entity`, `action`, `type` or `namespace`, found `;`
            namespace N { view A; }   | 1:15: expected `entity`, `action` or `type`, found `view`
            namespace N {             | 1:14: expected a declaration or `}`, found the end of the schema
            namespace { }             | 1:11: expected a name, found `{`
            entity A                  | 1:9: expected `in`, `enum`, `{`, `tags` or `;`, found the end of the schema
            entity A in B             | 1:14: expected `{`, `tags` or `;`, found the end of the schema
            entity A {}               | 1:12: expected `tags` or `;`, found the end of the schema
            entity A tags Long        | 1:19: expected `;`, found the end of the schema
            entity A,;                | 1:10: expected a name, found `;`
            entity "A";               | 1:8: expected a name, found `"A"`
            entity A = Long;          | 1:12: expected `{`, found `Long`
            entity A in [B C];        | 1:16: expected `,` or `]`, found `C`
            entity A in [B,];         | 1:16: expected a name, found `]`
            entity A enum [];         | 1:16: expected a string in quotes, found `]`
            entity A enum ["a" "b"];  | 1:20: expected `,` or `]`, found `"b"`
            entity A { a Long };      | 1:14: expected `:` or `?`, found `Long`
            entity A { a?? Long };    | 1:14: expected `:`, found `?`
            entity A { a: };          | 1:15: expected a name, found `}`
            entity A { a: Long b };   | 1:20: expected `,` or `}`, found `b`
            entity A { , };           | 1:12: expected a name, found `,`
            entity A { a: Set<Long };  | 1:24: expected `>`, found `}`
            entity A { a: B:: };      | 1:19: expected a name, found `}`
            entity A { if: Long };    | 1:12: `if` is a word of the policy language and cannot be a name without quotes
            type T Long;              | 1:8: expected `=`, found `Long`
            type T, U = Long;         | 1:7: expected `=`, found `,`
            type T = Long             | 1:14: expected `;`, found the end of the schema
            action a b;               | 1:10: expected `in`, `appliesTo` or `;`, found `b`
            action a in b c;          | 1:15: expected `appliesTo` or `;`, found `c`
            action a in N::b;         | 1:17: expected `::` and the name of an action in quotes, found `;`
            action a in [];           | 1:14: expected a name, found `]`
            action a appliesTo {};    | 1:21: expected `principal`, `resource` or `context`, found `}`
            action a attributes {b};  | 1:22: expected `}`, since actions have no attributes, found `b`
            @("x") entity A;          | 1:2: expected the name of an annotation, found `(`
            @a(b) entity A;           | 1:4: expected a string in quotes, found `b`
            @a("b" entity A;          | 1:8: expected `)`, found `entity`
            @a @b @a("c") entity A;   | 1:8: annotation `@a` is given twice
            entity A $;               | 1:10: `$` stands for nothing in a schema
            entity A enum ["\\q"];     | 1:17: `\\q` is no escape
            entity A enum ["\\x80"];   | 1:17: `\\x` is followed by two hexadecimal digits, at most `7F`
            entity A enum ["\\x4"];    | 1:17: `\\x` is followed by two hexadecimal digits, at most `7F`
            entity A enum ["a];       | 1:16: the string that begins here is not closed
            """)
    void a_mistake_of_syntax_is_told_with_what_was_expected(String text, String mistake) {
        assertThat(mistakes(text)).containsExactly(mistake);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {d800}   | `{d800}` stands for a surrogate
            {}       | `{}` has no digit
            {110000} | it is larger than any
            {_1}     | it begins with an underscore
            {0000041} | seven digits
            {12      | it is not closed
            41       | there are no braces
            """)
    void a_character_by_number_is_one_that_exists(String escape, String why) {
        assertThat(mistakes("entity A enum [\"\\u%s\"];".formatted(escape))).as(why).containsExactly(
                "1:17: `\\u` is followed by the hexadecimal number of a character in braces, as in `\\u{1F600}`");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            entity A { a: Lnog };                         | 1:15: type `Lnog` is not declared. Did you mean `Long`?
            entity A { a: Boolean };                      | 1:15: type `Boolean` is not declared
            entity A { a: __cedar::Int };                 | 1:15: type `__cedar::Int` is not declared
            entity User; entity B in [Usr];               | 1:27: entity type `Usr` is not declared. Did you mean `User`?
            entity B in [Long];                           | 1:14: entity type `Long` is not declared. `Long` is a built-in type, which cannot stand here
            type C = {}; entity B in C;                   | 1:26: entity type `C` is not declared. `C` is a common type, which cannot stand here
            namespace N { entity A { a: Usr }; }          | 1:29: type `Usr` is declared neither in `N` nor outside any namespace
            namespace N { entity U; } entity A { a: U };  | 1:41: type `U` is not declared. Did you mean `N::U`?
            namespace N { entity U; } entity A in M::U;   | 1:39: entity type `M::U` is not declared. Did you mean `N::U`?
            namespace N { entity U; } entity A in N::V;   | 1:39: entity type `N::V` is not declared. Did you mean `N::U`?
            entity A tags B;                              | 1:15: type `B` is not declared
            entity A {}; entity A;                        | 1:21: entity type `A` is declared twice. It is declared first at s:1:8
            entity A, A;                                  | 1:11: entity type `A` is declared twice. It is declared first at s:1:8
            type A = Long; type A = Long;                 | 1:21: common type `A` is declared twice. It is declared first at s:1:6
            action a; action "a";                         | 1:18: action `Action::"a"` is declared twice. It is declared first at s:1:8
            namespace N {} namespace N {}                 | 1:26: namespace `N` is opened twice in one schema. Put all its declarations between one pair of braces
            entity A; namespace N { entity A; }           | 1:32: `N::A` hides `A`, which is declared outside any namespace. Rename one of them
            entity A; namespace N { type A = Long; }      | 1:30: `N::A` hides `A`, which is declared outside any namespace. Rename one of them
            action a; namespace N { action a; }           | 1:32: `N::Action::"a"` hides `Action::"a"`, which is declared outside any namespace. Rename one of them
            entity Action;                                | 1:8: entity type `Action` is the type of actions and cannot be declared. Choose another name
            entity __cedar;                               | 1:8: `__cedar` cannot be declared: `__cedar` holds the built-in types. Choose another name
            type __cedar = Long;                          | 1:6: `__cedar` cannot be declared: `__cedar` holds the built-in types. Choose another name
            namespace A::__cedar { entity B; }            | 1:11: `A::__cedar` cannot be declared: `__cedar` holds the built-in types. Choose another name
            type Bool = Long;                             | 1:6: common type `Bool` has the name of a built-in type. Choose another name
            type Record = {};                             | 1:6: common type `Record` has the name of a built-in type. Choose another name
            type A = A;                                   | 1:6: common type `A` is made of itself: `A` uses `A`
            type A = {b: Set<B>}; type B = A;             | 1:6: common type `A` is made of itself: `A` uses `B` uses `A`
            action a in b; action b in [a];               | 1:8: action `Action::"a"` is in itself: `Action::"a"` in `Action::"b"` in `Action::"a"`
            action a in b;                                | 1:13: action `b` is not declared
            action aaa; action b in Action::"aab";        | 1:25: action `Action::"aab"` is not declared. Did you mean `Action::"aaa"`?
            action aaa; action b in aab;                  | 1:25: action `aab` is not declared. Did you mean `aaa`?
            entity A { a: Action };                       | 1:15: type `Action` is not declared
            action a; entity A in Action;                 | 1:23: `Action` is a type of actions: nothing else is in an action, and actions neither ask nor are asked for
            """)
    void a_name_that_cannot_be_used_is_told_with_what_it_could_be(String text, String mistake) {
        assertThat(mistakes(text)).containsExactly(mistake);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            principals: A                     | 1:31: expected `principal`, `resource` or `context`, found `principals`. Did you mean `principal`?
            principal: A                      | 1:10: `appliesTo` of action `a` has no clause `resource`. Name the entity types, as in `resource: [User]`
            resource: A, context: {}          | 1:10: `appliesTo` of action `a` has no clause `principal`. Name the entity types, as in `principal: [User]`
            principal: A, resource: []        | 1:55: clause `resource` of action `a` names no entity type. Leave out `appliesTo` if the action is only a group
            principal: A, resource: A, resource: A | 1:58: action `a` has two clauses `resource`
            principal: A, resource: A, context: {}, context: {} | 1:71: action `a` has two clauses `context`
            principal: A resource: A          | 1:44: expected `,` or `}`, found `resource`
            principal: A, resource: A, context: Long | 1:67: the context of action `a` is a record, not `Long`
            principal: A, resource: A, context: A | 1:67: common type `A` is not declared. `A` is an entity type, which cannot stand here
            principal: A, resource: A, context: T | 1:67: the context of action `a` is a record, not a set
            principal: A, resource: Action    | 1:55: `Action` is a type of actions: nothing else is in an action, and actions neither ask nor are asked for
            """)
    void an_action_applies_to_something_or_is_a_group(String clauses, String mistake) {
        assertThat(mistakes("action a appliesTo {          %s }; entity A; type T = Set<Long>;".formatted(clauses)))
                .containsExactly(mistake);
    }

    @Test
    void all_mistakes_are_told_at_once_in_the_order_of_the_text() {
        assertThat(mistakes("""
                namespace N {
                  entity A { a: ; };
                  entity B
                  entity C { c: Long ;
                  entity D;
                  action view in [all appliesTo;
                }
                type T Long;
                """)).containsExactly(
                "2:17: expected a name, found `;`",
                "4:3: expected `in`, `enum`, `{`, `tags` or `;`, found `entity`",
                "4:22: expected `,` or `}`, found `;`",
                "6:23: expected `,` or `]`, found `appliesTo`",
                "8:8: expected `=`, found `Long`");
        assertThat(mistakes("""
                entity A in B { c: C };
                action a appliesTo { principal: A, resource: D, context: E };
                action b in c;
                """)).containsExactly(
                "1:13: entity type `B` is not declared",
                "1:20: type `C` is not declared",
                "2:46: entity type `D` is not declared",
                "2:58: common type `E` is not declared",
                "3:13: action `c` is not declared");
    }

    @Test
    void a_mistake_in_a_common_type_is_told_once_however_often_it_is_used() {
        assertThat(mistakes(
                "type T = { a: Lomg }; type U = T; entity A { t: T, u: U } tags T; entity B { t: Set<T> };"))
                .containsExactly("1:15: type `Lomg` is not declared. Did you mean `Long`?");
    }

    @Test
    void several_sources_are_read_together_and_each_mistake_names_its_own() {
        var users = new Source("users.cedarschema", "namespace N { entity User { photo: Photo }; }");
        var photos = new Source("photos.cedarschema.json", """
                {"N": {"entityTypes": {"Photo": {"memberOfTypes": ["Album"]}, "User": {}}, "actions": {}}}""");

        var refused = catchThrowableOfType(InvalidInput.class, () -> Schema.parse(users, photos));

        assertThat(refused.diagnostics()).extracting(Diagnostic::toString).containsExactly(
                "photos.cedarschema.json:1:52: entity type `Album` is declared neither in `N` nor outside any namespace",
                "photos.cedarschema.json:1:63: entity type `N::User` is declared twice. It is declared first at "
                        + "users.cedarschema:1:22");
    }

    @Test
    void mistakes_of_syntax_in_several_sources_are_told_together() {
        var refused = catchThrowableOfType(InvalidInput.class,
                () -> Schema.parse(new Source("a", "entity"), new Source("b", "{"), new Source("c", "type T = Long;")));

        assertThat(refused.diagnostics()).extracting(Diagnostic::toString).containsExactly(
                "a:1:7: expected a name, found the end of the schema",
                "b:1:2: expected a field name in quotes, found the end of the document");
    }

    @Test
    void a_schema_has_no_more_text_tokens_and_brackets_than_its_limits_say() {
        var text = "entity A { a: Set<Long> };";

        assertThat(mistakes(text, new Limits(25, 400, 1, 100))).containsExactly(
                "1:1: the schema has 26 characters, the limit is 25");
        assertThat(mistakes(text, new Limits(26, 400, 1, 10))).containsExactly(
                "1:26: the schema has more than 10 tokens");
        assertThat(mistakes(text, new Limits(26, 1, 1, 100))).containsExactly(
                "1:18: brackets are nested deeper than 1");
        assertThat(mistakes(text, new Limits(26, 2, 1, 11))).isEmpty();
    }

    private static List<String> mistakes(String text) {
        return mistakes(text, Limits.DEFAULT);
    }

    private static List<String> mistakes(String text, Limits limits) {
        try {
            assertThat(Schema.parse(List.of(new Source("s", text)), limits)).isNotNull();
            return List.of();
        } catch (InvalidInput refused) {
            return refused.diagnostics().stream().map(mistake -> mistake.toString().substring("s:".length())).toList();
        }
    }
}
