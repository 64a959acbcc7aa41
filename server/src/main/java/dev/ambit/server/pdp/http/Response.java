package dev.ambit.server.pdp.http;

import dev.ambit.server.pdp.json.JsonOut;
import dev.ambit.server.pdp.json.Mistake;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a call comes to.
public sealed interface Response {

    /// Something to read.
    ///
    /// @param type    media type
    /// @param headers beside `Content-Type`
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way out; nobody compares them
    record Content(int status, String type, byte[] body, Map<String, String> headers) implements Response {
        public Content {
            headers = Map.copyOf(headers);
        }
    }

    /// A refusal, in one shape for the whole API: `{"code", "message", "help", "request_id", "mistakes"}`.
    ///
    /// @param code     stable, in kebab-case; programs match on it
    /// @param message  what is wrong: subject in backticks, the rule, the value
    /// @param help     the way out, as a sentence; may be empty
    /// @param mistakes each thing wrong with a body; may be empty
    /// @param headers  such as `Retry-After`
    record Problem(int status, String code, String message, String help, List<Mistake> mistakes,
            Map<String, String> headers) implements Response {
        public Problem {
            mistakes = List.copyOf(mistakes);
            headers = Map.copyOf(headers);
        }

        public Problem(int status, String code, String message, String help) {
            this(status, code, message, help, List.of(), Map.of());
        }

        /// The same, with one more header.
        public Problem with(String header, String value) {
            return new Problem(status, code, message, help, mistakes, Map.of(header, value));
        }

        byte[] body(String requestId) {
            return JsonOut.object(out -> {
                out.put("code", code).put("message", message).put("help", help).put("request_id", requestId);
                if (!mistakes.isEmpty()) {
                    out.putObjects("mistakes", mistakes, (mistake, item) -> item.put("at", mistake.at())
                            .put("message", mistake.message())
                            .put("help", mistake.help()));
                }
            });
        }
    }

    /// Something that goes on for a while, part by part.
    ///
    /// @param type media type
    record Parts(String type, Map<String, String> headers, Source source) implements Response {
        public Parts {
            headers = Map.copyOf(headers);
        }
    }

    /// Where parts come from.
    interface Source {
        /// Writes parts until there are no more or nobody wants them. Runs on a thread of its own, and may wait.
        void writeTo(Sink sink) throws InterruptedException;
    }

    /// Where parts go.
    interface Sink {
        /// Returns once the other end can take more.
        ///
        /// @return `false` where it has gone, or has not taken anything for too long
        boolean write(byte[] part) throws InterruptedException;

        /// Whether anything more can be written: neither has the other end gone, nor is the server about to stop.
        boolean isOpen();
    }

    String JSON = "application/json";

    static Content json(Consumer<JsonOut> members) {
        return json(200, members);
    }

    static Content json(int status, Consumer<JsonOut> members) {
        return new Content(status, JSON, JsonOut.object(members), Map.of());
    }

    static Content text(int status, String text) {
        return new Content(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
