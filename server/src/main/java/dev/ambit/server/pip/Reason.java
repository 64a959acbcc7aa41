package dev.ambit.server.pip;

/// Why a message was not even looked at for what it says.
public enum Reason {
    /// No source of that name is registered, or it receives nothing this way.
    UNREGISTERED("unregistered-source"),
    /// It comes more often than the source may.
    TOO_OFTEN("too-often"),
    /// It is longer than the source may send.
    OVERSIZED("oversized"),
    /// It carries no signature, token or password where there has to be one.
    UNSIGNED("unsigned"),
    /// It carries one that is not the source's.
    MIS_SIGNED("mis-signed"),
    /// It was signed too long ago, or too far ahead of our clock.
    OUTSIDE_WINDOW("outside-window"),
    /// It is not what such a source sends.
    MALFORMED("malformed"),
    /// It names another issuer than the source is.
    WRONG_ISSUER("wrong-issuer"),
    /// It is for somebody else.
    WRONG_AUDIENCE("wrong-audience"),
    /// It answers a verification that nobody asked for.
    WRONG_STATE("wrong-state"),
    /// No mapping makes a reading of it.
    UNMAPPED("unmapped"),
    /// A mapping that applies to it fails.
    MAPPING_FAILED("mapping-failed");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /// For programs.
    public String word() {
        return word;
    }
}
