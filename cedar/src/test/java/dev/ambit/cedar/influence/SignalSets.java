package dev.ambit.cedar.influence;

import java.util.SplittableRandom;
import java.util.function.Supplier;

/// Writes random policy sets over a handful of signals in the context.
///
/// `realistic` ones look like what people write: conjunctions of comparisons, most of them behind a `has`, permits on
/// roles and groups, forbids with exceptions. `adversarial` ones are any expression the grammar allows over the signals.
final class SignalSets {
    private final SplittableRandom random;

    SignalSets(SplittableRandom random) {
        this.random = random;
    }

    String realistic() {
        var out = new StringBuilder();
        var count = 1 + random.nextInt(5);
        for (var i = 0; i < count; i++) {
            out.append(realisticPolicy()).append('\n');
        }
        return out.toString();
    }

    private String realisticPolicy() {
        var isPermit = random.nextInt(5) < 3;
        var out = new StringBuilder(isPermit ? "permit" : "forbid").append(realisticScope());
        var conditions = random.nextInt(3);
        for (var i = 0; i < conditions; i++) {
            var unless = random.nextInt(4) == 0;
            out.append(unless ? " unless { " : " when { ").append(conjunction()).append(" }");
        }
        return out.append(';').toString();
    }

    private String realisticScope() {
        return one("(principal, action, resource)", "(principal in Group::\"staff\", action, resource)",
                "(principal, action == Action::\"read\", resource)");
    }

    private String conjunction() {
        var out = new StringBuilder(realisticTest());
        var more = random.nextInt(3);
        for (var i = 0; i < more; i++) {
            out.append(random.nextInt(5) == 0 ? " || " : " && ").append(realisticTest());
        }
        return out.toString().contains("||") && more > 1 ? realisticTest() : out.toString();
    }

    private String realisticTest() {
        var signal = one("a", "b", "n", "m", "s");
        var test = test(signal);
        return random.nextInt(3) == 0 ? test : "context has " + signal + " && " + test;
    }

    private String test(String signal) {
        return switch (signal) {
            case "n", "m" -> "context." + signal + one(" > ", " < ", " >= ", " <= ", " == ", " != ") + one("1", "2");
            case "s" -> "context.s" + one(" == ", " != ") + one("\"x\"", "\"y\"");
            default -> one("context.", "!context.") + signal;
        };
    }

    String adversarial() {
        var out = new StringBuilder();
        var count = 1 + random.nextInt(4);
        for (var i = 0; i < count; i++) {
            out.append(one("permit", "forbid")).append("(principal, action, resource)");
            var conditions = random.nextInt(3);
            for (var j = 0; j < conditions; j++) {
                out.append(one(" when { ", " unless { ")).append(bool(3)).append(" }");
            }
            out.append(";\n");
        }
        return out.toString();
    }

    private String bool(int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return leaf();
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> "(" + bool(depth - 1) + " && " + bool(depth - 1) + ")";
            case 2, 3 -> "(" + bool(depth - 1) + " || " + bool(depth - 1) + ")";
            case 4 -> "!(" + bool(depth - 1) + ")";
            case 5 -> "(if " + bool(depth - 1) + " then " + bool(depth - 1) + " else " + bool(depth - 1) + ")";
            case 6 -> "(" + number(2) + one(" < ", " <= ", " == ", " > ") + number(2) + ")";
            default -> "(" + bool(depth - 1) + one(" == ", " != ") + bool(depth - 1) + ")";
        };
    }

    private String leaf() {
        return "(" + test() + ")";
    }

    private String test() {
        return switch (random.nextInt(7)) {
            case 0 -> "context has " + one("a", "b", "n", "m", "s");
            case 1 -> "context." + one("a", "b");
            case 2 -> "context.s" + one(" == ", " != ") + one("\"x\"", "\"y\"");
            case 3 -> one("[\"x\"].contains(context.s)", "[1, 2].contains(context.n)", "context.s like \"x*\"");
            case 4 -> one("true", "false", "context == {a: true}", "context has nothing");
            default -> "context." + one("n", "m") + one(" < ", " <= ", " > ", " >= ", " == ") + one("1", "2");
        };
    }

    private String number(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return one("context.n", "context.m", "1", "2", "9223372036854775807");
        }
        return switch (random.nextInt(4)) {
            case 0 -> "(" + number(depth - 1) + one(" + ", " - ") + number(depth - 1) + ")";
            case 1 -> "(" + one("2", "-1", "context.m") + " * " + number(depth - 1) + ")";
            case 2 -> "(if " + leaf() + " then " + number(depth - 1) + " else " + number(depth - 1) + ")";
            default -> "-" + number(0).replace("9223372036854775807", "1");
        };
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
