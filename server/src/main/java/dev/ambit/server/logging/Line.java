package dev.ambit.server.logging;

import java.text.MessageFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/// What one line says, before it is laid out.
///
/// @param logger the last two words of the logger's name, as `house.Server`
record Line(Instant at, Importance importance, String logger, String message, List<Detail> details,
        Optional<Throwable> error) {
    /// Shapes of secrets, in case one stands in a message of somebody else's: API keys, private keys, what follows `Bearer`.
    private static final Pattern SECRET = Pattern.compile("ambit_[a-z0-9]{10}_[A-Za-z0-9_-]{43}"
            + "|PRIVATE\\+KEY\\+\\S+|-----BEGIN [A-Z ]*PRIVATE KEY-----[A-Za-z0-9+/=\\s]*(-----END [A-Z ]*PRIVATE KEY-----)?"
            + "|(?i:bearer) +[A-Za-z0-9._~+/=-]{16,}");
    private static final int LONGEST = 8_000;

    /// A line as the JDK hands it over.
    static Line of(LogRecord record) {
        var parameters = Objects.requireNonNullElse(record.getParameters(), new Object[0]);
        var details = Arrays.stream(parameters).filter(Detail.class::isInstance).map(Detail.class::cast).toList();
        return new Line(record.getInstant(), Importance.of(record.getLevel()), shortened(Objects.requireNonNullElse(
                record.getLoggerName(), "")), clean(message(record, details)), details, Optional.ofNullable(record
                        .getThrown()));
    }

    /// Ours have details and no places to fill in; those of libraries have places.
    private static String message(LogRecord record, List<Detail> details) {
        var raw = Objects.requireNonNullElse(record.getMessage(), "");
        return details.isEmpty() && record.getParameters() != null && raw.contains("{0")
                ? MessageFormat.format(raw, record.getParameters())
                : raw;
    }

    private static String shortened(String name) {
        var dot = name.lastIndexOf('.', Math.max(0, name.lastIndexOf('.') - 1));
        return name.substring(dot + 1);
    }

    /// Without secrets, and not endless.
    static String clean(String text) {
        var bounded = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return SECRET.matcher(bounded).replaceAll("(secret)");
    }
}
