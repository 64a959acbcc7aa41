package dev.ambit.server.pdp.http;

import dev.ambit.server.pdp.caller.Known;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One request that has passed the front.
///
/// @param caller    who calls; on open routes nobody in particular
/// @param requestId as the caller sent it
/// @param address   of the other end of the connection; empty where it has none
/// @param head      what else came before the body; to be asked before the handler returns
/// @param path      what stands in the place of each `{…}` of the route, in order
/// @param query     decoded; no name twice
/// @param body      empty where the route takes none
@SuppressWarnings("ArrayRecordComponent") // bytes on their way in; nobody compares them
public record Call(
        Known caller,
        Optional<String> requestId,
        Optional<String> address,
        Head head,
        List<String> path,
        Map<String, String> query,
        byte[] body) {

    /// The head of a request, looked at only where a route needs it.
    public interface Head {
        /// The header with `name`, in whatever case; the first where there are several.
        Optional<String> header(String name);

        /// Every header that came once, by name in small letters: what came twice can be read in two ways, and counts as if it had
        /// not come.
        Map<String, String> headers();

        /// By which it was called: scheme, host and port; empty where that was not named.
        Optional<String> base();
    }

    public Optional<String> header(String name) {
        return head.header(name);
    }

    public Optional<String> base() {
        return head.base();
    }
}
