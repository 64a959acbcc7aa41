package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr.Root;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Writes random policy sets under a [RandomSchema]: every operator there is, most of the time applied to what it takes.
final class RandomPolicies {
    private static final List<Type> SIMPLE = List.of(
            Type.Primitive.BOOL, Type.Primitive.LONG, Type.Primitive.STRING, new Type.Entity("User"));

    private final SplittableRandom random;
    private final Map<Type, List<InputPath>> pathsByType = new HashMap<>();
    private final List<InputPath> paths;

    RandomPolicies(SplittableRandom random, RandomSchema schema) {
        this.random = random;
        this.paths = schema.paths();
        for (var path : paths) {
            var type = schema.typeOf(path);
            if (type != null) {
                pathsByType.computeIfAbsent(type, _ -> new java.util.ArrayList<>()).add(path);
            }
        }
    }

    String write() {
        var out = new StringBuilder();
        var count = 1 + random.nextInt(4);
        for (var i = 0; i < count; i++) {
            out.append(one("permit", "permit", "forbid")).append(scope());
            var conditions = random.nextInt(3);
            for (var j = 0; j < conditions; j++) {
                out.append(one(" when { ", " unless { ")).append(bool(3)).append(" }");
            }
            out.append(";\n");
        }
        return out.toString();
    }

    private String scope() {
        return "(" + one("principal", "principal", "principal is User", "principal == User::\"a\"",
                "principal in Group::\"g\"", "principal is User in Group::\"g\"")
                + ", " + one("action", "action == Action::\"read\"", "action in [Action::\"read\"]")
                + ", " + one("resource", "resource", "resource is Doc", "resource in Group::\"g\"") + ")";
    }

    private String of(Type type, int depth) {
        if (random.nextInt(25) == 0) {
            return of(SIMPLE.get(random.nextInt(SIMPLE.size())), depth);
        }
        if (random.nextInt(12) == 0 && depth > 0) {
            return "(if " + bool(depth - 1) + " then " + of(type, depth - 1) + " else " + of(type, depth - 1) + ")";
        }
        if (type != Type.Primitive.BOOL && (depth == 0 || random.nextInt(3) > 0) && pathsByType.containsKey(type)) {
            return read(path(type));
        }
        return switch (type) {
            case Type.Primitive primitive -> switch (primitive) {
                case BOOL -> bool(depth);
                case LONG -> number(depth);
                case STRING -> one("\"a\"", "\"b\"", "\"ab\"", "\"k\"");
            };
            case Type.Extension extension -> extension(extension, depth);
            case Type.Entity(var name) -> entity(name);
            case Type.SetOf(var element) -> random.nextInt(4) == 0
                    ? "[" + of(element, 0) + "]"
                    : "[" + of(element, 0) + ", " + of(element, Math.max(0, depth - 1)) + "]";
            case Type.RecordOf record -> record(record, depth);
        };
    }

    private String record(Type.RecordOf record, int depth) {
        var out = new StringBuilder("{");
        record.attributes().forEach((name, attribute) -> {
            if (attribute.required() || random.nextBoolean()) {
                out.append(out.length() > 1 ? ", " : "").append(name).append(": ").append(of(attribute.type(), Math.max(
                        0, depth - 1)));
            }
        });
        return out.append("}").toString();
    }

    private String entity(String type) {
        return switch (type) {
            case "User" -> one("principal", "User::\"a\"", "User::\"b\"");
            case "Doc" -> one("resource", "Doc::\"d\"", "Doc::\"e\"");
            default -> one("Group::\"g\"", "Group::\"h\"");
        };
    }

    private String number(int depth) {
        return depth == 0 ? one("0", "1", "2", "9223372036854775807") : switch (random.nextInt(9)) {
            case 0, 1 -> "(" + of(Type.Primitive.LONG, depth - 1) + one(" + ", " - ") + of(Type.Primitive.LONG, depth
                    - 1) + ")";
            case 2 -> "(" + one("2", "-2", "0") + " * " + of(Type.Primitive.LONG, depth - 1) + ")";
            case 3 -> "(" + of(Type.Primitive.LONG, depth - 1) + " * " + of(Type.Primitive.LONG, depth - 1) + ")";
            case 4 -> "(-" + of(Type.Primitive.LONG, 0).replace("9223372036854775807", "1") + ")";
            case 5 -> of(Type.Extension.DURATION, depth - 1) + "."
                    + one("toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays") + "()";
            default -> one("0", "1", "2");
        };
    }

    private String extension(Type.Extension type, int depth) {
        return switch (type) {
            case DECIMAL -> one("decimal(\"0.0\")", "decimal(\"1.0\")");
            case IPADDR -> one("ip(\"10.0.0.1\")", "ip(\"10.0.0.0/8\")", "ip(\"::1\")");
            case DATETIME -> depth == 0 || random.nextBoolean()
                    ? one("datetime(\"1970-01-01\")", "datetime(\"1970-01-02\")")
                    : one(
                            of(type, depth - 1) + ".offset(" + of(Type.Extension.DURATION, depth - 1) + ")",
                            of(type, depth - 1) + ".toDate()");
            case DURATION -> depth == 0 || random.nextBoolean()
                    ? one("duration(\"1d\")", "duration(\"0s\")", "duration(\"-1h\")")
                    : one(
                            of(Type.Extension.DATETIME, depth - 1) + ".durationSince("
                                    + of(Type.Extension.DATETIME, depth - 1) + ")",
                            of(Type.Extension.DATETIME, depth - 1) + ".toTime()");
        };
    }

