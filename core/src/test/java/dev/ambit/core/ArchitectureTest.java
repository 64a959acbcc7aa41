package dev.ambit.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import dev.ambit.core.state.State;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for the whole module, whoever changes it. The reasons are in `ARCHITECTURE.md`.
class ArchitectureTest {
    /// What lies where the module's own classes lie, and so no test.
    private static final JavaClasses CORE = new ClassFileImporter().importUrl(State.class.getProtectionDomain()
            .getCodeSource().getLocation());

    /// The packages, each of which may know those before it.
    private static final List<String> IN_ORDER = List.of("encoding", "identity", "task", "obligation", "grant",
            "signal", "control", "policy", "behaviour", "state", "decision", "scope", "record", "govern");

    /// Types through which the world outside would come in: files, sockets, processes, threads, randomness, logs.
    private static final String OUTSIDE = String.join("|",
            "java\\.(net|nio\\.channels|nio\\.file|util\\.random|util\\.logging)\\..*",
            "java\\.io\\..*(File|Console|PrintStream).*",
            "java\\.lang\\.(Process.*|Runtime|Thread.*|VirtualThread.*|ScopedValue.*|System\\$Logger.*)",
            "java\\.util\\.(Random|SplittableRandom|Timer|TimerTask|Scanner)",
            "java\\.util\\.concurrent\\.(.*Execut.*|ForkJoin.*|ThreadLocalRandom|CompletableFuture|StructuredTaskScope.*)",
            "java\\.security\\.SecureRandom",
            "java\\.time\\.(Clock|InstantSource)");

    /// Calls that ask for the time, a random number or the process's surroundings.
    private static final Pattern ASKING = Pattern.compile(String.join("|",
            "java\\.time\\..*\\.now",
            "java\\.lang\\.System\\.(currentTimeMillis|nanoTime|getenv|getProperty|getProperties|exit)",
            "java\\.lang\\.(Math|StrictMath)\\.random",
            "java\\.util\\.UUID\\.randomUUID",
            "java\\.util\\.Collections\\.shuffle"));

    @Test
    void there_are_classes_to_look_at() {
        assertThat(CORE).isNotEmpty();
    }

    @Test
    void it_depends_on_cedar_and_the_base_of_the_jdk_and_nothing_else() {
        noClasses()
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                        "", // primitive types
                        "dev.ambit.cedar..",
                        "dev.ambit.core..",
                        "java.io..",
                        "java.lang..",
                        "java.math..",
                        "java.nio..",
                        "java.security..",
                        "java.text..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify.annotations")))
                .check(CORE);
    }

    @Test
    void it_touches_no_file_socket_process_thread_log_or_random_source() {
        noClasses().should().dependOnClassesThat(nameMatching(OUTSIDE)).check(CORE);
    }

    @Test
    void it_asks_for_no_time_and_no_random_number() {
        noClasses()
                .should()
                .accessTargetWhere(describe("the target asks for what should be an argument", access -> ASKING
                        .matcher(access.getTargetOwner().getFullName() + "." + access.getName())
                        .matches()))
                .check(CORE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packages")
    void a_package_knows_only_those_before_it(String name) {
        var unknown = IN_ORDER.subList(IN_ORDER.indexOf(name) + 1, IN_ORDER.size()).stream()
                .map(later -> "dev.ambit.core." + later + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.ambit.core." + name + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(unknown))
                .allowEmptyShould(true)
                .check(CORE);
    }

    static Stream<String> packages() {
        return IN_ORDER.stream();
    }

    @Test
    void every_package_has_its_place_in_that_order() {
        var places = IN_ORDER.stream().map(name -> "dev.ambit.core." + name).toArray(String[]::new);
        classes().should().resideInAnyPackage(places).check(CORE);
    }

    @Test
    void every_package_says_where_null_may_stand() {
        classes()
                .should(ArchConditions.have(describe(
                        "a package marked with @NullMarked",
                        type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
                .check(CORE);
    }

    @Test
    void no_package_has_a_name_that_says_nothing() {
        noClasses()
                .should(ArchConditions.resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..",
                        "..manager.."))
                .check(CORE);
    }
}
