package dev.ambit.cedar.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource(delimiterString = " means ", quoteCharacter = '~', textBlock = """
            1 || 2 && 3 == 4 + 5 * 6 means 1 || (2 && (3 == (4 + (5 * 6))))
            1 * 2 + 3 == 4 && 5 || 6 means ((((1 * 2) + 3) == 4) && 5) || 6
            1 || 2 || 3 means (1 || 2) || 3
            1 && 2 && 3 means (1 && 2) && 3
            1 - 2 - 3 + 4 means ((1 - 2) - 3) + 4
            1 * 2 * 3 means (1 * 2) * 3
            1 - -2 means 1 - (-2)
            !true == false means (!true) == false
            !context.a.b means !((context.a).b)
            !!true means !(!true)
            --1 means -(-1)
            -context.a * 2 means (-(context.a)) * 2
            -1.a means -((1).a)
            1 + 2 has a || true means ((1 + 2) has a) || true
            1 < 2 && 2 >= 3 means (1 < 2) && (2 >= 3)
            1 in 2 + 3 means 1 in (2 + 3)
            1 is A in 2 + 3 && true means (1 is A in (2 + 3)) && true
            "a" like "b" && true means ("a" like "b") && true
            if 1 then 2 else 3 || 4 means if 1 then 2 else (3 || 4)
            if 1 then if 2 then 3 else 4 else if 5 then 6 else 7 means if 1 then (if 2 then 3 else 4) else (if 5 then 6 else 7)
            [1, 2,] means [1, 2]
            {a: 1, "b c": 2,} means {"a": 1, "b c": 2}
            context["a"] means context.a
            context has "a" means context has a
            ip("a",).isIpv4() means ip("a").isIpv4()
            User :: "a" means User::"a"
            "\\x41\\u{e9}\\u{1_F600}\\0\\'" means "Aé\\u{1f600}\\u{0}'"
            context.principal.permit.when means context["principal"]["permit"]["when"]
            """)
    void two_texts_are_the_same_expression(String text, String same) throws InvalidInput {
        assertThat(PolicyJson.write(parse(text))).isEqualTo(PolicyJson.write(parse(same)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "9223372036854775807",
        "-9223372036854775808",
        "----9223372036854775808",
        "true.a.b",
        "\"a\".contains(1)",
        "\"\n\"",
        "(principal)",
        "[]",
        "{}",
        "[[], {a: {}}]",
        "principal is principal",
        "principal is A::B in [A::\"a\"]",
        "context has a.b.principal.permit",
        "context.contains.isEmpty",
        "ip()",
        "ip(1, 2)",
        "context.isIpv4(1, 2, 3)",
        "not::\"a\" == and::or::\"b\"",
        "if true then 1 else 2",
        "[if true then 1 else 2]",
    })
    void an_expression_may_be_written(String text) throws InvalidInput {
        assertThat(PolicyPrinter.print(parse(text))).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiterString = " -> ", quoteCharacter = '~', textBlock = """
            context.a = 1 -> 1:11: `=` is no operator. Did you mean `==`?
            context.a === 1 -> 1:13: expected a value, found `=`. Two values are compared with `==`
            context.a <> 1 -> 1:11: `<>` is no operator. Did you mean `!=`?
            context.a & context.b -> 1:11: `&` is no operator. Did you mean `&&`?
            context.a | context.b -> 1:11: `|` is no operator. Did you mean `||`?
            context.a and context.b -> 1:11: `and` is no operator. Did you mean `&&`?
            context.a OR context.b -> 1:11: `OR` is no operator. Did you mean `||`?
            not context.a -> 1:1: `not` is no operator. Did you mean `!`?
            1 / 2 -> 1:3: `/` is no operator. There are only `+`, `-` and `*`
            1 % 2 -> 1:3: `%` is no operator. There are only `+`, `-` and `*`
            1 < 2 < 3 -> 1:7: `<` follows another comparison. Put one of the two in parentheses, or join them with `&&`
            context has a == true -> 1:15: `==` follows another comparison. Put one of the two in parentheses, or join them with `&&`
            context has a + 1 -> 1:15: expected the end of the text, found `+`
            "a" like "b" like "c" -> 1:14: `like` follows another comparison. Put one of the two in parentheses, or join them with `&&`
            !!!!!true -> 1:1: `!` stands 5 times in a row, the limit is 4. Two of them undo each other
            -----1 -> 1:1: `-` stands 5 times in a row, the limit is 4. Two of them undo each other
            !-1 -> 1:2: expected a value, found `-`. Put what `!` applies to in parentheses
            -!true -> 1:2: expected a value, found `!`. Put what `-` applies to in parentheses
            9223372036854775808 -> 1:1: `9223372036854775808` does not fit into 64 bits. Numbers go from `-9223372036854775808` to `9223372036854775807`
            -9223372036854775809 -> 1:1: `-9223372036854775809` does not fit into 64 bits. Numbers go from `-9223372036854775808` to `9223372036854775807`
            -(9223372036854775808) -> 1:3: `9223372036854775808` does not fit into 64 bits. Numbers go from `-9223372036854775808` to `9223372036854775807`
            -9223372036854775808.a -> 1:2: `9223372036854775808` does not fit into 64 bits. Numbers go from `-9223372036854775808` to `9223372036854775807`
            1 + if true then 1 else 2 -> 1:5: expected a value, found `if`. Put the whole `if … then … else …` in parentheses
            if true { 1 } -> 1:9: expected `then`, found `{`. A choice is written `if … then … else …`
            if true then 1 -> 1:15: expected `else`, found the end of the text. A choice is written `if … then … else …`
            context.a ? 1 : 2 -> 1:11: `?` begins the name of a slot. The slots of a template are `?principal` and `?resource`; a choice is `if … then … else …`
            context.a == 18.5 -> 1:17: expected the name of an attribute, found `5`. A number with a fraction is written `decimal("1.5")`
            context.my-name == 1 -> 1:12: `name` is no variable. An attribute with a dash in its name is written `["my-name"]`
            context.größe -> 1:9: `größe` is no identifier: only the letters a to z, digits and `_` are. An attribute of such a name is written `["größe"]`
            context.if -> 1:9: `if` is a reserved word and names no attribute. Write the name in quotes
            context.__cedar -> 1:9: `__cedar` is a reserved word and names no attribute. Write the name in quotes
            context has in -> 1:13: `in` is a reserved word and names no attribute. Write the name in quotes
            context has a.in.b -> 1:15: `in` is a reserved word and names no attribute. Write the name in quotes
            {then: 1} -> 1:2: `then` is a reserved word and names no attribute. Write the name in quotes
            context has "a".b -> 1:16: expected an operator, found `.`. In a path no name stands in quotes; join two `has` with `&&`
            context has (a) -> 1:13: expected the name of an attribute, found `(`
            context[a] -> 1:9: expected the name of an attribute in quotes, found `a`. The name of an attribute cannot be computed
            context[0] -> 1:9: expected the name of an attribute in quotes, found `0`. The members of a set have no order; ask with `contains`
            context["a" + "b"] -> 1:13: expected `]`, found `+`
            {"a" = 1} -> 1:6: expected `:`, found `=`. Between a name and its value stands `:`
            {("a"): 1} -> 1:2: expected the name of an attribute, found `(`
            {a: 1, "a": 2} -> 1:8: attribute `a` is given twice in one record
            [1 2] -> 1:4: expected `,` or `]`, found `2`
            [,] -> 1:2: expected a value, found `,`
            (1, 2) -> 1:3: expected `)`, found `,`
            () -> 1:2: expected a value, found `)`
            principal is "User" -> 1:14: expected the name of an entity type, found the string `"User"`. A type stands without quotes
            principal is (User) -> 1:14: expected the name of an entity type, found `(`
            principal is A in B::"b" in C::"c" -> 1:26: `in` follows another comparison. Put one of the two in parentheses, or join them with `&&`
            "a" like b -> 1:10: expected a pattern in quotes, found `b`
            "a" like "\\q" -> 1:11: `\\q` is no escape. A backslash is written `\\\\`
            "\\x80" -> 1:2: `\\x80` is no escape. `\\x` takes two hexadecimal digits, at most `7f`
            "\\xg0" -> 1:2: `\\xg0` is no escape. `\\x` takes two hexadecimal digits, at most `7f`
            "\\x" -> 1:2: `\\x` is no escape. `\\x` takes two hexadecimal digits, at most `7f`
            "\\u0041" -> 1:2: `\\u` is no escape. `\\u` takes the number of a character, one to six hexadecimal digits in braces: `\\u{e9}`
            "\\u{}" -> 1:2: `\\u{}` is no escape. `\\u` takes the number of a character, one to six hexadecimal digits in braces: `\\u{e9}`
            "\\u{_1}" -> 1:2: `\\u{_1}` is no escape. `\\u` takes the number of a character, one to six hexadecimal digits in braces: `\\u{e9}`
            "\\u{d800}" -> 1:2: `\\u{d800}` is no escape. `\\u` takes the number of a character, one to six hexadecimal digits in braces: `\\u{e9}`
            "\\u{110000}" -> 1:2: `\\u{110000}` is no escape. `\\u` takes the number of a character, one to six hexadecimal digits in braces: `\\u{e9}`
            "\\u{0000041}" -> 1:2: `\\u{0000041}` is no escape. `\\u` takes the number of a character, one to six hexadecimal digits in braces: `\\u{e9}`
            "\\u{41 -> 1:1: the string that begins here is not closed
            "a -> 1:1: the string that begins here is not closed
            'a' -> 1:1: ' is no quote. A string stands between two `"`
            “a” -> 1:1: “ is no quote. A string stands between two `"`
            user -> 1:1: `user` is no variable. Did you mean `principal`?
            principle -> 1:1: `principle` is no variable. Did you mean `principal`?
            Group -> 1:1: `Group` is no variable. An entity has an id, `Group::"…"`; its type is tested with `is`
            a::b -> 1:1: `a::b` is no variable. An entity has an id, `a::b::"…"`; its type is tested with `is`
            admin -> 1:1: `admin` is no variable. An attribute is reached through a variable, `context.admin`; a string stands in quotes
            null -> 1:1: `null` is no variable. Whether an attribute is there is asked with `has`
            True -> 1:1: `True` is no variable. Did you mean `true`?
            ?principal -> 1:1: slot `?principal` stands outside the scope. A template leaves open only what `principal` or `resource` is compared with in its scope
            A::in::"b" -> 1:4: `in` is a reserved word and names nothing
            A::{id: "b"} -> 1:4: expected a name or, in quotes, the id of an entity, found `{`
            A:: -> 1:4: expected a name or, in quotes, the id of an entity, found the end of the text
            foo(1) -> 1:1: `foo` is no function. The functions are `datetime`, `decimal`, `duration`, `ip`
            decmal("1") -> 1:1: `decmal` is no function. Did you mean `decimal`?
            a::ip("1") -> 1:1: `a::ip` is no function. The functions are `datetime`, `decimal`, `duration`, `ip`
            now() -> 1:1: `now` is no function. The time is not known to a policy unless the context holds it
            principal("a") -> 1:1: `principal` is no function. The functions are `datetime`, `decimal`, `duration`, `ip`
            contains([1], 1) -> 1:1: `contains` is a method, not a function. Call it on a value: `value.contains(…)`
            isIpv4(1) -> 1:1: `isIpv4` is a method, not a function. Call it on a value: `value.isIpv4(…)`
            context.ip("a") -> 1:9: `ip` is a function, not a method. Write the value between the parentheses: `ip(value)`
            context.a.contain(1) -> 1:11: `contain` is no method. Did you mean `contains`?
            context.a.startsWith("a") -> 1:11: `startsWith` is no method. The beginning of a string is tested with `like "…*"`
            context.a.nothingLikeIt() -> 1:11: `nothingLikeIt` is no method
            context.a.contains() -> 1:11: method `contains` takes one argument, found 0
            context.a.contains(1, 2) -> 1:11: method `contains` takes one argument, found 2
            context.a.isEmpty(1) -> 1:11: method `isEmpty` takes no argument, found 1
            principal.hasTag() -> 1:11: method `hasTag` takes one argument, found 0
            (context.a)(1) -> 1:12: only a function or a method can be called
            context["contains"](1) -> 1:20: only a function or a method can be called
            context.a; -> 1:10: expected the end of the text, found `;`
            true $ -> 1:6: `$` is no part of the language
            """)
    void an_expression_is_refused(String text, String message) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> parse(text))
                .withMessage("<input>:" + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " -> ", quoteCharacter = '~', textBlock = """
            ( 1 + 2 ) * context.a -> ( 1 + 2 ) * context.a, 1 + 2, 1, 2, context.a, context
            -5 - - 5 -> -5 - - 5, -5, - 5
            - -5 -> - -5, -5
            -(5) -> -(5), 5
            !(!true) -> !(!true), !true, true
            (context) . a ["b"] -> (context) . a ["b"], (context) . a, context
            ip("1") .isInRange ( ip("2") ) -> ip("1") .isInRange ( ip("2") ), ip("1"), "1", ip("2"), "2"
            (if 1 then 2 else (3)) -> if 1 then 2 else (3), 1, 2, 3
            ((1) is A in (2)) && true -> ((1) is A in (2)) && true, (1) is A in (2), 1, 2, true
            [ (1) , 2 , ] -> [ (1) , 2 , ], 1, 2
            { a : (1) } -> { a : (1) }, 1
            [1].contains( 2 ).b has c . d -> [1].contains( 2 ).b has c . d, [1].contains( 2 ).b, [1].contains( 2 ), [1], 1, 2
            """)
    void every_part_stands_where_it_was_written(String text, String parts) throws InvalidInput {
        var found = new ArrayList<String>();
        collect(Source.of(text), parse(text), found);

        assertThat(String.join(", ", found)).isEqualTo(parts);
    }

    @Test
    void a_chain_is_as_high_as_it_is_long() throws InvalidInput {
        var limits = new Limits(1_000, 5, 10, 1_000);

        assertThat(PolicyParser.parseExpression(Source.of("1 || 2 || 3 || 4 || 5"), limits)).isNotNull();
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> PolicyParser.parseExpression(Source.of("1 || 2 || 3 || 4 || 5 || 6"), limits))
                .withMessage("<input>:1:27: more than 5 operators depend on each other up to here");
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> PolicyParser.parseExpression(Source.of("((((((1))))))"), limits))
                .withMessage("<input>:1:7: brackets and `if`s are nested deeper than 5");
    }

    private static void collect(Source source, Expr expr, List<String> found) {
        found.add(source.slice(expr.span()));
        expr.children().forEach(part -> collect(source, part, found));
    }

    private static Expr parse(String text) throws InvalidInput {
        return PolicyParser.parseExpression(Source.of(text), Limits.DEFAULT);
    }
}
