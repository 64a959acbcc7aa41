package dev.ambit.core.govern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.core.decision.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The documentation tells of every code there is, and of no other.
class DocumentedTest {

    private static List<String> rows(String heading) throws IOException {
        return rows("docs/tasks.md", heading);
    }

    private static List<String> rows(String page, String heading) throws IOException {
        var root = Path.of(System.getProperty("ambit.root", ".."));
        return Files.readAllLines(root.resolve(page)).stream()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    @Test
    void reasons_stand_in_the_order_of_lines_with_their_codes() throws IOException {
        var codes = Arrays.stream(Code.values()).map(code -> "| %d | `%s` |".formatted(code.line(), code.word()))
                .toList();

        assertThat(rows("| line | code |")).map(row -> row.substring(0, row.lastIndexOf("|", row.length() - 2) + 1))
                .containsExactlyElementsOf(codes);
    }

    @Test
    void refusals_stand_with_their_codes() throws IOException {
        var codes = Arrays.stream(Refusal.Code.values()).map(code -> "| `%s` |".formatted(code.word())).toList();

        assertThat(rows("| code | what it says |")).map(row -> row.substring(0, row.lastIndexOf("|", row.length() - 2)
                + 1))
                .containsExactlyElementsOf(codes);
    }

    @Test
    void why_something_said_changes_nothing_stands_with_its_codes() throws IOException {
        var rows = String.join("\n", rows("docs/signals.md", "| code | when |"));

        assertThat(Arrays.stream(Unheard.Code.values()).map(code -> "| `%s` |".formatted(code.word()))).allSatisfy(
                row -> assertThat(rows).contains(row));
    }
}
