package dev.ambit.server.logging;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// Lines for programs: one JSON object each, with `time`, `level`, `logger`, `message`, the details under their names, and `error` and
/// `stack` where something failed.
final class JsonLayout extends Formatter {
    @Override
    public String format(LogRecord record) {
        var line = Line.of(record);
        var fields = new LinkedHashMap<String, Json>();
        fields.put("time", Json.of(line.at().toString()));
        fields.put("level", Json.of(line.importance().word()));
        fields.put("logger", Json.of(line.logger()));
        fields.put("message", Json.of(line.message()));
        line.details().forEach(detail -> fields.putIfAbsent(detail.name(), value(detail.value())));
        line.error().ifPresent(error -> {
            fields.putIfAbsent("error", Json.of(Line.clean(String.valueOf(error))));
            fields.putIfAbsent("stack", Json.of(TextLayout.stack(error)));
        });
        return JsonWriter.compact(Json.object(fields)) + System.lineSeparator();
    }

    private static Json value(Object value) {
        return switch (value) {
            case Boolean truth -> Json.of(truth);
            case Integer number -> Json.of(number.longValue());
            case Long number -> Json.of(number);
            default -> Json.of(Line.clean(String.valueOf(value)));
        };
    }
}
