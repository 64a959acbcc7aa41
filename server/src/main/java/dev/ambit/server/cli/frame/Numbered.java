package dev.ambit.server.cli.frame;

import dev.ambit.cedar.text.Diagnostic;
import java.util.List;

/// Numbers of things, in words.
public final class Numbered {
    private Numbered() {}

    /// `1 error`, `2 errors`, `1,000 entities`.
    public static String of(long number, String one) {
        return "%,d %s".formatted(number, number == 1 ? one : plural(one));
    }

    public static String plural(String one) {
        return one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
    }

    /// `3 errors and 1 warning`, or `nothing wrong`.
    public static String of(List<Diagnostic> diagnostics) {
        var errors = diagnostics.stream().filter(Diagnostic::isError).count();
        var warnings = diagnostics.size() - errors;
        if (errors == 0) {
            return warnings == 0 ? "nothing wrong" : of(warnings, "warning");
        }
        return of(errors, "error") + (warnings == 0 ? "" : " and " + of(warnings, "warning"));
    }
}