    private String bool(int depth) {
        if (depth == 0) {
            return pathsByType.containsKey(Type.Primitive.BOOL) && random.nextInt(4) > 0
                    ? read(path(Type.Primitive.BOOL))
                    : has();
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> "(" + bool(depth - 1) + " && " + bool(depth - 1) + ")";
            case 2 -> "(" + bool(depth - 1) + " || " + bool(depth - 1) + ")";
            case 3 -> "!(" + bool(depth - 1) + ")";
            case 4 -> "(if " + bool(depth - 1) + " then " + bool(depth - 1) + " else " + bool(depth - 1) + ")";
            case 5 -> has();
            case 6, 7 -> guarded(depth);
            default -> test(depth);
        };
    }

    private String has() {
        var path = paths.get(random.nextInt(paths.size()));
        return "(" + has(path) + ")";
    }

    private static String has(InputPath path) {
        var holder = holder(path);
        return switch (path.steps().getLast()) {
            case InputPath.Attribute(var name) -> holder + " has " + name;
            case InputPath.Tag(var name) -> holder + ".hasTag(\"" + name + "\")";
        };
    }

    private static String holder(InputPath path) {
        var steps = path.steps();
        return new InputPath(path.root(), steps.subList(0, steps.size() - 1)).toString();
    }

    private String guarded(int depth) {
        var path = paths.get(random.nextInt(paths.size()));
        return "(" + has(path) + " && " + about(path, depth) + ")";
    }

    private String test(int depth) {
        return about(paths.get(random.nextInt(paths.size())), depth);
    }

    private String about(InputPath path, int depth) {
        var at = read(path);
        for (var entry : pathsByType.entrySet()) {
            if (entry.getValue().contains(path)) {
                return about(at, entry.getKey(), depth - 1);
            }
        }
        return "(" + at + " == 1)";
    }

    private String about(String at, Type type, int depth) {
        if (random.nextInt(5) == 0) {
            return "(" + at + one(" == ", " != ") + of(type, depth) + ")";
        }
        return switch (type) {
            case Type.Primitive primitive -> switch (primitive) {
                case BOOL -> at;
                case LONG -> "(" + at + one(" < ", " <= ", " > ", " >= ", " == ") + of(type, depth) + ")";
                case STRING -> one("(" + at + " like \"a*\")", "([\"a\", \"b\"].contains(" + at + "))");
            };
            case Type.Extension.DECIMAL -> at + one(".lessThan(", ".lessThanOrEqual(", ".greaterThan(") + of(type,
                    depth)
                    + ")";
            case Type.Extension.IPADDR -> one(at + ".isLoopback()", at + ".isIpv4()", at + ".isInRange(" + of(type,
                    depth) + ")");
            case Type.Extension _ -> "(" + at + one(" < ", " <= ", " > ", " >= ") + of(type, depth) + ")";
            case Type.Entity(var name) -> one(
                    "(" + at + " in " + entity(name) + ")",
                    "(" + at + " in Group::\"g\")",
                    "(" + at + " in [Group::\"g\", " + entity(name) + "])",
                    "(principal in " + at + ")",
                    "(" + at + " is User)",
                    "(" + at + " is Doc in Group::\"h\")",
                    "(" + at + " has p && " + at + ".p == " + of(SIMPLE.get(random.nextInt(SIMPLE.size())), 0) + ")",
                    "(" + at + ".hasTag(" + of(Type.Primitive.STRING, depth) + "))",
                    "(" + at + ".getTag(" + of(Type.Primitive.STRING, depth) + ") == " + of(Type.Primitive.LONG, 0)
                            + ")",
                    "((if " + bool(0) + " then " + at + " else principal).q == " + of(Type.Primitive.LONG, 0) + ")",
                    "((if " + bool(0) + " then " + at + " else resource) has q)");
            case Type.SetOf(var element) -> one(
                    at + ".contains(" + of(element, depth) + ")",
                    at + ".containsAll(" + of(type, depth) + ")",
                    at + ".containsAny(" + of(type, depth) + ")",
                    of(type, depth) + ".containsAll(" + at + ")",
                    "[" + at + "].contains(" + of(type, 0) + ")",
                    at + ".isEmpty()",
                    "(principal in " + at + ")");
            case Type.RecordOf record -> record.attributes().isEmpty()
                    ? "(" + at + " == {})"
                    : one("(" + at + " has t && " + at + ".t == 1)", "(" + at + " == " + of(record, depth) + ")",
                            "({x: " + at + "}.x has t)");
        };
    }

    private InputPath path(Type type) {
        var some = pathsByType.get(type);
        return some.get(random.nextInt(some.size()));
    }

    /// `path` as it is written; now and then in a way that is no plain path.
    private String read(InputPath path) {
        return switch (random.nextInt(20)) {
            case 0 -> path.steps().getLast() instanceof InputPath.Attribute(var name)
                    ? "(if " + bool(0) + " then " + holder(path) + " else " + one("principal", "context") + ")." + name
                    : path.toString();
            case 1 -> path.steps().getLast() instanceof InputPath.Tag(var name)
                    ? holder(path) + ".getTag(if " + bool(0) + " then \"" + name + "\" else \"l\")"
                    : path.toString();
            case 2 -> path.root() == Root.PRINCIPAL
                    ? path.toString().replaceFirst("principal", "User::\"a\"")
                    : path
                            .toString();
            default -> path.toString();
        };
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
