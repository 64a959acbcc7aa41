package dev.ambit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void pretty_json_has_a_line_for_each_field_and_item() {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("b", Json.array(Json.of(1), Json.array(), Json.object(Map.of())));
        fields.put("a", Json.object("c", Json.of("d")));

        assertThat(JsonWriter.pretty(Json.object(fields))).isEqualTo("""
                {
                  "b": [
                    1,
                    [],
                    {}
                  ],
                  "a": {
                    "c": "d"
                  }
                }""");
        assertThat(JsonWriter.compact(Json.object(fields))).isEqualTo("{\"b\":[1,[],{}],\"a\":{\"c\":\"d\"}}");
    }

    @Test
    void only_what_must_be_escaped_is() {
        assertThat(JsonWriter.compact(Json.of("\"\\/\b\f\n\r\t\0\u001f\u007fé\u2028😀")))
                .isEqualTo("\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0000\\u001f\u007fé\u2028😀\"");
    }
}
