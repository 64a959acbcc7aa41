package dev.ambit.server.cli.frame;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.Diagnostic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// A diagnostic as a program reads it.
public final class DiagnosticJson {
    private DiagnosticJson() {}

    public static Json of(List<Diagnostic> diagnostics) {
        return Json.array(diagnostics.stream().map(DiagnosticText::shown).map(DiagnosticJson::of).toList());
    }

    /// `line`, `column`, `endLine` and `endColumn` count from 1, in code points; the end is the first place behind. They
    /// are left out where the whole file is meant.
    private static Json.Obj of(Diagnostic diagnostic) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("severity", Json.of(diagnostic.severity().name().toLowerCase(Locale.ROOT)));
        fields.put("code", Json.of(diagnostic.code()));
        fields.put("message", Json.of(diagnostic.message()));
        fields.put("file", Json.of(diagnostic.source().name()));
        if (DiagnosticText.hasPlace(diagnostic)) {
            fields.put("line", Json.of(diagnostic.line()));
            fields.put("column", Json.of(diagnostic.column()));
            fields.put("endLine", Json.of(diagnostic.source().line(diagnostic.span().end())));
            fields.put("endColumn", Json.of(diagnostic.source().column(diagnostic.span().end())));
        }
        diagnostic.help().filter(help -> !help.isEmpty()).ifPresent(help -> fields.put("help", Json.of(help)));
        return Json.object(fields);
    }
}
