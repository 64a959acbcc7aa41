package dev.ambit.server.cli.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Words in lines that are no wider than asked; a word that is stands alone. Colours take no room.
public final class Wrapped {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private Wrapped() {}

    /// @param width in characters
    public static List<String> lines(List<String> words, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : words) {
            if (!line.isEmpty() && plain(line.toString()).length() + plain(word).length() + 1 > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// `text` without colours.
    public static String plain(String text) {
        return COLOUR.matcher(text).replaceAll("");
    }
}
