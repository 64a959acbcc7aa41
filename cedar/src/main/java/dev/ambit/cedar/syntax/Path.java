package dev.ambit.cedar.syntax;

import dev.ambit.cedar.syntax.Token.Kind;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import java.util.Optional;

/// Words joined by `::`, which name a type or a function; with a string behind the last `::` they name an entity.
///
/// @param name the words without what stands between them
/// @param id   the string
/// @param span all of it
record Path(String name, Optional<String> id, Span span) {

    /// Reads a path; the cursor is at a word.
    static Path read(Cursor cursor) throws Unreadable {
        var start = cursor.current().start();
        var name = new StringBuilder(word(cursor));
        while (cursor.accept(Kind.DOUBLE_COLON)) {
            if (cursor.at(Kind.STRING)) {
                var id = cursor.escapes().string(cursor.take());
                return new Path(name.toString(), Optional.of(id), cursor.since(start));
            }
            if (!cursor.at(Kind.WORD)) {
                throw cursor.unexpected("a name or, in quotes, the id of an entity");
            }
            name.append("::").append(word(cursor));
        }
        return new Path(name.toString(), Optional.empty(), cursor.since(start));
    }

    /// Reads the name of a type behind `is`.
    static Path type(Cursor cursor) throws Unreadable {
        if (!cursor.at(Kind.WORD)) {
            throw cursor.unexpected("the name of an entity type", cursor.at(Kind.STRING)
                    ? "A type stands without quotes"
                    : "");
        }
        var path = read(cursor);
        if (path.id().isPresent()) {
            cursor.complaints().add("not-a-type", path.span(), "an entity stands where `is` wants a type",
                    "Compare with one entity with `==`");
        }
        return path;
    }

    private static String word(Cursor cursor) {
        var word = cursor.take();
        if (Words.RESERVED.contains(word.text())) {
            cursor.complaints().add("reserved-word", word.span(), "`%s` is a reserved word and names nothing"
                    .formatted(word.text()));
        }
        return word.text();
    }

    /// The entity this path names; empty where it names none.
    Optional<EntityUid> entity() {
        return id.map(found -> EntityUid.of(name, found));
    }
}
