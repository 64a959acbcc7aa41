package dev.ambit.server.pdp.json;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// One JSON document, read from beginning to end as I-JSON: UTF-8, no name twice in an object, no lone surrogates, integers
/// of 64 bits and fractions a double can hold, at most [#NESTING] levels, and nothing after its end.
///
/// The reader stands on one token at a time. Whoever reads a value leaves it on that value's last token.
public final class StrictJson implements AutoCloseable {
    /// Deepest nesting of arrays and objects.
    public static final int NESTING = 64;

    /// Longest number, in characters.
    private static final int NUMBER_LENGTH = 400;

    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING)
                    .maxNumberLength(NUMBER_LENGTH)
                    .build())
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private final JsonParser in;
    private final Mistakes mistakes = new Mistakes();

    private StrictJson(JsonParser in) {
        this.in = in;
    }

    /// What a document says, while it is read.
    @FunctionalInterface
    public interface Reading<T> {
        /// Reads the object that `json` stands at the beginning of. What is wrong with its content goes to
        /// [StrictJson#mistakes]; the result counts only where there is none.
        T read(StrictJson json) throws BadJson;
    }

    /// Reads a document that is one object.
    ///
    /// @throws BadJson where it is not JSON, not strict, not an object, or its content has mistakes
    public static <T> T read(byte[] text, Reading<T> reading) throws BadJson {
        if (text.length == 0) {
            throw new BadJson("", "the body is empty", "Send a JSON object");
        }
        JsonBytes.check(text);
        try (var json = new StrictJson(FACTORY.createParser(ObjectReadContext.empty(), text))) {
            return json.whole(reading);
        } catch (JacksonException malformed) {
            throw refusal(malformed);
        }
    }

    private <T> T whole(Reading<T> reading) throws BadJson {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new BadJson("", "the body is %s, not an object".formatted(described()), "Send a JSON object");
        }
        var result = reading.read(this);
        if (in.nextToken() != null) {
            throw new BadJson("", "there is more after the end of the object, at %s".formatted(place(in)),
                    "Send one JSON object");
        }
        mistakes.check();
        return result;
    }

    /// What the parser says, without the names of its methods. It knows no place where a limit of its own is exceeded.
    private static BadJson refusal(JacksonException malformed) {
        var first = malformed.getOriginalMessage().lines().findFirst().orElse("malformed");
        var words = lowered(SETTING.matcher(first).replaceAll(""));
        var where = malformed.getLocation();
        var place = where == null
                ? ""
                : ", at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
        return new BadJson("", "the body is not strict JSON%s: %s".formatted(place, words),
                "Send one JSON object as RFC 7493 has it");
    }

    private static String lowered(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static String place(JsonParser in) {
        var where = in.currentTokenLocation();
        return "line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
    }

    public Mistakes mistakes() {
        return mistakes;
    }

    /// The name of the next member of the object that is being read, which then stands at the member's value; `null` after
    /// the last.
    public @Nullable String nextMember() {
        var name = in.nextName();
        if (name != null) {
            in.nextToken();
        }
        return name;
    }

    /// Goes to the next element of the array that is being read; `false` after the last.
    public boolean nextElement() {
        return in.nextToken() != JsonToken.END_ARRAY;
    }

    public JsonToken token() {
        return in.currentToken();
    }

    public boolean isObject() {
        return in.currentToken() == JsonToken.START_OBJECT;
    }

    public boolean isArray() {
        return in.currentToken() == JsonToken.START_ARRAY;
    }

    public boolean isInteger() {
        return in.currentToken() == JsonToken.VALUE_NUMBER_INT;
    }

    /// The text of the string, or of the number as it is written, that this stands at.
    public String text() {
        return in.getString();
    }

    /// The integer this stands at, or `null` and a mistake where it has more than 64 bits.
    public @Nullable Long integer(String at) {
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            mistakes.add(at, "`%s` is an integer of more than 64 bits".formatted(shown(at)), "Send it as a string");
            return null;
        }
        return in.getLongValue();
    }

    /// The number with a fraction or exponent this stands at, or `null` and a mistake where no double can hold it.
    public @Nullable BigDecimal fraction(String at) {
        if (Double.isInfinite(Double.parseDouble(in.getString()))) {
            mistakes.add(at, "`%s` is a number that no double can hold".formatted(shown(at)), "Send it as a string");
            return null;
        }
        return in.getDecimalValue();
    }

    /// The string this stands at; otherwise a mistake, and `null`.
    public @Nullable String string(String at) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return in.getString();
        }
        wrong(at, "a string");
        return null;
    }

    /// The truth value this stands at; otherwise a mistake, and `null`.
    public @Nullable Boolean truth(String at) {
        if (in.currentToken() == JsonToken.VALUE_TRUE || in.currentToken() == JsonToken.VALUE_FALSE) {
            return in.currentToken() == JsonToken.VALUE_TRUE;
        }
        wrong(at, "a boolean");
        return null;
    }

    /// Whether this stands at an object; a mistake otherwise, and what stands there is passed over.
    public boolean object(String at) {
        if (isObject()) {
            return true;
        }
        wrong(at, "an object");
        return false;
    }

    /// Whether this stands at an array; a mistake otherwise, and what stands there is passed over.
    public boolean array(String at) {
        if (isArray()) {
            return true;
        }
        wrong(at, "an array");
        return false;
    }

    /// Notes that something else was expected here, and passes over what is.
    public void wrong(String at, String expected) {
        mistakes.add(at, "`%s` is %s, not %s".formatted(shown(at), described(), expected), "Send %s".formatted(
                expected));
        skip();
    }

    /// Passes over a value that nobody reads; what is in it must be strict all the same.
    public void skip() {
        for (var open = 0;;) {
            var token = in.currentToken();
            if (token.isStructStart()) {
                open++;
            } else if (token.isStructEnd()) {
                open--;
            } else if (token == JsonToken.VALUE_NUMBER_INT) {
                integer("number");
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                fraction("number");
            }
            if (open == 0) {
                return;
            }
            in.nextToken();
        }
    }

    /// A pointer as messages show it: `subject.id` rather than `/subject/id`.
    private static String shown(String at) {
        return (at.startsWith("/") ? at.substring(1) : at).replace('/', '.');
    }

    private String described() {
        return switch (in.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case null -> "empty";
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT -> "something else";
        };
    }

    @Override
    public void close() {
        in.close();
    }
}
