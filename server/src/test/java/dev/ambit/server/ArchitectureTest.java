package dev.ambit.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// What holds for the whole product, whoever changes it. The reasons are in `ARCHITECTURE.md`.
class ArchitectureTest {
    private static final JavaClasses AMBIT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ambit");

    @Test
    void cedar_knows_nothing_of_what_stands_on_it() {
        noClasses()
                .that()
                .resideInAPackage("dev.ambit.cedar..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.ambit.server..")
                .check(AMBIT);
    }

    @Test
    void no_edge_of_the_server_knows_another_in_a_circle() {
        slices().matching("dev.ambit.server.(*)..").should().beFreeOfCycles().check(AMBIT);
    }

    @Test
    void only_commands_know_the_command_line_library() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.ambit.server", "dev.ambit.server.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(AMBIT);
    }

    @Test
    void every_package_of_the_server_says_where_null_may_stand() {
        classes()
                .that()
                .resideInAPackage("dev.ambit.server..")
                .should(ArchConditions.have(describe(
                        "a package marked with @NullMarked",
                        type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
                .check(AMBIT);
    }

    @Test
    void no_package_has_a_name_that_says_nothing() {
        noClasses()
                .should(ArchConditions.resideInAnyPackage(
                        "..util..", "..common..", "..impl..", "..helper..", "..manager.."))
                .check(AMBIT);
    }
}
