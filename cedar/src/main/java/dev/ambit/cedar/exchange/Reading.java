package dev.ambit.cedar.exchange;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One reading of one document, and what is wrong with it so far.
/// Methods that read answer `null` where they found a mistake and have noted it.
final class Reading {
    private final Source source;
    private final Mistakes mistakes = new Mistakes();

    Reading(Source source) {
        this.source = source;
    }

    /// What was read, once it is sure that nothing was wrong.
    <T> T result(@Nullable T read) throws InvalidInput {
        mistakes.refuse();
        return Objects.requireNonNull(read, "what could not be read was noted");
    }

    /// Whether nothing was wrong so far.
    boolean isFine() {
        return mistakes.isEmpty();
    }

    /// Whether further mistakes are only counted.
    boolean isFull() {
        return mistakes.isFull();
    }

    void wrong(String code, Json at, Supplier<String> message) {
        note(code, at, message, Optional::empty);
    }

    void wrong(String code, Json at, Supplier<String> message, String help) {
        note(code, at, message, () -> Optional.of(help));
    }

    /// Notes a mistake that may be one of spelling.
    void misspelt(String code, Json at, Supplier<String> message, String word, Supplier<Collection<String>> known) {
        note(code, at, message, () -> Spelling.didYouMean(word, known.get()));
    }

    /// Where there are too many mistakes to tell, a further one costs no more than to count it.
    private void note(String code, Json at, Supplier<String> message, Supplier<Optional<String>> help) {
        if (mistakes.isFull()) {
            mistakes.add(Diagnostic.error(code, source, at.span(), ""));
            return;
        }
        var mistake = Diagnostic.error(code, source, at.span(), message.get());
        mistakes.add(help.get().map(mistake::help).orElse(mistake));
    }

    Json.@Nullable Obj object(Json json, String subject) {
        if (json instanceof Json.Obj object) {
            return object;
        }
        expected("an object", json, subject);
        return null;
    }

    Json.@Nullable Arr array(Json json, String subject) {
        if (json instanceof Json.Arr array) {
            return array;
        }
        expected("an array", json, subject);
        return null;
    }

    @Nullable
    String string(Json json, String subject) {
        if (json instanceof Json.Str string) {
            return string.value();
        }
        expected("a string", json, subject);
        return null;
    }

    private void expected(String kind, Json found, String subject) {
        wrong("expected-" + kind.substring(kind.indexOf(' ') + 1), found,
                () -> "%s is %s, expected %s".formatted(subject, found.kind(), kind));
    }

    /// Notes every field `object` has but may not have, and every one it lacks.
    void fields(Json.Obj object, String subject, List<String> required, List<String> optional) {
        object.fields().forEach((name, value) -> {
            if (!required.contains(name) && !optional.contains(name)) {
                misspelt("unknown-field", value, () -> "%s cannot have the field %s".formatted(subject, Excerpt.quoted(
                        name)),
                        name, () -> Stream.concat(required.stream(), optional.stream()).toList());
            }
        });
        for (var name : required) {
            if (object.get(name) == null) {
                wrong("missing-field", object, () -> "%s lacks the field `%s`".formatted(subject, name));
            }
        }
    }
}
