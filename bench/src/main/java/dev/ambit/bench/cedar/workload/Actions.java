package dev.ambit.bench.cedar.workload;

import dev.ambit.cedar.value.Quoted;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The actions a policy is about.
///
/// @param group the group that was named, or empty where its members were
/// @param names each of them; none where the policy is about every action
record Actions(String group, List<String> names) {

    static Actions any() {
        return new Actions("", List.of());
    }

    static Actions of(List<String> names) {
        return new Actions("", names);
    }

    static Actions in(String group) {
        return new Actions(group, Objects.requireNonNull(World.ACTION_GROUPS.get(group)));
    }

    String cedar() {
        if (!group.isEmpty()) {
            return "action in " + World.action(group);
        }
        return switch (names.size()) {
            case 0 -> "action";
            case 1 -> "action == " + World.action(names.getFirst());
            default -> names.stream().map(name -> World.action(name).toString())
                    .collect(Collectors.joining(", ", "action in [", "]"));
        };
    }

    String sapl() {
        return names.isEmpty()
                ? "true"
                : names.stream().map(name -> "action == " + Quoted.string(name))
                        .collect(Collectors.joining(" | ", "(", ")"));
    }
}
