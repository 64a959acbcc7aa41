package dev.ambit.server.pip.ssf;

import dev.ambit.cedar.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What comes when events are fetched (RFC 8936 §2.4).
///
/// @param events by their ids, signed; what is no text is empty here, and refused later
/// @param isMore whether there are others that can be had at once
record Polled(Map<String, String> events, boolean isMore) {
    static Polled of(Json.Obj answer) {
        var events = new LinkedHashMap<String, String>();
        if (answer.get("sets") instanceof Json.Obj sets) {
            sets.fields().forEach((id, token) -> events.put(id, token instanceof Json.Str(var text, _) ? text : ""));
        }
        return new Polled(events, answer.get("moreAvailable") instanceof Json.Bool(var more, _) && more);
    }

    /// Why an event was not taken, in the words of RFC 8935.
    record Failure(String err, String description) {}

    /// What became of events before, and how many we take now.
    ///
    /// @param taken  ids of those that are on disk
    /// @param failed why the others are not, by their ids
    record Question(List<String> taken, Map<String, Failure> failed, int most) {
        Question {
            taken = List.copyOf(taken);
            failed = Map.copyOf(failed);
        }

        /// Without `returnImmediately`: the transmitter answers once there is something.
        Json json() {
            var fields = new LinkedHashMap<String, Json>();
            fields.put("maxEvents", Json.of(most));
            fields.put("ack", Json.array(new ArrayList<>(taken.stream().map(Json::of).toList())));
            if (!failed.isEmpty()) {
                var errors = new LinkedHashMap<String, Json>();
                failed.forEach((id, why) -> errors.put(id, Json.object(Map.of("err", Json.of(why.err()), "description",
                        Json.of(why.description())))));
                fields.put("setErrs", Json.object(errors));
            }
            return Json.object(fields);
        }
    }
}
