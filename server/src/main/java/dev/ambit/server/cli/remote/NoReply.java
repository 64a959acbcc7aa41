package dev.ambit.server.cli.remote;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.server.cli.frame.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a command got nothing from a server: it could not be reached, or it refused.
/// `code`, `message` and `help` are the server's own words wherever it had some.
public final class NoReply extends Exception {
    private static final long serialVersionUID = 1;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_FAILED = 500;
    private static final int TOO_MANY = 429;

    private final String code;
    private final String help;
    private final int exitCode;
    private final transient List<Mistake> mistakes;
    private final @Nullable String body;

    /// One mistake in what was sent, as the server names it.
    ///
    /// @param at a JSON pointer
    public record Mistake(String at, String message, String help) {}

    private NoReply(String code, String message, String help, int exitCode, List<Mistake> mistakes,
            @Nullable String body, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.help = help;
        this.exitCode = exitCode;
        this.mistakes = List.copyOf(mistakes);
        this.body = body;
    }

    /// The server could not be asked, or what it said was cut off.
    static NoReply unreachable(String code, String message, String help, Throwable cause) {
        return new NoReply(code, message, help, ExitCode.INTERNAL, List.of(), null, cause);
    }

    /// What answered has another way of speaking.
    static NoReply notAmbit(String from, @Nullable Throwable cause) {
        return new NoReply("not-ambit", "what answers at %s is not an Ambit server".formatted(from),
                "Give its address with --server URL or AMBIT_SERVER", ExitCode.INTERNAL, List.of(), null, cause);
    }

    /// The server answered, and did not do it.
    static NoReply refused(String from, int status, String body) {
        Json.Obj problem;
        try {
            problem = new Reply(from, body).object();
        } catch (NoReply notJson) {
            return notAmbit("%s (status %d)".formatted(from, status), notJson);
        }
        if (Fields.text(problem, "code").isEmpty()) {
            return notAmbit("%s (status %d)".formatted(from, status), null);
        }
        var mistakes = Fields.objects(problem, "mistakes").stream()
                .map(each -> new Mistake(Fields.text(each, "at"), Fields.text(each, "message"), Fields.text(each,
                        "help")))
                .toList();
        return new NoReply(Fields.text(problem, "code"), Fields.text(problem, "message"), Fields.text(problem, "help"),
                exitCode(status), mistakes, body, null);
    }

    /// What could not be understood is 2, what may or can not be is 1, and 3 is that the server failed or is too busy.
    private static int exitCode(int status) {
        if (status >= SERVER_FAILED || status == TOO_MANY) {
            return ExitCode.INTERNAL;
        }
        return status == BAD_REQUEST ? ExitCode.USAGE : ExitCode.PROBLEMS;
    }

    /// Stable: programs match on it.
    public String code() {
        return code;
    }

    public String words() {
        return String.valueOf(getMessage());
    }

    /// What to do about it; empty where there is nothing to say.
    public String help() {
        return help;
    }

    /// Everything wrong with what was sent, where it was that.
    public List<Mistake> mistakes() {
        return mistakes;
    }

    /// With which the command ends.
    public int exitCode() {
        return exitCode;
    }

    /// For a program: what the server said, unchanged, or the same shape where it said nothing.
    public String json() {
        return Optional.ofNullable(body).orElseGet(() -> {
            var fields = new LinkedHashMap<String, Json>();
            fields.put("code", Json.of(code));
            fields.put("message", Json.of(words()));
            fields.put("help", Json.of(help));
            return JsonWriter.compact(Json.object(fields));
        });
    }
}
