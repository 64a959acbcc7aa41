package dev.ambit.server.logging;

/// One thing that a line says under a name of its own, given as a parameter of the line.
///
/// @param name  stable, in snake_case; programs look for it
/// @param value printed as its text, or as a number or a truth value where it is one
public record Detail(String name, Object value) {
    /// One named thing.
    public static Detail of(String name, Object value) {
        return new Detail(name, value);
    }
}
