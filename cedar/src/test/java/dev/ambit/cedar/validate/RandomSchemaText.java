package dev.ambit.cedar.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Makes up schemas in which types, attributes and actions have much in common, so that policies can go wrong in every
/// way: attributes of one name and different types, required here and optional there, records alike but for one field.
final class RandomSchemaText {
    static final List<String> ATTRIBUTES = List.of("a", "b", "c", "name", "if", "two words");
    static final List<String> TYPES = List.of("User", "Group", "Robot", "N::Doc", "N::Folder");

    private static final List<String> LEAVES = List.of("Bool", "Long", "Long", "String", "String", "decimal", "ipaddr",
            "datetime", "duration", "User", "Group", "N::Doc", "Color", "Pair", "Deep");

    private final SplittableRandom random;

    RandomSchemaText(SplittableRandom random) {
        this.random = random;
    }

    String next() {
        var text = new StringBuilder("type Pair = {a: Long, b?: String};\ntype Deep = {a: Pair, c?: Pair};\n");
        text.append("entity Color enum [\"red\", \"green\"];\naction all;\naction some in [all];\n");
        List.of("User", "Group", "Robot").forEach(type -> text.append(entity(type)));
        actions(text, "act", List.of("all", "some", "N::Action::\"any\""));
        text.append("namespace N {\naction any;\n");
        List.of("Doc", "Folder").forEach(type -> text.append(entity(type)));
        actions(text, "do", List.of("any"));
        return text.append("}\n").toString();
    }

    private String entity(String name) {
        var parents = some(TYPES, 3);
        return "entity " + name + (parents.isEmpty() ? "" : " in " + parents) + " " + record(3)
                + (random.nextBoolean() ? " tags " + type(2) : "") + ";\n";
    }

    private void actions(StringBuilder text, String name, List<String> groups) {
        for (var i = 0; i < 3; i++) {
            var in = some(groups, 2);
            text.append("action ").append(name).append(i).append(in.isEmpty() ? "" : " in " + in);
            if (random.nextInt(8) != 0) {
                text.append(" appliesTo { principal: ").append(types()).append(", resource: ").append(types())
                        .append(", context: ").append(record(3)).append(" }");
            }
            text.append(";\n");
        }
    }

    private String types() {
        var types = some(List.of("User", "Group", "Robot", "N::Doc", "N::Folder", "Color"), 2);
        return types.isEmpty() ? "User" : types.toString();
    }

    private String record(int depth) {
        var fields = new ArrayList<String>();
        for (var name : ATTRIBUTES) {
            if (random.nextInt(3) != 0) {
                fields.add("\"%s\"%s: %s".formatted(name, random.nextBoolean() ? "?" : "", type(depth - 1)));
            }
        }
        return "{" + String.join(", ", fields) + "}";
    }

    private String type(int depth) {
        return switch (depth <= 0 ? 9 : random.nextInt(10)) {
            case 0, 1 -> "Set<" + type(depth - 1) + ">";
            case 2 -> record(depth - 1);
            default -> LEAVES.get(random.nextInt(LEAVES.size()));
        };
    }

    private List<String> some(List<String> from, int most) {
        var some = new ArrayList<String>();
        for (var i = 0; i < most; i++) {
            var one = from.get(random.nextInt(from.size()));
            if (random.nextBoolean() && !some.contains(one)) {
                some.add(one);
            }
        }
        return some;
    }
}
