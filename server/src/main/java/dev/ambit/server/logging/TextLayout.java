package dev.ambit.server.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lines for people: time, importance, who, what, and the details as `name=value`. What breaks a line or moves a cursor is written out,
/// so that nobody can forge a line with what they send.
final class TextLayout extends Formatter {
    private static final Pattern PLAIN = Pattern.compile("[\\w.:/@+-]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{2028}\\x{2029}]");

    @Override
    public String format(LogRecord record) {
        var line = Line.of(record);
        var text = new StringBuilder("%s %-7s %s: %s".formatted(line.at(), line.importance().name(), line.logger(),
                printable(line.message())));
        line.details().forEach(detail -> text.append(' ').append(detail.name()).append('=').append(value(detail
                .value())));
        line.error().ifPresent(error -> text.append(System.lineSeparator()).append(stack(error)));
        return text.append(System.lineSeparator()).toString();
    }

    private static String value(Object value) {
        var text = printable(Line.clean(String.valueOf(value)));
        return PLAIN.matcher(text).matches() ? text : '"' + text.replace("\"", "\\\"") + '"';
    }

    private static String printable(String text) {
        return CONTROL.matcher(text).replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0))
                .toLowerCase(Locale.ROOT));
    }

    /// The one thing that has several lines, each of them indented.
    static String stack(Throwable error) {
        var written = new StringWriter();
        error.printStackTrace(new PrintWriter(written));
        return Line.clean(written.toString().strip()).lines().map(line -> "    " + printable(line.replace("\t", "  ")))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
