package dev.ambit.cedar.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Sets [Step]s on lines of a given width, in time proportional to their number.
final class Typesetter {
    private final List<Step> steps;
    private final int width;

    /// For the step that begins a group, the one that ends it.
    private final int[] closes;

    /// For each step, the columns of all steps before it if nothing is broken.
    private final int[] before;

    /// For each step, the columns from there to the next place where a line may end.
    private final int[] toBreak;

    /// For the step that begins a group, whether a line must end within it.
    private final boolean[] mustBreak;

    private final StringBuilder out = new StringBuilder();
    private final Deque<Boolean> broken = new ArrayDeque<>();
    private int indent;
    private int column;
    private boolean isSpaced;
    private boolean isEnded = true;

    private Typesetter(List<Step> steps, int width) {
        this.steps = steps;
        this.width = width;
        this.closes = new int[steps.size()];
        this.before = new int[steps.size() + 1];
        this.toBreak = new int[steps.size() + 1];
        this.mustBreak = new boolean[steps.size()];
    }

    /// The text, without white space at the ends of lines; a line is longer than `width` only where it cannot break.
    static String set(List<Step> steps, int width) {
        var typesetter = new Typesetter(steps, width);
        typesetter.measure();
        typesetter.set();
        return typesetter.out.toString();
    }

    private void measure() {
        var open = new ArrayDeque<Integer>();
        for (var i = 0; i < steps.size(); i++) {
            before[i + 1] = before[i] + columns(steps.get(i));
            switch (steps.get(i)) {
                case Step.Open _ -> open.push(i);
                case Step.Close _ -> closes[open.pop()] = i;
                case Step.Comment _,Step.NewLine _,Step.Gap _ -> breakAll(open);
                case Step.Text _,Step.Space _,Step.Break _,Step.Indent _ -> {}
            }
        }
        for (var i = steps.size() - 1; i >= 0; i--) {
            toBreak[i] = mayEnd(steps.get(i)) ? 0 : columns(steps.get(i)) + toBreak[i + 1];
        }
    }

    /// Around a group that must break, all others have been told so already.
    private void breakAll(Deque<Integer> open) {
        for (var group : open) {
            if (mustBreak[group]) {
                return;
            }
            mustBreak[group] = true;
        }
    }

    private static int columns(Step step) {
        return switch (step) {
            case Step.Text(var text) -> text.codePointCount(0, text.length());
            case Step.Space _ -> 1;
            case Step.Break(var flat) -> flat.length();
            case Step.NewLine _,Step.Gap _,Step.Comment _,Step.Open _,Step.Close _,Step.Indent _ -> 0;
        };
    }

    private static boolean mayEnd(Step step) {
        return switch (step) {
            case Step.Break _,Step.NewLine _,Step.Gap _,Step.Comment _ -> true;
            case Step.Text _,Step.Space _,Step.Open _,Step.Close _,Step.Indent _ -> false;
        };
    }

    private void set() {
        for (var i = 0; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Step.Text(var text) -> text(text);
                case Step.Space _ -> isSpaced = true;
                case Step.Break(var flat) -> breakOr(flat);
                case Step.NewLine _ -> isEnded = true;
                case Step.Gap _ -> gap();
                case Step.Comment(var text, var isBeside) -> comment(text, isBeside);
                case Step.Open _ -> broken.push(isBroken() && !fits(i));
                case Step.Close _ -> broken.pop();
                case Step.Indent(var columns) -> indent += columns;
            }
        }
        if (!out.isEmpty()) {
            out.append('\n');
        }
    }

    /// Whether breaks become line ends here; outside all groups they do.
    private boolean isBroken() {
        return broken.isEmpty() || broken.peek();
    }

    private boolean fits(int open) {
        var from = isEnded ? indent : column + (isSpaced ? 1 : 0);
        var last = closes[open] + 1;
        return !mustBreak[open] && from + before[last] - before[open] + toBreak[last] <= width;
    }

    private void text(String text) {
        startLine();
        if (isSpaced) {
            out.append(' ');
            column++;
            isSpaced = false;
        }
        out.append(text);
        var lineEnd = text.lastIndexOf('\n');
        column = lineEnd < 0
                ? column + text.codePointCount(0, text.length())
                : text.codePointCount(lineEnd + 1, text.length());
    }

    private void startLine() {
        if (isEnded) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            out.repeat(' ', indent);
            column = indent;
            isSpaced = false;
            isEnded = false;
        }
    }

    private void breakOr(String flat) {
        if (isBroken()) {
            isEnded = true;
        } else if (!flat.isEmpty()) {
            isSpaced = true;
        }
    }

    private void gap() {
        if (!out.isEmpty()) {
            out.append('\n');
        }
        isEnded = true;
    }

    private void comment(String text, boolean isBeside) {
        isSpaced = isBeside && !isEnded;
        isEnded |= !isBeside;
        text(text);
        isEnded = true;
    }
}
