package dev.ambit.server.pdp.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.Mistakes;
import java.util.Optional;
import java.util.Set;

/// Reads what operators want of a stream. Subjects are passed on as they are: which formats there are is between transmitters and those who
/// know whom they are about.
final class StreamReader {
    private static final Set<String> STATUSES = Set.of("enabled", "paused", "disabled");

    private final Mistakes mistakes = new Mistakes();
    private final Json.Obj body;

    private StreamReader(Json.Obj body) {
        this.body = body;
    }

    /// How a stream is to be.
    record Status(String status, Optional<String> reason) {}

    /// Whom it is to be about.
    record Subject(Json.Obj subject, Optional<Boolean> isVerified) {}

    static Status status(byte[] body) throws BadJson {
        var reader = new StreamReader(object(body));
        reader.only(Set.of("status", "reason"));
        var status = reader.text("status").filter(STATUSES::contains);
        if (status.isEmpty()) {
            reader.mistakes.add("/status", "`status` is none of `enabled`, `paused` and `disabled`", "");
        }
        var reason = reader.text("reason");
        reader.mistakes.check();
        return new Status(status.orElseThrow(), reason);
    }

    static Subject subject(byte[] body) throws BadJson {
        var reader = new StreamReader(object(body));
        reader.only(Set.of("subject", "verified"));
        if (!(reader.body.get("subject") instanceof Json.Obj subject) || !(subject.get(
                "format") instanceof Json.Str)) {
            reader.mistakes.add("/subject", "`subject` is no object with a `format`",
                    "Send one such as `{\"format\": \"email\", \"email\": \"a@acme.example\"}`");
            reader.mistakes.check();
            throw new IllegalStateException("a mistake was found and passed over");
        }
        var isVerified = reader.body.get("verified") instanceof Json.Bool(var is, _)
                ? Optional.of(is)
                : Optional.<Boolean>empty();
        reader.mistakes.check();
        return new Subject(subject, isVerified);
    }

    private static Json.Obj object(byte[] body) throws BadJson {
        var mistakes = new Mistakes();
        try {
            if (JsonReader.read(new Source("body", new String(body, UTF_8))) instanceof Json.Obj object) {
                return object;
            }
            mistakes.add("/", "the body is JSON, but no object", "");
        } catch (InvalidInput malformed) {
            mistakes.add("/", malformed.diagnostics().getFirst().message(), "");
        }
        mistakes.check();
        throw new IllegalStateException("a mistake was found and passed over");
    }

    private void only(Set<String> known) {
        body.fields().keySet().stream().filter(name -> !known.contains(name)).forEach(name -> mistakes.add("/" + name,
                "`%s` is not known here".formatted(name), "What is known is described at /openapi.json"));
    }

    private Optional<String> text(String name) {
        return body.get(name) instanceof Json.Str(var text, _) ? Optional.of(text) : Optional.empty();
    }
}
