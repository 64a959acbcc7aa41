package dev.ambit.server.cli.ask;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An answer as a person reads it. The first line is the whole of it: `permit until 10:05:00Z because repo-readers`.
public final class AnswerText {
    private static final Pattern SUBJECT = Pattern.compile("`([^`]+)`");
    private static final String PERMITTED = "permitted";

    private AnswerText() {}

    /// One line, or several where there is more than one reason or a way out.
    public static String of(Json.Obj answer, Paint paint) {
        var about = Fields.object(answer, "context");
        var lines = new ArrayList<String>();
        lines.add(first(answer, about, paint));
        var reasons = Fields.objects(about, "reasons");
        if (!isPermit(answer)) {
            reasons.forEach(reason -> lines.add("  %s %s".formatted(words(reason), paint.faint("[%s]".formatted(Visible
                    .text(Fields.text(reason, "code")))))));
        }
        Fields.texts(about, "remedy").forEach(remedy -> lines.add("  " + Visible.text(remedy)));
        Fields.texts(Fields.object(about, "approval"), "rules").forEach(rule -> lines.add("  approval by rule "
                + Visible
                        .text(rule)));
        Fields.maybe(about, "id").ifPresent(id -> lines.add(paint.faint("  record " + Visible.text(id))));
        return String.join("\n", lines);
    }

    private static boolean isPermit(Json.Obj answer) {
        return Fields.isTrue(answer, "decision");
    }

    private static String first(Json.Obj answer, Json.Obj about, Paint paint) {
        if (isPermit(answer)) {
            var until = Fields.maybe(about, "until").map(instant -> " until " + Names.clock(instant)).orElse("");
            return paint.green("permit") + Visible.text(until + because(about).map(" because "::concat).orElse(""));
        }
        return Fields.text(about, "outcome").equals("hold") ? paint.yellow("hold") : paint.red("deny");
    }

    /// The policies that permit it, or whatever other reasons there are, by their codes.
    private static Optional<String> because(Json.Obj about) {
        List<String> names = Fields.objects(about, "reasons").stream().map(AnswerText::name).filter(name -> !name
                .isEmpty()).toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
    }

    private static String name(Json.Obj reason) {
        var code = Fields.text(reason, "code");
        var subject = SUBJECT.matcher(Fields.text(reason, "operator"));
        return code.equals(PERMITTED) && subject.find() ? subject.group(1) : code;
    }

    private static String words(Json.Obj reason) {
        return Visible.text(Fields.maybe(reason, "operator").orElseGet(() -> Fields.text(reason, "agent")));
    }
}
