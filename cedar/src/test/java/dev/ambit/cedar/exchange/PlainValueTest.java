package dev.ambit.cedar.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.schema.Type.Attribute;
import dev.ambit.cedar.schema.Type.Extension;
import dev.ambit.cedar.schema.Type.Primitive;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainValueTest {
    private static final Map<String, Type> TYPES = Map.of("Bool", Primitive.BOOL, "Long", Primitive.LONG, "String",
            Primitive.STRING, "decimal", Extension.DECIMAL, "ipaddr", Extension.IPADDR, "datetime", Extension.DATETIME,
            "duration", Extension.DURATION, "Customer", new Type.Entity("Customer"), "Set<Customer>", new Type.SetOf(
                    new Type.Entity("Customer")), "Order", new Type.RecordOf(Map.of("of", new Attribute(
                            new Type.Entity("Customer"), true), "worth", new Attribute(Extension.DECIMAL, false))));

    @ParameterizedTest(name = "{1} as {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Customer      | "first"                                                  | Customer::"first"
            Customer      | {"type": "Customer", "id": "first"}                      | Customer::"first"
            Customer      | {"__entity": {"type": "Customer", "id": "first"}}        | Customer::"first"
            Customer      | "Customer::first"                                        | Customer::"Customer::first"
            Set<Customer> | ["first", {"type": "Customer", "id": "second"}]          | [Customer::"first", Customer::"second"]
            decimal       | "12.34"                                                  | decimal("12.34")
            decimal       | 12                                                       | decimal("12.0")
            decimal       | "12"                                                     | decimal("12.0")
            ipaddr        | "10.0.0.0/8"                                             | ip("10.0.0.0/8")
            duration      | "15m"                                                    | duration("900000ms")
            Long          | 118                                                      | 118
            Long          | "118"                                                    | 118
            Long          | "-9223372036854775808"                                   | -9223372036854775808
            Bool          | "true"                                                   | true
            String        | "118"                                                    | "118"
            Order         | {"of": "first", "worth": 5}                              | {"of": Customer::"first", "worth": decimal("5.0")}
            """)
    void it_is_read_by_its_type(String type, String json, String value) throws InvalidInput {
        var mistakes = new ArrayList<String>();

        var read = PlainValue.as(typed(type), plain(json), "it", mistakes::add);

        assertThat(mistakes).isEmpty();
        assertThat(read).hasToString(value);
        assertThat(read).isEqualTo(PlainValue.as(typed(type), plain(json)));
        assertThat(PlainValue.as(typed(type), read)).as("read once more").isEqualTo(read);
    }

    @ParameterizedTest(name = "{1} as {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Customer      | 5                                   | it is `5`, expected a `Customer`. Write its id, or {"type": "Customer", "id": …}
            Customer      | "Customer::\\"first\\""               | it is `Customer::"first"`, a whole name where the id of a `Customer` is expected. Write the id alone, or {"type": "Customer", "id": …}
            Customer      | {"type": "Custmer", "id": "first"}  | it is of type `Custmer`, expected `Customer`. Did you mean `Customer`?
            Customer      | {"type": "Repo", "id": "site"}      | it is of type `Repo`, expected `Customer`
            Set<Customer> | ["first", 5]                        | a member of it is `5`, expected a `Customer`. Write its id, or {"type": "Customer", "id": …}
            Set<Customer> | "first"                             | it is `"first"`, expected a `Set<Customer>`. Write a list
            decimal       | "much"                              | it is `"much"`, expected a `decimal`. Write one such as "12.34", with at most four digits after the point
            Long          | "1e5"                               | it is `"1e5"`, expected a `Long`. Write a whole number of 64 bits
            Long          | "9223372036854775808"               | it is `"9223372036854775808"`, expected a `Long`. Write a whole number of 64 bits
            Bool          | "yes"                               | it is `"yes"`, expected a `Bool`. Write true or false
            String        | 118                                 | it is `118`, expected a `String`. Write a string
            Order         | {"worth": 5}                        | it lacks `of`, a `Customer`
            Order         | {"of": "first", "wort": 5}          | it has `wort`, which is not declared. Did you mean `worth`?
            Order         | {"of": "first", "worth": true}      | `worth` of it is `true`, expected a `decimal`. Write one such as "12.34", with at most four digits after the point
            """)
    void what_cannot_be_is_told_and_stays_as_it_was(String type, String json, String mistake) throws InvalidInput {
        var mistakes = new ArrayList<String>();

        var read = PlainValue.as(typed(type), plain(json), "it", mistakes::add);

        assertThat(mistakes).containsExactly(mistake);
        assertThat(read).isEqualTo(PlainValue.as(typed(type), plain(json)));
    }

    @Test
    void whoever_hears_of_no_mistake_still_gets_what_can_be_read() {
        var plain = RecordValue.of(Map.of("of", StringValue.of("first"), "worth", StringValue.of("much"), "more",
                StringValue.of("5")));

        assertThat(PlainValue.as(typed("Order"), plain)).isEqualTo(plain.with("of", EntityUid.of("Customer",
                "first")));
    }

    @Test
    void nothing_is_made_where_nothing_changes() {
        var order = RecordValue.of(Map.of("of", EntityUid.of("Customer", "first")));

        assertThat(PlainValue.as(typed("Order"), order)).isSameAs(order);
    }

    private static Type typed(String name) {
        return Objects.requireNonNull(TYPES.get(name));
    }

    private static Value plain(String json) throws InvalidInput {
        var source = Source.of("{\"it\": " + json + "}");
        Json read = JsonReader.read(source);
        return ContextJson.read(read, source).attributes().values().iterator().next();
    }
}
