package dev.ambit.server.pdp.json;

import java.util.List;
import java.util.stream.Collectors;

/// A document that was refused, with every mistake that was found in it.
public final class BadJson extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /// @param mistakes at least one
    public BadJson(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::message).collect(Collectors.joining("; ")), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    public BadJson(String at, String message, String help) {
        this(List.of(new Mistake(at, message, help)));
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
