package dev.ambit.server.pip;

import java.util.Optional;

/// A source that is registered, and what it may send.
///
/// @param kind      as it is written in the settings
/// @param receiver  believes what comes in for it; empty where nothing does, since it calls the API or is called itself
/// @param bodyBytes longest message
/// @param rate      how often it may be heard
/// @param isEvents  whether its messages are security events, which RFC 8935 has answered in its own way
public record Registered(String name, String kind, Optional<Receiver> receiver, int bodyBytes, Rate rate,
        boolean isEvents) {}
