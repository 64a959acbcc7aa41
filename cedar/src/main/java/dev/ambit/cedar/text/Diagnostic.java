package dev.ambit.cedar.text;

import java.util.Optional;

/// One thing that is wrong with, or doubtful about, a [Source]: what, where, and the way out.
///
/// @param severity whether the source is refused because of it
/// @param code     stable name of the rule in kebab-case, such as `unknown-attribute`; programs match on it
/// @param message  what is wrong: subject in backticks, the rule, the value; lower case, no full stop
/// @param help     what to do about it, as a second sentence; empty where nothing useful can be said
public record Diagnostic(
        Severity severity, String code, Source source, Span span, String message, Optional<String> help) {

    public enum Severity {
        /// The input is refused.
        ERROR,
        /// The input is accepted and the author should look at it.
        WARNING
    }

    public static Diagnostic error(String code, Source source, Span span, String message) {
        return new Diagnostic(Severity.ERROR, code, source, span, message, Optional.empty());
    }

    public static Diagnostic warning(String code, Source source, Span span, String message) {
        return new Diagnostic(Severity.WARNING, code, source, span, message, Optional.empty());
    }

    public Diagnostic help(String way) {
        return new Diagnostic(severity, code, source, span, message, Optional.of(way));
    }

    /// A word of the input as a message repeats it: [Excerpt#of].
    public static String cut(String word) {
        return Excerpt.of(word);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    public int line() {
        return source.line(span.start());
    }

    public int column() {
        return source.column(span.start());
    }

    /// The diagnostic as a compiler prints it: `file:line:column: message. Help`.
    @Override
    public String toString() {
        var where = "%s:%d:%d: %s".formatted(source.name(), line(), column(), message);
        return help.map(way -> where + ". " + way).orElse(where);
    }
}
