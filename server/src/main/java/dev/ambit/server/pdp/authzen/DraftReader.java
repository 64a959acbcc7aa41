package dev.ambit.server.pdp.authzen;

import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.authzen.Draft.Context;
import dev.ambit.server.pdp.authzen.Draft.Item;
import dev.ambit.server.pdp.authzen.Draft.Named;
import dev.ambit.server.pdp.authzen.Draft.Page;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.Mistakes;
import dev.ambit.server.pdp.json.StrictJson;
import dev.ambit.server.pdp.json.ValueReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Reads requests in one pass. Members it does not know are passed over, as the standard demands.
final class DraftReader {
    /// Most questions in one request.
    static final int MOST_EVALUATIONS = 1_000;
    /// Longest type, id or name, in characters.
    static final int LONGEST_NAME = 2_048;
    /// Most results of one page.
    static final int LARGEST_PAGE = 1_000;

    private static final List<String> SEMANTICS = List.of("execute_all", "deny_on_first_deny",
            "permit_on_first_permit");

    private final StrictJson json;
    private final ValueReader values;
    private final Mistakes mistakes;
    private final String at;

    DraftReader(StrictJson json, Mistakes mistakes, String at) {
        this.json = json;
        this.values = new ValueReader(json);
        this.mistakes = mistakes;
        this.at = at;
    }

    static Draft read(byte[] body) throws BadJson {
        return StrictJson.read(body, json -> new DraftReader(json, json.mistakes(), "").whole());
    }

