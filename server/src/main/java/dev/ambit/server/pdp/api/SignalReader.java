package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.signal.Message.Said;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.StrictJson;
import dev.ambit.server.pdp.json.ValueReader;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what callers say is so: `{"subject": {"type", "id"}, "value", "observed"?, "source"?}`. That there is none is said
/// by a `value` that is null, never by leaving it out.
final class SignalReader {
    private final StrictJson json;
    private final Members members;
    private @Nullable EntityUid subject;
    private @Nullable Instant observed;
    private @Nullable String source;
    private Optional<Value> value = Optional.empty();
    private boolean hasValue;

    private SignalReader(StrictJson json) {
        this.json = json;
        this.members = new Members(json);
    }

    /// @param source as whom the caller wants to speak, where it says so
    record Wanted(Said said, Optional<String> source) {}

    static Wanted said(byte[] body, String signal) throws BadJson {
        return StrictJson.read(body, json -> new SignalReader(json).said(signal));
    }

    private Wanted said(String signal) throws BadJson {
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            var at = "/" + name;
            switch (name) {
                case "subject" -> subject = members.entity(at);
                case "value" -> readValue(at);
                case "observed" -> observed = members.instant(at);
                case "source" -> source = members.name(at);
                default -> members.unknown(at);
            }
        }
        members.require(subject != null, "subject");
        members.require(hasValue, "value");
        json.mistakes().check();
        return new Wanted(new Said(signal, Members.kept(subject), value, Optional.ofNullable(observed)), Optional
                .ofNullable(source));
    }

    private void readValue(String at) {
        hasValue = true;
        value = new ValueReader(json).value(at);
    }
}
