package dev.ambit.server.pdp.api;

import dev.ambit.server.pdp.caller.Known;
import dev.ambit.server.pdp.http.Call;
import java.util.Optional;

/// Who wants something done.
///
/// @param requestId as the caller sent it, for journal and record
public record By(Known caller, Optional<String> requestId) {
    static By of(Call call) {
        return new By(call.caller(), call.requestId());
    }

    /// Under which events name whoever caused them.
    public String name() {
        return caller.caller().name();
    }
}
