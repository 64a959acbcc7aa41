package dev.ambit.server.settings;

/// A setting that the command line says, and which holds whatever the file says.
///
/// @param key   with its group, as `listeners.port`
/// @param value as it would be written in the file
/// @param by    the option, as messages name it
public record Said(String key, String value, String by) {}
