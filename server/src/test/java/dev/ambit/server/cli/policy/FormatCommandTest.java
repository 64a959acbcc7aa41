package dev.ambit.server.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.Directory;
import dev.ambit.server.cli.Ambit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatCommandTest {
    private static final String UNTIDY = """
        // kept
        permit(principal,action,resource)
           when{context has risk};
        """;
    private static final String TIDY = """
        // kept
        permit (principal, action, resource)
        when { context has risk };
        """;

    @TempDir
    private Path temp;
    private Directory directory;

    @BeforeEach
    void begin_with_one_untidy_file() {
        directory = Directory.valid(temp).with("untidy.cedar", UNTIDY);
    }

    @Test
    void files_are_laid_out_in_place_and_those_that_changed_are_named() throws IOException {
        assertThat(format(directory.path())).isEqualTo(new Ambit(0, """
            acme/untidy.cedar
            1 of 2 files changed
            """, ""));
        assertThat(directory.file("untidy.cedar")).hasContent(TIDY);
        assertThat(format(directory.path())).isEqualTo(new Ambit(0, "nothing to change in 2 files\n", ""));
        assertThat(directory.path().toFile().list()).as("nothing is left behind").containsExactlyInAnyOrder(
                "readers.cedar", "schema.cedarschema", "untidy.cedar");
    }

    @Test
    void a_check_changes_nothing_and_shows_what_would_change() {
        assertThat(format("--check", directory.path())).isEqualTo(new Ambit(1, """
            --- acme/untidy.cedar
            +++ acme/untidy.cedar
            @@ -1,3 +1,3 @@
             // kept
            -permit(principal,action,resource)
            -   when{context has risk};
            +permit (principal, action, resource)
            +when { context has risk };
            1 of 2 files would change. To change them, leave out --check
            """, ""));
        assertThat(directory.file("untidy.cedar")).hasContent(UNTIDY);
    }

    @Test
    void one_file_can_be_printed_instead() {
        assertThat(format("--stdout", directory.file("untidy.cedar"))).isEqualTo(new Ambit(0, TIDY, ""));
        assertThat(directory.file("untidy.cedar")).hasContent(UNTIDY);
    }

    @Test
    void a_program_gets_the_names_and_the_difference() {
        assertThat(format("--json", "--check", directory.path())).isEqualTo(new Ambit(1, """
            {
              "ok": false,
              "files": 2,
              "changed": [
                "acme/untidy.cedar"
              ],
              "diff": "--- acme/untidy.cedar\\n+++ acme/untidy.cedar\\n@@ -1,3 +1,3 @@\\n // kept\\n\
            -permit(principal,action,resource)\\n-   when{context has risk};\\n+permit (principal, action, resource)\\n\
            +when { context has risk };\\n"
            }
            """, ""));
        assertThat(format("--json", directory.path()).out()).isEqualTo("""
            {
              "ok": true,
              "files": 2,
              "changed": [
                "acme/untidy.cedar"
              ]
            }
            """);
    }

    @Test
    void where_one_file_cannot_be_parsed_no_file_is_changed() {
        directory.with("broken.cedar", "permit (principal, action, resource) when { 1 + };");

        assertThat(format(directory.path())).isEqualTo(new Ambit(1, "", """
            acme/broken.cedar:1:49: error: expected a value, found `}` [syntax]
                permit (principal, action, resource) when { 1 + };
                                                                ^
            1 error
            """));
        assertThat(directory.file("untidy.cedar")).hasContent(UNTIDY);
    }

    @Test
    void permissions_and_links_stay() throws IOException {
        var permissions = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(directory.file("untidy.cedar"), permissions);
        Files.createSymbolicLink(directory.file("z.cedar"), Path.of("untidy.cedar"));

        format(directory.file("z.cedar"));

        assertThat(Files.isSymbolicLink(directory.file("z.cedar"))).isTrue();
        assertThat(directory.file("untidy.cedar")).hasContent(TIDY);
        assertThat(Files.getPosixFilePermissions(directory.file("untidy.cedar"))).isEqualTo(permissions);
    }

    @Test
    void json_has_its_own_layout() {
        directory.with("a.cedar.json", "{}");

        assertThat(format(directory.file("a.cedar.json")).err()).startsWith(
                "error: `acme/a.cedar.json` is JSON: only the human syntax is laid out\n");
        assertThat(format("--check", directory.path()).out()).contains("1 of 2 files");
    }

    @Test
    void the_example_directory_is_laid_out() {
        assertThat(Ambit.run("policy", "format", "--check", Ambit.file("examples/acme")).exitCode()).isEqualTo(0);
    }

    private Ambit format(Object... arguments) {
        var words = new Object[arguments.length + 2];
        words[0] = "policy";
        words[1] = "format";
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        return Ambit.run(words).in(temp);
    }
}
