package dev.ambit.server.pdp.http;

/// Foreign text as messages repeat it: short, and without anything a terminal or a log would act on.
final class Shown {
    private static final int LONGEST = 80;

    private Shown() {}

    static String of(String text) {
        var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
