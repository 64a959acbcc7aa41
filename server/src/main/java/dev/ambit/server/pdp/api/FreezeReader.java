package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.control.Target;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what operators want frozen, and why something is lifted.
final class FreezeReader {
    private static final int LONGEST_NAME = 2_048;
    private static final String ONE_TARGET = "Send one of `everything` (true), `profile`, `principal` and `tenant`";

    private final StrictJson json;
    private final List<Target> targets = new ArrayList<>();
    private @Nullable String reason;
    private boolean byTwo;

    private FreezeReader(StrictJson json) {
        this.json = json;
    }

    /// What is to be stopped.
    record Wanted(Target target, String reason, boolean byTwo) {}

    /// Why it may go on.
    record Lifting(String reason, boolean byTwo) {}

    static Wanted freeze(byte[] body) throws BadJson {
        return StrictJson.read(body, json -> new FreezeReader(json).wanted());
    }

    static Lifting lift(byte[] body) throws BadJson {
        return StrictJson.read(body, json -> new FreezeReader(json).lifting());
    }

    private Wanted wanted() throws BadJson {
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "everything" -> everything();
                case "profile" -> add(name, name("/profile"));
                case "principal", "tenant" -> add(name, entity("/" + name));
                default -> common(name);
            }
        }
        if (targets.size() != 1 && json.mistakes().isEmpty()) {
            json.mistakes().add("/", "it says %d things to freeze".formatted(targets.size()), ONE_TARGET);
        }
        var why = reason();
        return new Wanted(targets.getFirst(), why, byTwo);
    }

    private Lifting lifting() throws BadJson {
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            common(name);
        }
        return new Lifting(reason(), byTwo);
    }

    private void common(String name) {
        switch (name) {
            case "reason" -> reason = reason("/reason");
            case "two_persons" -> byTwo = Boolean.TRUE.equals(json.truth("/two_persons"));
            default -> {
                json.mistakes().add("/" + name, "`%s` is not known here".formatted(name),
                        "What is known is described at /openapi.json");
                json.skip();
            }
        }
    }

    private void everything() {
        if (Boolean.TRUE.equals(json.truth("/everything"))) {
            targets.add(Target.Everything.EVERYTHING);
        }
    }

    private void add(String kind, @Nullable Object what) {
        switch (what) {
            case null -> {}
            case EntityUid uid when kind.equals("tenant") -> targets.add(new Target.OfTenant(uid));
            case EntityUid uid -> targets.add(new Target.OfPrincipal(uid));
            default -> targets.add(new Target.OfProfile(what.toString()));
        }
    }

    private String reason() throws BadJson {
        if (reason == null && json.mistakes().isEmpty()) {
            json.mistakes().add("/reason", "`reason` is missing", "Say why: it stands in every record");
        }
        json.mistakes().check();
        return String.valueOf(reason);
    }

    private @Nullable String reason(String at) {
        var text = json.string(at);
        if (text != null && !Freeze.isReason(text)) {
            json.mistakes().add(at, "`reason` has not 1 to %d characters".formatted(Freeze.LONGEST_REASON), "");
            return null;
        }
        return text;
    }

    private @Nullable String name(String at) {
        var text = json.string(at);
        if (text != null && (text.isEmpty() || text.length() > LONGEST_NAME)) {
            json.mistakes().add(at, "`%s` has not 1 to %d characters".formatted(at.substring(1), LONGEST_NAME), "");
            return null;
        }
        return text;
    }

    private @Nullable EntityUid entity(String at) {
        if (!json.object(at)) {
            return null;
        }
        String type = null;
        String key = null;
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "type" -> type = name(at + "/type");
                case "id" -> key = name(at + "/id");
                default -> json.skip();
            }
        }
        if (type == null || key == null || !EntityUid.isTypeName(type)) {
            json.mistakes().add(at, "`%s` needs a `type`, the name of an entity type, and an `id`".formatted(at
                    .substring(1)), "");
            return null;
        }
        return EntityUid.of(type, key);
    }
}
