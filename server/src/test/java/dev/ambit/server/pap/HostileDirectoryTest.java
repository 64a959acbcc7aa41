package dev.ambit.server.pap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.server.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Directories that nobody meant to write.
class HostileDirectoryTest {
    private static final int ROUNDS = 200;
    private static final List<String> FILES = List.of("profiles/review.yaml", "signals.yaml", "tests/review.yaml",
            "guardrails/frozen.cedar", "entities.json", "schema.cedarschema");
    private static final List<String> PIECES = List.of("", "\n", " ", "  ", ":", "- ", "[", "]", "{", "}", "'", "\"",
            "|",
            "&a ", "*a", "!x ", "0", "-1", "999999999999999999", "9999-12-31T23:59:59Z", "3650d", "999999999/d", "~",
            "true",
            "signals", "inputs.repo", "signals has x", "Repo::\"site\"", "Set<Set<Set<Long>>>", "permit", ";", "&&",
            "approval#1",
            "profile: review\n", "\u0000", "\ud83d\ude00");

    @TempDir
    private Path temp;

    @Test
    void whatever_is_changed_in_a_directory_it_is_loaded_or_refused_with_places_in_its_files() throws IOException {
        var directory = Directory.whole(temp);
        var seed = new SplittableRandom().nextLong();
        var random = new SplittableRandom(seed);
        for (var round = 0; round < ROUNDS; round++) {
            var file = FILES.get(random.nextInt(FILES.size()));
            var before = Files.readString(directory.file(file));
            var changed = changed(before, random);
            directory.with(file, changed);
            assertThatCode(() -> load(directory)).as("seed %d: %s\n%s", seed, file, changed).doesNotThrowAnyException();
            directory.with(file, before);
        }
    }

    private static String changed(String text, SplittableRandom random) {
        var changed = text;
        for (var i = random.nextInt(1, 4); i > 0; i--) {
            var start = random.nextInt(changed.length() + 1);
            var end = Math.min(changed.length(), start + random.nextInt(12));
            var piece = random.nextBoolean()
                    ? PIECES.get(random.nextInt(PIECES.size()))
                    : changed.substring(random.nextInt(start + 1), start);
            changed = changed.substring(0, start) + piece + changed.substring(end);
        }
        return changed;
    }

    private static void load(Directory directory) {
        try {
            ReleaseDirectory.load(directory.path());
        } catch (InvalidInput refused) {
            assertThat(refused.diagnostics()).isNotEmpty().allSatisfy(mistake -> assertThat(mistake.span().end())
                    .isLessThanOrEqualTo(mistake.source().text().length()));
        }
    }
}
