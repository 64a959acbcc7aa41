package dev.ambit.server.approval;

import dev.ambit.server.pdp.http.Response.Content;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/// Pages without scripts. Whatever others have written is escaped where it is put in, and shown so that what cannot be seen is.
final class Html {
    private static final String STYLE = "body{font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
            + "dt{font-weight:bold}dd{margin:0 0 .5rem;font-family:monospace;white-space:pre-wrap;overflow-wrap:anywhere}"
            + "button{font-size:1rem;padding:.5rem 1.5rem;margin-right:1rem}li{margin:.5rem 0}";
    private static final String POLICY = "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
            .formatted(hash(STYLE));
    private static final Map<String, String> HEADERS = Map.of("Content-Security-Policy", POLICY, "Cache-Control",
            "no-store", "X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer", "X-Frame-Options",
            "DENY",
            "Cross-Origin-Opener-Policy", "same-origin");

    private final StringBuilder out = new StringBuilder();

    Html(String title) {
        out.append(
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(escaped(title)).append("</title><style>").append(STYLE).append("</style></head><body><h1>")
                .append(
                        escaped(title)).append("</h1>");
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(
                    StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// Text that is nothing but text: no markup, and nothing that a reader does not see.
    static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(each -> {
            switch (each) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    if (isVisible(each)) {
                        escaped.appendCodePoint(each);
                    } else {
                        escaped.append("\\u{%x}".formatted(each));
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static boolean isVisible(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    Html text(String text) {
        out.append("<p>").append(escaped(text)).append("</p>");
        return this;
    }

    /// A term and what is said of it; nothing where that is empty.
    Html said(String term, String text) {
        if (!text.isEmpty()) {
            out.append("<dt>").append(escaped(term)).append("</dt><dd>").append(escaped(text)).append("</dd>");
        }
        return this;
    }

    Html open(String element) {
        out.append('<').append(element).append('>');
        return this;
    }

    Html close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    Html link(String to, String text) {
        out.append("<a href=\"").append(escaped(to)).append("\">").append(escaped(text)).append("</a>");
        return this;
    }

    /// A form whose buttons say which of `answers` is sent.
    Html answers(String to, String csrf, Map<String, String> answers) {
        out.append("<form method=\"post\" action=\"").append(escaped(to)).append(
                "\"><input type=\"hidden\" name=\"csrf\" value=\"").append(escaped(csrf)).append(
                        "\"><p><label>Comment <input name=\"comment\" maxlength=\"1000\" size=\"50\"></label></p>");
        answers.forEach((value, words) -> out.append("<button name=\"answer\" value=\"").append(escaped(value)).append(
                "\">").append(escaped(words)).append("</button>"));
        out.append("</form>");
        return this;
    }

    Content page(int status) {
        return new Content(status, "text/html; charset=utf-8", (out + "</body></html>").getBytes(
                StandardCharsets.UTF_8),
                HEADERS);
    }
}
