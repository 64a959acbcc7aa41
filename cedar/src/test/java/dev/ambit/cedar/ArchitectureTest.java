package dev.ambit.cedar;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds for the whole module, whoever changes it. The reasons are in `ARCHITECTURE.md`.
class ArchitectureTest {
    private static final JavaClasses CEDAR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ambit.cedar");

    /// Types through which the world outside would come in: files, sockets, processes, threads, randomness.
    private static final String OUTSIDE = String.join("|",
            "java\\.(net|nio\\.channels|nio\\.file|util\\.random)\\..*",
            "java\\.io\\..*(File|Console|PrintStream).*",
            "java\\.lang\\.(Process.*|Runtime|Thread.*|VirtualThread.*|ScopedValue.*)",
            "java\\.util\\.(Random|SplittableRandom|Timer|TimerTask|Scanner)",
            "java\\.util\\.concurrent\\.(.*Execut.*|ForkJoin.*|ThreadLocalRandom|CompletableFuture|StructuredTaskScope.*)",
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
        assertThat(CEDAR).isNotEmpty();
    }

    @Test
    void it_depends_on_nothing_but_the_base_of_the_jdk() {
        noClasses()
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                        "", // primitive types
                        "dev.ambit.cedar..",
                        "java.io..",
                        "java.lang..",
                        "java.math..",
                        "java.nio..",
                        "java.text..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify.annotations")))
                .check(CEDAR);
    }

    @Test
    void it_touches_no_file_socket_process_thread_or_random_source() {
        noClasses().should().dependOnClassesThat(nameMatching(OUTSIDE)).check(CEDAR);
    }

    @Test
    void it_asks_for_no_time_and_no_random_number() {
        noClasses()
                .should()
                .accessTargetWhere(describe("the target asks for what should be an argument", access -> ASKING
                        .matcher(access.getTargetOwner().getFullName() + "." + access.getName())
                        .matches()))
                .check(CEDAR);
    }

    @ParameterizedTest(name = "{0} knows {1} besides itself")
    @CsvSource(delimiter = '|', textBlock = """
            value | nothing
            text  | nothing
            json  | text
            """)
    void at_the_bottom(String lower, String known) {
        noClasses()
                .that()
                .resideInAPackage("dev.ambit.cedar." + lower + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.ambit.cedar..")
                        .and(not(resideInAnyPackage(
                                "dev.ambit.cedar." + lower + "..", "dev.ambit.cedar." + known + ".."))))
                .check(CEDAR);
    }

    @Test
    void no_packages_depend_on_each_other_in_a_circle() {
        slices().matching("dev.ambit.cedar.(*)..").should().beFreeOfCycles().check(CEDAR);
    }

    @Test
    void no_package_has_a_name_that_says_nothing() {
        noClasses()
                .should(ArchConditions.resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..",
                        "..manager.."))
                .check(CEDAR);
    }
}
