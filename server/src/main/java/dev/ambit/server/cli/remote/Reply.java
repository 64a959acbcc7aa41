package dev.ambit.server.cli.remote;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;

/// What a server answered, with a status of success.
///
/// @param from which server
/// @param text as it arrived
public record Reply(String from, String text) {

    /// The answer as the JSON object that it is.
    ///
    /// @throws NoReply where it is none, as when something other than Ambit listens there
    public Json.Obj object() throws NoReply {
        try {
            if (JsonReader.read(new Source("the answer of " + from, text)) instanceof Json.Obj object) {
                return object;
            }
        } catch (InvalidInput notJson) {
            throw NoReply.notAmbit(from, notJson);
        }
        throw NoReply.notAmbit(from, null);
    }
}
