package dev.ambit.server.settings;

/// What a setting is, and who says so.
///
/// @param key   with its group, as `listeners.port`
/// @param value as it would be written in the file; what is so without it, where nobody says it and it has no default
/// @param from  an option of the command line, file and line, or `default`
public record Effective(String key, String value, String from) {}
