package dev.ambit.server.approval;

import dev.ambit.cedar.exchange.ValueJson;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.core.grant.ApprovalRequest;
import java.util.ArrayList;
import java.util.Optional;

/// One mail: to whom, about what, and what stands in it. What the asker wrote stands in lines of its own, and cannot begin one.
record Letter(String to, String subject, String body) {
    private static final int LONGEST_SUBJECT = 120;

    /// @param page where it can be answered
    static Letter write(String to, ApprovalRequest request, ApprovalCase asked, Optional<String> page) {
        var lines = new ArrayList<String>();
        lines.add("%s asks to do this, which needs your leave:".formatted(plain(request.principal().toString())));
        lines.add("");
        lines.add("  action     " + plain(request.action().id()));
        lines.add("  resource   " + plain(request.resource().toString()));
        lines.add("  arguments  " + plain(JsonWriter.compact(ValueJson.write(request.shown()))));
        if (!request.hidden().isEmpty()) {
            lines.add("  not shown  " + plain(String.join(", ", request.hidden())));
        }
        lines.add("  task       %s, profile %s".formatted(request.task(), plain(request.profile())));
        lines.add("  why        " + plain(request.reason()) + (request.isUrgent() ? " (urgent, says the asker)" : ""));
        lines.add("  asked      %s by %s".formatted(asked.asked(), plain(request.asker())));
        lines.add("  answer by  " + request.expires());
        lines.add("");
        lines.add(page.map(url -> "Look at it, and answer: %s/%s".formatted(url, request.id())).orElseGet(
                () -> "Look at it, and answer:\n  ambit approval show %s\n  ambit approval approve %s\n  ambit approval deny %s"
                        .formatted(request.id(), request.id(), request.id())));
        lines.add("");
        lines.add("Nothing is permitted by this mail, nor by whoever has it.");
        var subject = plain("approval asked: %s of %s by %s".formatted(request.action().id(), request.resource(),
                request
                        .principal()));
        return new Letter(to, subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject,
                String
                        .join("\n", lines));
    }

    /// On one line, without anything that a reader does not see.
    private static String plain(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(each -> out.appendCodePoint(isVisible(each) ? each : ' '));
        return out.toString();
    }

    private static boolean isVisible(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /// To, subject and body, as they are kept until they are sent.
    String text() {
        return "%s\n%s\n%s".formatted(to, subject, body);
    }

    static Letter read(String text) {
        var first = text.indexOf('\n');
        var second = text.indexOf('\n', first + 1);
        return new Letter(text.substring(0, first), text.substring(first + 1, second), text.substring(second + 1));
    }
}
