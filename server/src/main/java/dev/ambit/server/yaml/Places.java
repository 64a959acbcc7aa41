package dev.ambit.server.yaml;

/// Turns places counted in code points, as the YAML library counts, into places in UTF-16 units.
final class Places {
    private final int length;
    /// By code point; empty where every code point is one unit.
    private final int[] units;

    Places(String text) {
        this.length = text.length();
        var points = text.codePointCount(0, length);
        this.units = points == length ? new int[0] : new int[points];
        for (int point = 0, unit = 0; point < units.length; point++) {
            units[point] = unit;
            unit += Character.charCount(text.codePointAt(unit));
        }
    }

    int at(int point) {
        if (units.length == 0) {
            return Math.clamp(point, 0, length);
        }
        return point < units.length ? units[Math.max(point, 0)] : length;
    }
}
