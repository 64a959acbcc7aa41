package dev.ambit.server.pap;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which files of a policy directory with profiles count, and as what.
///
/// @param settings  `ambit.yaml`
/// @param catalogue `signals.yaml`
/// @param controls  `controls.yaml`
/// @param profiles  every `*.yaml` below `profiles/`, by name
/// @param tests     every `*.yaml` below `tests/`, by name
/// @param stray     policies that stand neither in a profile nor among the guardrails, by name
/// @param unread    all other files, by name; what they hold decides nothing
record ReleaseFiles(
        PolicyFiles files,
        Optional<Path> settings,
        Optional<Path> catalogue,
        Optional<Path> controls,
        List<Path> profiles,
        List<Path> tests,
        List<Path> stray,
        List<Path> unread) {
    static final String SETTINGS = "ambit.yaml";
    static final String CATALOGUE = "signals.yaml";
    static final String CONTROLS = "controls.yaml";
    static final String PROFILES = "profiles/";
    static final String TESTS = "tests/";

    private static final String YAML = ".yaml";

    static ReleaseFiles of(PolicyFiles files) {
        return new ReleaseFiles(
                files,
                unread(files, SETTINGS::equals).findFirst(),
                unread(files, CATALOGUE::equals).findFirst(),
                unread(files, CONTROLS::equals).findFirst(),
                unread(files, name -> isYamlIn(PROFILES, name)).toList(),
                unread(files, name -> isYamlIn(TESTS, name)).toList(),
                files.policies().stream().filter(file -> !isGuardrail(files.relative(file))).toList(),
                unread(files, name -> !isRead(name)).toList());
    }

    /// Whether a directory of these files has profiles, settings or signals, so that more is in it than Cedar.
    static boolean areThere(PolicyFiles files) {
        return unread(files, name -> isRead(name) && !isYamlIn(TESTS, name)).findAny().isPresent();
    }

    static boolean isGuardrail(String name) {
        return name.startsWith("guardrails/");
    }

    private static Stream<Path> unread(PolicyFiles files, Predicate<String> wanted) {
        return files.unread().stream().filter(file -> wanted.test(files.relative(file)));
    }

    private static boolean isRead(String name) {
        return name.equals(SETTINGS) || name.equals(CATALOGUE) || name.equals(CONTROLS) || isYamlIn(PROFILES, name)
                || isYamlIn(TESTS, name);
    }

    private static boolean isYamlIn(String directory, String name) {
        return name.startsWith(directory) && name.endsWith(YAML);
    }
}
