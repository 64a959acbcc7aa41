package dev.ambit.server.pdp.api;

import dev.ambit.core.govern.Command;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what people answer. An unknown member is a mistake.
final class AnswerReader {
    static final int LONGEST_COMMENT = 1_000;

    private AnswerReader() {}

    /// One answer to several requests.
    record Answers(boolean approves, List<String> requests, String comment) {}

    /// The comment in `{"comment": …}`; empty where there is none.
    static String comment(byte[] body) throws BadJson {
        return StrictJson.read(body, json -> {
            var comment = "";
            for (var name = json.nextMember(); name != null; name = json.nextMember()) {
                if (name.equals("comment")) {
                    comment = comment(json);
                } else {
                    unknown(json, name);
                }
            }
            return comment;
        });
    }

    static Answers answers(byte[] body) throws BadJson {
        return StrictJson.read(body, AnswerReader::answers);
    }

    private static Answers answers(StrictJson json) {
        Boolean approves = null;
        var requests = new ArrayList<String>();
        var comment = "";
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "answer" -> approves = answer(json);
                case "requests" -> requests(json, requests);
                case "comment" -> comment = comment(json);
                default -> unknown(json, name);
            }
        }
        if (json.mistakes().isEmpty() && (approves == null || requests.isEmpty())) {
            json.mistakes().add("", "`answer` and `requests` have to be there",
                    "Send {\"answer\": \"approve\", \"requests\": [\"…\"]}");
        }
        return new Answers(Boolean.TRUE.equals(approves), requests, comment);
    }

    private static @Nullable Boolean answer(StrictJson json) {
        var word = json.string("/answer");
        if (word != null && !word.equals("approve") && !word.equals("deny")) {
            json.mistakes().add("/answer", "`answer` is none", "Send `approve` or `deny`");
        }
        return word == null ? null : Boolean.valueOf(word.equals("approve"));
    }

    private static void requests(StrictJson json, List<String> into) {
        if (!json.array("/requests")) {
            return;
        }
        while (json.nextElement()) {
            var id = json.string("/requests");
            if (id != null && into.size() < Command.Respond.MOST) {
                into.add(id);
            } else if (id != null) {
                json.mistakes().add("/requests", "there are more than %d requests".formatted(Command.Respond.MOST),
                        "Split them over several answers");
            }
        }
    }

    private static String comment(StrictJson json) {
        var text = json.string("/comment");
        if (text != null && text.length() > LONGEST_COMMENT) {
            json.mistakes().add("/comment", "`comment` is longer than %d characters".formatted(LONGEST_COMMENT), "");
        }
        return text == null ? "" : text;
    }

    private static void unknown(StrictJson json, String name) {
        json.mistakes().add("/" + name, "`%s` is not known here".formatted(name),
                "What is known is described at /openapi.json");
        json.skip();
    }
}
