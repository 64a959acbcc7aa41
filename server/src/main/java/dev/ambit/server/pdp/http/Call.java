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
/// @param base      by which an open route was called: scheme, host and port; empty where that was not named
/// @param path      what stands in the place of each `{…}` of the route, in order
/// @param query     decoded; no name twice
/// @param body      empty where the route takes none
@SuppressWarnings("ArrayRecordComponent") // bytes on their way in; nobody compares them
public record Call(
        Known caller,
        Optional<String> requestId,
        Optional<String> address,
        Optional<String> base,
        List<String> path,
        Map<String, String> query,
        byte[] body) {}
