package dev.ambit.cedar.exchange;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A value that was written without saying its type, read as one of the type declared for it: `"first"` or
/// `{"type": "Customer", "id": "first"}` where a `Customer` is wanted, `"10.0.0.1"` for an `ipaddr`, `"118"` for a `Long`.
///
/// A string is never looked into for an entity's type: where an entity is wanted it is the id, whatever it looks like.
/// What cannot be a value of the type stays as it was written. Where nothing changes nothing is made.
public final class PlainValue {
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final String TYPE = "type";
    private static final String ID = "id";

    private final @Nullable Consumer<String> mistakes;

    private PlainValue(@Nullable Consumer<String> mistakes) {
        this.mistakes = mistakes;
    }

    /// As much of `plain` as a value of `type` as it can be.
    public static Value as(Type type, Value plain) {
        return new PlainValue(null).read(type, plain, "");
    }

    /// Like [#as(Type, Value)].
    ///
    /// @param subject  what it is, as a message begins: `input `repo``
    /// @param mistakes told of everything that is no value of its type: what it is, and what was expected
    public static Value as(Type type, Value plain, String subject, Consumer<String> mistakes) {
        return new PlainValue(mistakes).read(type, plain, subject);
    }

    private Value read(Type type, Value plain, String subject) {
        return switch (type) {
            case Type.Primitive primitive -> primitive(primitive, plain, subject);
            case Type.Entity(var name) -> entity(name, plain, subject);
            case Type.Extension extension -> extension(extension, plain, subject);
            case Type.SetOf(var element) -> plain instanceof SetValue set
                    ? set(element, set, subject)
                    : mismatch(type, plain, subject, "Write a list");
            case Type.RecordOf shape -> plain instanceof RecordValue record
                    ? record(shape, record, subject)
                    : mismatch(type, plain, subject, "Write an object");
        };
    }

    private Value primitive(Type.Primitive type, Value plain, String subject) {
        return switch (type) {
            case BOOL -> switch (plain) {
                case BoolValue truth -> truth;
                case StringValue(var text) when text.equals("true") || text.equals("false") -> BoolValue.of(text.equals(
                        "true"));
                default -> mismatch(type, plain, subject, "Write true or false");
            };
            case LONG -> switch (plain) {
                case LongValue number -> number;
                case StringValue(var text) when integer(text).isPresent() -> integer(text).get();
                default -> mismatch(type, plain, subject, "Write a whole number of 64 bits");
            };
            case STRING -> plain instanceof StringValue ? plain : mismatch(type, plain, subject, "Write a string");
        };
    }

    private static Optional<LongValue> integer(String text) {
        try {
            return INTEGER.matcher(text).matches()
                    ? Optional.of(LongValue.of(Long.parseLong(text)))
                    : Optional.empty();
        } catch (NumberFormatException tooLong) {
            return Optional.empty();
        }
    }

    private Value entity(String type, Value plain, String subject) {
        return switch (plain) {
            case EntityUid uid when uid.type().equals(type) -> uid;
            case EntityUid uid -> ofOtherType(type, uid.type(), plain, subject);
            case StringValue(var id) -> named(type, id, subject);
            case RecordValue name when name.size() == 2 && name.get(TYPE) instanceof StringValue(var written)
                    && name.get(ID) instanceof StringValue(var id) -> written.equals(type)
                            ? EntityUid.of(type, id)
                            : ofOtherType(type, written, plain, subject);
            default -> mismatch(new Type.Entity(type), plain, subject, "Write its id, or {\"type\": \"%s\", \"id\": …}"
                    .formatted(type));
        };
    }

    /// Whoever writes a whole name where the id is wanted has most likely not meant the entity of that odd id.
    private Value named(String type, String id, String subject) {
        if (id.startsWith(type + "::\"") && id.endsWith("\"")) {
            tell(() -> ("%s is %s, a whole name where the id of a `%s` is expected. Write the id alone, or {\"type\": \"%s\""
                    + ", \"id\": …}").formatted(subject, Excerpt.quoted(id), type, type));
        }
        return EntityUid.of(type, id);
    }

