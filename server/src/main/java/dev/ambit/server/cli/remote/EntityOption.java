package dev.ambit.server.cli.remote;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// An entity as a person types it: `Repo::"site"`, as in policies, or without anything that a shell reads: `Repo/site`, and
/// `repo/site` too, for types begin with a capital. A type of several words is `pull-request/118`.
public final class EntityOption implements ITypeConverter<EntityOption.Named> {

    /// The entity that was named.
    public record Named(String type, String id) {
        /// As the API writes it.
        public Json json() {
            return Json.object(Map.of("type", Json.of(type), "id", Json.of(id)));
        }

        /// As a value that policies read.
        public Json value() {
            return Json.object(Map.of("__entity", json()));
        }

        @Override
        public String toString() {
            return EntityUid.of(type, id).toString();
        }
    }

    @Override
    public Named convert(String text) {
        return read(text).orElseThrow(() -> new TypeConversionException(
                "`%s` is no entity. Write its type and its id: repo/site, or 'Repo::\"site\"'".formatted(text)));
    }

    /// The entity that `text` names; empty where it names none.
    public static Optional<Named> read(String text) {
        if (text.contains("::\"")) {
            return quoted(text);
        }
        var slash = text.indexOf('/');
        if (slash < 1) {
            return Optional.empty();
        }
        var type = capitalised(text.substring(0, slash));
        return EntityUid.isTypeName(type)
                ? Optional.of(new Named(type, text.substring(slash + 1)))
                : Optional.empty();
    }

    private static Optional<Named> quoted(String text) {
        try {
            return PolicyParser.parseExpression(new Source("entity", text),
                    Limits.DEFAULT) instanceof Expr.Literal(EntityUid uid, _)
                            ? Optional.of(new Named(uid.type(), uid.id()))
                            : Optional.empty();
        } catch (InvalidInput malformed) {
            return Optional.empty();
        }
    }

    private static String capitalised(String words) {
        if (Character.isUpperCase(words.codePointAt(0))) {
            return words;
        }
        var type = new StringBuilder();
        for (var word : words.split("-", -1)) {
            if (word.isEmpty()) {
                return "";
            }
            type.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return type.toString();
    }
}
