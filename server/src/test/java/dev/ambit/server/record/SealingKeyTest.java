package dev.ambit.server.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingKeyTest {
    @TempDir
    private Path directory;

    @RepeatedTest(20) // the repetition is the seed
    void what_is_sealed_is_opened_with_the_same_key_alone_and_unchanged(RepetitionInfo run) throws IOException {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var key = SealingKey.of(directory);
        var other = SealingKey.of(Files.createDirectory(directory.resolve("other")));
        var text = new byte[random.nextInt(2_000)];
        random.nextBytes(text);

        var sealed = key.sealer().seal(text);

        assertThat(SealingKey.of(directory).sealer().seal(text)).as("the same comes out the same").isEqualTo(sealed);
        assertThat(SealingKey.of(directory).sealer().open(sealed)).hasValue(text);
        assertThat(other.sealer().open(sealed)).isEmpty();
        sealed[random.nextInt(sealed.length)] ^= (byte) (1 << random.nextInt(8));
        assertThat(key.sealer().open(sealed)).isEmpty();
    }

    @Test
    void a_digest_is_of_one_value_of_one_thing_under_one_key() throws IOException {
        var one = SealingKey.of(directory).sealer();
        var other = SealingKey.of(Files.createDirectory(directory.resolve("other"))).sealer();

        assertThat(one.digest("risk", new byte[] {1})).hasSize(16).isEqualTo(one.digest("risk", new byte[] {1}))
                .isNotEqualTo(one.digest("risk", new byte[] {2})).isNotEqualTo(one.digest("mood", new byte[] {1}))
                .isNotEqualTo(other.digest("risk", new byte[] {1}));
    }

    @Test
    void its_file_is_its_owners_alone_and_anything_else_in_it_is_refused() throws IOException {
        assertThat(SealingKey.found(directory)).isEmpty();
        assertThat(SealingKey.of(directory)).hasToString("a key for records");
        var file = directory.resolve(SealingKey.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");

        Files.writeString(file, "not a key");
        assertThatThrownBy(() -> SealingKey.of(directory)).isInstanceOf(IOException.class).hasMessageContaining(
                "holds no key for records");
    }
}