    private Draft whole() {
        var draft = new Draft();
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "evaluations" -> draft.evaluations = evaluations();
                case "options" -> draft.stop = options();
                case "page" -> draft.page = page();
                default -> member(draft, name);
            }
        }
        return draft;
    }

    void member(Draft draft, String name) {
        switch (name) {
            case "subject" -> draft.subject = named("subject", "id");
            case "action" -> draft.action = named("action", "name");
            case "resource" -> draft.resource = named("resource", "id");
            case "context" -> draft.context = context();
            default -> json.skip();
        }
    }

    private @Nullable Named named(String what, String key) {
        var here = at + "/" + what;
        if (!json.object(here)) {
            return null;
        }
        String type = null;
        String id = null;
        var properties = RecordValue.EMPTY;
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            if (name.equals(key)) {
                id = name(here + "/" + key);
            } else if (name.equals("type") && key.equals("id")) {
                type = name(here + "/type");
            } else if (name.equals("properties") && json.object(here + "/properties")) {
                properties = values.record(here + "/properties");
            } else if (!name.equals("properties")) {
                json.skip();
            }
        }
        return new Named(type, id, properties);
    }

    private @Nullable String name(String here) {
        var text = json.string(here);
        if (text != null && text.length() > LONGEST_NAME) {
            mistakes.add(here, "`%s` has more than %d characters".formatted(shown(here), LONGEST_NAME), "");
            return null;
        }
        return text;
    }

    private static String shown(String here) {
        return here.substring(1).replace('/', '.');
    }

    private @Nullable Context context() {
        var here = at + "/context";
        if (!json.object(here)) {
            return null;
        }
        Optional<TaskId> task = Optional.empty();
        var request = RecordValue.EMPTY;
        var origin = Origin.UNKNOWN;
        String approval = null;
        String because = null;
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "task" -> task = task(here + "/task");
                case "request" -> request = json.object(here + "/request")
                        ? values.record(here + "/request")
                        : RecordValue.EMPTY;
                case "origin" -> origin = origin(here + "/origin");
                case "approval" -> approval = approval(here + "/approval");
                case "business_justification" -> because = because(here + "/business_justification");
                default -> json.skip();
            }
        }
        return new Context(task, request, origin, Optional.ofNullable(approval), Optional.ofNullable(because));
    }

    /// What else is in it the server knows better.
    private @Nullable String approval(String here) {
        if (!json.isObject()) {
            json.skip();
            return null;
        }
        String id = null;
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            if (name.equals("id")) {
                id = name(here + "/id");
            } else {
                json.skip();
            }
        }
        return id;
    }

    /// Anybody may put anything else of that name into a context.
    private @Nullable String because(String here) {
        if (json.token() == JsonToken.VALUE_STRING) {
            return name(here);
        }
        json.skip();
        return null;
    }

    private Optional<TaskId> task(String here) {
        var text = json.string(here);
        if (text == null) {
            return Optional.empty();
        }
        if (!TaskId.isAllowed(text)) {
            mistakes.add(here, "`%s` is no task id: 1 to 128 letters, digits, `.`, `_`, `:`, `~`, `-`".formatted(shown(
                    here)), "Send the id that opening the task gave you");
            return Optional.empty();
        }
        return Optional.of(new TaskId(text));
    }

    private Origin origin(String here) {
        if (!json.object(here)) {
            return Origin.UNKNOWN;
        }
        IpValue address = null;
        String environment = null;
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "address" -> address = address(here + "/address");
                case "environment" -> environment = name(here + "/environment");
                default -> json.skip();
            }
        }
        return new Origin(Optional.ofNullable(address), Optional.ofNullable(environment));
    }

    private @Nullable IpValue address(String here) {
        var text = json.string(here);
        var address = text == null ? null : IpValue.parse(text);
        if (text != null && address == null) {
            mistakes.add(here, "`%s` is no IP address".formatted(shown(here)),
                    "Send one such as 10.0.0.7 or 2001:db8::1");
        }
        return address;
    }

    private @Nullable List<Item> evaluations() {
        if (!json.array("/evaluations")) {
            return null;
        }
        var items = new ArrayList<Item>();
        while (json.nextElement()) {
            var here = "/evaluations/" + items.size();
            if (items.size() == MOST_EVALUATIONS) {
                mistakes.add(here, "there are more than %d evaluations".formatted(MOST_EVALUATIONS),
                        "Split them over several requests");
                json.skip();
                return items(items);
            }
            if (json.object(here)) {
                items.add(item(here));
            }
        }
        return items;
    }

    /// Passes over the rest of the array.
    private List<Item> items(List<Item> items) {
        while (json.nextElement()) {
            json.skip();
        }
        return items;
    }

    private Item item(String here) {
        var before = mistakes.mark();
        var reader = new DraftReader(json, mistakes, here);
        var draft = new Draft();
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            reader.member(draft, name);
        }
        // What is wrong with one question is told in its place, and the others are answered.
        return new Item(draft, mistakes.takeSince(before));
    }

    private Decisions.Stop options() {
        var stop = Decisions.Stop.NEVER;
        if (!json.object("/options")) {
            return stop;
        }
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            if (name.equals("evaluations_semantic")) {
                stop = semantic();
            } else {
                json.skip();
            }
        }
        return stop;
    }

    private Decisions.Stop semantic() {
        var here = "/options/evaluations_semantic";
        var word = json.string(here);
        return switch (word) {
            case null -> Decisions.Stop.NEVER;
            case "execute_all" -> Decisions.Stop.NEVER;
            case "deny_on_first_deny" -> Decisions.Stop.AFTER_DENIAL;
            case "permit_on_first_permit" -> Decisions.Stop.AFTER_PERMIT;
            default -> {
                mistakes.add(here, "`%s` is no semantic of evaluations".formatted(word.length() > 60
                        ? word.substring(0, 60)
                        : word), Spelling.nearest(word, SEMANTICS)
                                .map("Did you mean `%s`?"::formatted)
                                .orElse("Send one of " + String.join(", ", SEMANTICS)));
                yield Decisions.Stop.NEVER;
            }
        };
    }

    private @Nullable Page page() {
        if (!json.object("/page")) {
            return null;
        }
        Optional<String> token = Optional.empty();
        Optional<Integer> limit = Optional.empty();
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "token" -> token = Optional.ofNullable(name("/page/token")).filter(text -> !text.isEmpty());
                case "limit" -> limit = limit();
                default -> json.skip();
            }
        }
        return new Page(token, limit);
    }

    private Optional<Integer> limit() {
        var here = "/page/limit";
        if (!json.isInteger()) {
            json.wrong(here, "a whole number");
            return Optional.empty();
        }
        var limit = json.integer(here);
        if (limit == null) {
            return Optional.empty();
        }
        if (limit < 1) {
            mistakes.add(here, "`page.limit` is %d, and at least 1".formatted(limit), "");
            return Optional.empty();
        }
        return Optional.of(Math.toIntExact(Math.min(limit, LARGEST_PAGE)));
    }
}
