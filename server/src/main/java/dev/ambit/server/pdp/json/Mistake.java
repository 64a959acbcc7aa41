package dev.ambit.server.pdp.json;

/// One thing that is wrong with a document.
///
/// @param at      where, as a JSON Pointer (RFC 6901); empty for the document as a whole
/// @param message what is wrong: subject in backticks, the rule, the value; lower case, no full stop
/// @param help    what to do about it, as a sentence; may be empty
public record Mistake(String at, String message, String help) {}