    private Value ofOtherType(String type, String written, Value plain, String subject) {
        tell(() -> "%s is of type `%s`, expected `%s`%s".formatted(subject, Excerpt.of(written), type, nearest(written,
                List.of(type))));
        return plain;
    }

    private Value extension(Type.Extension type, Value plain, String subject) {
        var found = switch (plain) {
            case StringValue(var text) -> parsed(type, text);
            case LongValue(var whole) when type == Type.Extension.DECIMAL -> DecimalValue.parse(whole + ".0");
            default -> plain.kind().equals(type.word()) ? plain : null;
        };
        return found == null ? mismatch(type, plain, subject, example(type)) : found;
    }

    private static @Nullable Value parsed(Type.Extension type, String text) {
        return switch (type) {
            case DECIMAL -> DecimalValue.parse(INTEGER.matcher(text).matches() ? text + ".0" : text);
            case IPADDR -> IpValue.parse(text);
            case DATETIME -> DatetimeValue.parse(text);
            case DURATION -> DurationValue.parse(text);
        };
    }

    private static String example(Type.Extension type) {
        return switch (type) {
            case DECIMAL -> "Write one such as \"12.34\", with at most four digits after the point";
            case IPADDR -> "Write one such as \"10.0.0.1\" or \"10.0.0.0/8\"";
            case DATETIME -> "Write one such as \"2030-01-31\" or \"2030-01-31T10:00:00Z\"";
            case DURATION -> "Write one such as \"15m\" or \"1h30m\"";
        };
    }

    private Value set(Type element, SetValue plain, String subject) {
        var each = subject.startsWith("a member of ") ? subject : "a member of " + subject;
        var members = new ArrayList<Value>(plain.size());
        var isChanged = false;
        for (var i = 0; i < plain.size(); i++) {
            var member = read(element, plain.member(i), each);
            isChanged |= !isSame(member, plain.member(i));
            members.add(member);
        }
        return isChanged ? SetValue.of(members) : plain;
    }

    private Value record(Type.RecordOf shape, RecordValue plain, String subject) {
        var typed = plain;
        for (var attribute : shape.attributes().entrySet()) {
            var name = attribute.getKey();
            var value = plain.get(name);
            if (value != null) {
                var read = read(attribute.getValue().type(), value, within(subject, name));
                typed = isSame(read, value) ? typed : typed.with(name, read);
            } else if (attribute.getValue().required()) {
                tell(() -> "%s lacks `%s`, a `%s`".formatted(subject, name, attribute.getValue().type()));
            }
        }
        if (mistakes != null) {
            checkNames(shape, plain, subject);
        }
        return typed;
    }

    private void checkNames(Type.RecordOf shape, RecordValue plain, String subject) {
        for (var name : plain.attributes().keySet()) {
            if (!shape.attributes().containsKey(name)) {
                tell(() -> "%s has `%s`, which is not declared%s".formatted(subject, Excerpt.of(name), nearest(name,
                        shape.attributes().keySet())));
            }
        }
    }

    /// Messages are put together only where somebody hears them; so are subjects.
    private String within(String subject, String name) {
        return mistakes == null ? "" : "`%s` of %s".formatted(name, subject);
    }

    @SuppressWarnings("ReferenceEquality") // the very object comes back where nothing was to be read differently
    private static boolean isSame(Value read, Value plain) {
        return read == plain;
    }

    private Value mismatch(Type type, Value plain, String subject, String help) {
        tell(() -> "%s is %s, expected a `%s`. %s".formatted(subject, Excerpt.quoted(plain.toString()), Excerpt.of(type
                .toString()), help));
        return plain;
    }

    private static String nearest(String word, Collection<String> known) {
        return Spelling.didYouMean(word, known).map(". "::concat).orElse("");
    }

    private void tell(Supplier<String> message) {
        if (mistakes != null) {
            mistakes.accept(message.get());
        }
    }
}
