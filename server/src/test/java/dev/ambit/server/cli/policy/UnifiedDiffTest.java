package dev.ambit.server.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    private static final Pattern RANGE = Pattern.compile("@@ -(\\d+),(\\d+) .*");

    @Test
    void equal_texts_differ_in_nothing() {
        assertThat(UnifiedDiff.of("a", "x\n", "x\n")).isEmpty();
    }

    @Test
    void changes_are_shown_with_three_lines_around_and_joined_where_these_meet() {
        assertThat(UnifiedDiff.of("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n",
                "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\n13\n14\n15\n")).isEqualTo("""
                    --- a
                    +++ a
                    @@ -2,14 +2,13 @@
                     2
                     3
                     4
                    -5
                    +five
                     6
                     7
                     8
                     9
                     10
                     11
                    -12
                     13
                     14
                     15
                    """);
    }

    @Test
    void changes_far_apart_are_shown_each_for_itself() {
        var many = "x\n".repeat(20);

        assertThat(UnifiedDiff.of("a", "1\n" + many + "2\n", "one\n" + many + "two\n")).isEqualTo("""
            --- a
            +++ a
            @@ -1,4 +1,4 @@
            -1
            +one
             x
             x
             x
            @@ -19,4 +19,4 @@
             x
             x
             x
            -2
            +two
            """);
    }

    @Test
    void a_text_without_an_end_of_its_last_line_is_told_from_one_with_it() {
        assertThat(UnifiedDiff.of("a", "x", "x\n")).isEqualTo("""
            --- a
            +++ a
            @@ -1,1 +1,1 @@
            -x
            \\ No newline at end of file
            +x
            """);
    }

    @RepeatedTest(200)
    void a_difference_makes_the_second_text_of_the_first(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var before = text(random);
        var after = text(random);

        assertThat(applied(UnifiedDiff.of("a", before, after), before)).as("seed %d", run.getCurrentRepetition())
                .isEqualTo(after);
    }

    private static String text(SplittableRandom random) {
        var lines = new StringBuilder();
        for (var i = random.nextInt(40); i > 0; i--) {
            lines.append((char) ('a' + random.nextInt(4))).append('\n');
        }
        return lines.toString();
    }

    /// What `patch` makes of `before`.
    private static String applied(String diff, String before) {
        var old = before.lines().toList();
        var made = new ArrayList<String>();
        var at = 0;
        for (var line : diff.lines().skip(2).toList()) {
            if (line.startsWith("@@")) {
                var numbers = RANGE.matcher(line);
                assertThat(numbers.matches()).isTrue();
                var begin = Integer.parseInt(numbers.group(1)) - (numbers.group(2).equals("0") ? 0 : 1);
                made.addAll(old.subList(at, begin));
                at = begin;
            } else {
                at = apply(line, old, at, made);
            }
        }
        made.addAll(old.subList(at, old.size()));
        return made.isEmpty() ? "" : String.join("\n", made) + "\n";
    }

    private static int apply(String line, List<String> old, int at, List<String> made) {
        if (line.charAt(0) != '+') {
            assertThat(old.get(at)).isEqualTo(line.substring(1));
        }
        if (line.charAt(0) != '-') {
            made.add(line.substring(1));
        }
        return line.charAt(0) == '+' ? at : at + 1;
    }
}
