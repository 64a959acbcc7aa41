package dev.ambit.cedar.schema;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.text.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// One object of a schema in the JSON syntax, taken apart field by field. Reports fields of the wrong kind and, at the
/// end, those nobody asked for. What is no object is reported once and has no fields.
final class JsonFields {
    private final Source source;
    private final Mistakes mistakes;
    private final String subject;
    private final Json value;
    private final Map<String, Json> fields;
    private final Set<String> known = new LinkedHashSet<>();

    /// @param subject what the object describes, for diagnostics
    JsonFields(Source source, Mistakes mistakes, String subject, Json value) {
        this.source = source;
        this.mistakes = mistakes;
        this.subject = subject;
        this.value = value;
        this.fields = value instanceof Json.Obj object ? object.fields() : Map.of();
        if (!isObject()) {
            reportKind(subject, "an object", value);
        }
    }

    String subject() {
        return subject;
    }

    Span span() {
        return value.span();
    }

    private boolean isObject() {
        return value instanceof Json.Obj;
    }

    /// The field, whatever it holds.
    Optional<Json> get(String field) {
        known.add(field);
        return Optional.ofNullable(fields.get(field));
    }

    /// The field, where `null` means the same as leaving it out.
    Optional<Json> getUnlessNull(String field) {
        return get(field).filter(found -> !(found instanceof Json.Null));
    }

    /// The field, reported where it is missing.
    Optional<Json> require(String field) {
        var found = get(field);
        if (found.isEmpty() && isObject()) {
            report("missing-field", value.span(), "%s lacks the field `%s`".formatted(subject, field));
        }
        return found;
    }

    /// The string a required field holds, reported where it is none.
    Optional<Name> requireString(String field) {
        return require(field).flatMap(found -> string(field, found));
    }

    /// The string `found` in `field`, reported where it is none.
    Optional<Name> string(String field, Json found) {
        if (found instanceof Json.Str(var text, var where)) {
            return Optional.of(new Name(text, where));
        }
        reportKind(described(field), "a string", found);
        return Optional.empty();
    }

    /// The truth `found` in `field`, reported and `false` where it is none.
    boolean isTrue(String field, Json found) {
        if (found instanceof Json.Bool(var truth, _)) {
            return truth;
        }
        reportKind(described(field), "a boolean", found);
        return false;
    }

    /// The items of the array `found` in `field`, reported where it is none.
    List<Json> array(String field, Json found) {
        if (found instanceof Json.Arr(var items, _)) {
            return items;
        }
        reportKind(described(field), "an array", found);
        return List.of();
    }

    /// The strings in the array `found` in `field`; whatever else is there is reported.
    List<Name> strings(String field, Json found) {
        var strings = new ArrayList<Name>();
        for (var item : array(field, found)) {
            if (item instanceof Json.Str(var text, var where)) {
                strings.add(new Name(text, where));
            } else {
                reportKind("each of " + described(field), "a string", item);
            }
        }
        return strings;
    }

    /// The object `found` in `field`.
    JsonFields object(String field, Json found) {
        return new JsonFields(source, mistakes, described(field), found);
    }

    /// What `each` makes of every field, whose names are free here.
    <T> List<T> entries(BiFunction<Name, Json, T> each) {
        var all = new ArrayList<T>();
        for (var field : fields.entrySet()) {
            all.add(each.apply(new Name(field.getKey(), nameSpan(field.getValue())), field.getValue()));
        }
        return all;
    }

    /// Reports every field that was never asked for.
    void refuseOthers() {
        for (var field : fields.entrySet()) {
            if (!known.contains(field.getKey())) {
                mistakes.add(() -> unknown(field.getKey(), nameSpan(field.getValue())));
            }
        }
    }

    private Diagnostic unknown(String field, Span where) {
        var mistake = Diagnostic.error("unknown-field", source, where,
                "field %s means nothing to %s".formatted(Excerpt.quoted(field), subject));
        return Spelling.didYouMean(field, known).map(mistake::help).orElse(mistake);
    }

    void report(String code, Span where, String message) {
        mistakes.add(Diagnostic.error(code, source, where, message));
    }

    private void reportKind(String what, String expected, Json found) {
        mistakes.add(() -> Diagnostic.error("wrong-kind", source, found.span(),
                "%s is %s, not %s".formatted(what, expected, found.kind())));
    }

    /// A field of this object as a diagnostic says it.
    private String described(String field) {
        return "`" + field + "` of " + subject;
    }

    /// Where the name of a field stands that holds `found`: before it, with a colon between.
    private Span nameSpan(Json found) {
        var text = source.text();
        var end = text.lastIndexOf('"', text.lastIndexOf(':', found.span().start() - 1));
        var start = end;
        do {
            start = text.lastIndexOf('"', start - 1);
        } while (start > 0 && text.charAt(start - 1) == '\\');
        return new Span(start, end + 1);
    }
}
