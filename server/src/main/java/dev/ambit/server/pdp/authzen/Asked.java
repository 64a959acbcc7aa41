package dev.ambit.server.pdp.authzen;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.server.pdp.authzen.Draft.Context;
import dev.ambit.server.pdp.authzen.Draft.Named;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.Mistakes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes questions of drafts, each of which lacks nothing that is needed for it.
final class Asked {
    private static final String SUBJECT = "subject";
    private static final String ACTION = "action";
    private static final String RESOURCE = "resource";

    private final Draft draft;
    private final Mistakes mistakes = new Mistakes();

    private Asked(Draft draft) {
        this.draft = draft;
    }

    /// @throws BadJson where something is missing
    static Question question(Draft draft) throws BadJson {
        var asked = new Asked(draft);
        var subject = asked.entity(draft.subject, SUBJECT);
        var action = asked.action();
        var resource = asked.entity(draft.resource, RESOURCE);
        asked.finish();
        return new Question(known(subject), known(action), known(resource), asked.context().task(), asked.request(),
                asked.context().origin(), asked.context().approval());
    }

    /// @throws BadJson where something is missing
    static Search forSubjects(Draft draft) throws BadJson {
        var asked = new Asked(draft);
        var type = asked.type(draft.subject, SUBJECT);
        var action = asked.action();
        var resource = asked.entity(draft.resource, RESOURCE);
        asked.finish();
        return new Search.ForSubjects(known(type), known(action), known(resource), asked.context().task(), asked
                .request(), asked.context().origin());
    }

    /// @throws BadJson where something is missing
    static Search forResources(Draft draft) throws BadJson {
        var asked = new Asked(draft);
        var subject = asked.entity(draft.subject, SUBJECT);
        var action = asked.action();
        var type = asked.type(draft.resource, RESOURCE);
        asked.finish();
        return new Search.ForResources(known(subject), known(action), known(type), asked.context().task(), asked
                .request(), asked.context().origin());
    }

    /// @throws BadJson where something is missing
    static Search forActions(Draft draft) throws BadJson {
        var asked = new Asked(draft);
        var subject = asked.entity(draft.subject, SUBJECT);
        var resource = asked.entity(draft.resource, RESOURCE);
        asked.finish();
        return new Search.ForActions(known(subject), known(resource), asked.context().task(), asked.request(), asked
                .context()
                .origin());
    }

    private static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value, "what is missing was noted");
    }

    private @Nullable EntityUid entity(@Nullable Named named, String what) {
        if (named == null) {
            missing("", what);
            return null;
        }
        var type = has(named.type(), what, "type");
        var id = has(named.id(), what, "id");
        return type && id ? EntityUid.of(known(named.type()), known(named.id())) : null;
    }

    private @Nullable EntityUid action() {
        if (draft.action == null) {
            missing("", ACTION);
            return null;
        }
        return has(draft.action.id(), ACTION, "name") ? ActionName.read(known(draft.action.id())) : null;
    }

    private @Nullable String type(@Nullable Named named, String what) {
        if (named == null) {
            missing("", what);
            return null;
        }
        return has(named.type(), what, "type") ? named.type() : null;
    }

    private boolean has(@Nullable String value, String what, String member) {
        if (value == null) {
            missing("/" + what, member);
        }
        return value != null;
    }

    private void missing(String parent, String member) {
        var at = parent + "/" + member;
        mistakes.add(at, "`%s` is missing".formatted(at.substring(1).replace('/', '.')), "");
    }

    private void finish() throws BadJson {
        checkNoClash(SUBJECT, draft.subject);
        checkNoClash(ACTION, draft.action);
        checkNoClash(RESOURCE, draft.resource);
        mistakes.check();
    }

    private void checkNoClash(String what, @Nullable Named named) {
        if (named != null && named.properties().size() > 0 && context().request().has(what)) {
            mistakes.add("/context/request/" + what, "`context.request.%s` is where `%s.properties` go".formatted(what,
                    what), "Send one of the two");
        }
    }

    private Context context() {
        return draft.context == null ? Context.NONE : draft.context;
    }

    /// What policies see: the caller's own words, and the properties under the names of what they are properties of.
    private RecordValue request() {
        var request = with(context().request(), SUBJECT, draft.subject);
        return with(with(request, ACTION, draft.action), RESOURCE, draft.resource);
    }

    private static RecordValue with(RecordValue request, String what, @Nullable Named named) {
        return named == null || named.properties().size() == 0 ? request : request.with(what, named.properties());
    }
}
