package dev.ambit.cedar.json;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The taking apart of one document whose fields are known beforehand, and what is wrong with it so far.
/// A method that finds something else than its caller wants notes it and answers empty, so that reading can go on.
public final class JsonReading {
    private final Source source;
    private final Mistakes mistakes = new Mistakes();

    /// @param source the document, into which the places of its values point
    public JsonReading(Source source) {
        this.source = source;
    }

    public Source source() {
        return source;
    }

    /// Refuses the document if anything was wrong with it.
    public void refuse() throws InvalidInput {
        mistakes.refuse();
    }

    /// Whether nothing was wrong so far.
    public boolean isFine() {
        return mistakes.isEmpty();
    }

    /// Whether further mistakes are only counted: looking for help for one is wasted.
    public boolean isFull() {
        return mistakes.isFull();
    }

    /// What was read, once it is sure that nothing was wrong.
    public <T> T result(@Nullable T read) throws InvalidInput {
        refuse();
        return Objects.requireNonNull(read, "what could not be read was noted");
    }

    /// Notes a mistake.
    public void wrong(String code, Json at, String message) {
        mistakes.add(Diagnostic.error(code, source, at.span(), message));
    }

    /// Notes a mistake, with the way out.
    public void wrong(String code, Json at, String message, String help) {
        mistakes.add(Diagnostic.error(code, source, at.span(), message).help(help));
    }

    /// Notes a mistake that may be one of spelling.
    public void misspelt(String code, Json at, String message, String word, Collection<String> known) {
        var mistake = Diagnostic.error(code, source, at.span(), message);
        mistakes.add(isFull() ? mistake : Spelling.didYouMean(word, known).map(mistake::help).orElse(mistake));
    }

    /// @param subject what `json` is, as a message begins
    public Optional<Json.Obj> object(Json json, String subject) {
        return json instanceof Json.Obj object ? Optional.of(object) : unexpected("an object", json, subject);
    }

    /// @param subject what `json` is, as a message begins
    public List<Json> items(Json json, String subject) {
        return json instanceof Json.Arr(var items, _)
                ? items
                : this.<List<Json>>unexpected("an array", json, subject).orElse(List.of());
    }

    /// @param subject what `json` is, as a message begins
    public Optional<String> string(Json json, String subject) {
        return json instanceof Json.Str(var value, _) ? Optional.of(value) : unexpected("a string", json, subject);
    }

    private <T> Optional<T> unexpected(String wanted, Json found, String subject) {
        wrong("wrong-kind", found, "%s must be %s, found %s".formatted(subject, wanted, found.kind()));
        return Optional.empty();
    }

    /// The value of field `name`, which may be missing.
    public static Optional<Json> field(Json.Obj object, String name) {
        return Optional.ofNullable(object.get(name));
    }

    /// Notes every field `object` has but may not have, and every one it lacks.
    ///
    /// @param subject what `object` is, as a message begins
    public void fields(Json.Obj object, String subject, List<String> required, List<String> optional) {
        var known = Stream.concat(required.stream(), optional.stream()).toList();
        object.fields().forEach((name, value) -> {
            if (!known.contains(name)) {
                misspelt("unknown-field", value, "%s has no field %s".formatted(subject, shown(name)), name, known);
            }
        });
        for (var name : required) {
            if (object.get(name) == null) {
                wrong("missing-field", object, "%s lacks field `%s`".formatted(subject, name));
            }
        }
    }

    /// A name out of the document, in backticks, and cut where it is long.
    public static String shown(String name) {
        return Excerpt.quoted(name);
    }
}
