package dev.ambit.server.log.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the log relies on of a disk, for the real one and for the one that other tests use.
abstract class DiskContract {
    abstract Disk disk() throws IOException;

    @Test
    void what_is_written_is_read_wherever_it_stands() throws Exception {
        var disk = disk();
        try (var file = disk.create("a")) {
            file.write(0, "hello".getBytes(UTF_8), 0, 5);
            file.write(10, "xworldx".getBytes(UTF_8), 1, 5);
            file.force();
        }
        disk.sync();
        try (var file = disk.read("a")) {
            var bytes = new byte[20];
            assertThat(file.size()).isEqualTo(15);
            assertThat(file.read(0, bytes, 0, 20)).isEqualTo(15);
            assertThat(new String(bytes, 0, 15, UTF_8)).isEqualTo("hello\0\0\0\0\0world");
            assertThat(file.read(11, bytes, 3, 3)).isEqualTo(3);
            assertThat(new String(bytes, 3, 3, UTF_8)).isEqualTo("orl");
            assertThat(file.read(15, bytes, 0, 1)).isZero();
            assertThat(file.read(99, bytes, 0, 1)).isZero();
        }
    }

    @Test
    void a_file_is_cut_and_grows_with_zeros() throws Exception {
        var disk = disk();
        try (var file = disk.create("a")) {
            file.write(0, "hello".getBytes(UTF_8), 0, 5);
            file.truncate(2);
            file.write(4, "x".getBytes(UTF_8), 0, 1);
        }
        try (var file = disk.open("a")) {
            var bytes = new byte[5];
            file.read(0, bytes, 0, 5);
            assertThat(new String(bytes, UTF_8)).isEqualTo("he\0\0x");
            file.write(1, "E".getBytes(UTF_8), 0, 1);
            file.read(0, bytes, 0, 5);
            assertThat(new String(bytes, UTF_8)).isEqualTo("hE\0\0x");
        }
    }

    @Test
    void names_come_sorted_and_change_as_they_are_told_to() throws Exception {
        var disk = disk();
        assertThat(disk.names()).isEmpty();
        disk.create("b").close();
        disk.create("a").close();
        assertThat(disk.names()).containsExactly("a", "b");
        disk.rename("b", "c");
        disk.rename("a", "c");
        assertThat(disk.names()).containsExactly("c");
        disk.delete("c");
        disk.sync();
        assertThat(disk.names()).isEmpty();
    }

    @Test
    void creating_a_file_that_exists_leaves_an_empty_one() throws Exception {
        var disk = disk();
        try (var file = disk.create("a")) {
            file.write(0, "hello".getBytes(UTF_8), 0, 5);
        }
        try (var file = disk.create("a")) {
            assertThat(file.size()).isZero();
        }
    }

    @Test
    void what_is_not_there_is_not_opened() throws Exception {
        var disk = disk();
        assertThatThrownBy(() -> disk.read("a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> disk.open("a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> disk.delete("a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> disk.rename("a", "b")).isInstanceOf(IOException.class);
        assertThat(disk.names()).isEmpty();
    }

    @Test
    void a_claim_is_given_once_at_a_time() throws Exception {
        var disk = disk();
        try (var claim = disk.claim("lock")) {
            assertThat(claim).isNotNull();
            assertThatThrownBy(() -> disk.claim("lock")).isInstanceOf(LogFailure.InUse.class);
        }
        disk.claim("lock").close();
    }
}

class LocalDiskTest extends DiskContract {
    @TempDir
    Path directory;

    @Override
    Disk disk() {
        return new LocalDisk(directory.resolve("not/there/yet"));
    }

    @Test
    void the_interrupt_of_a_thread_closes_no_file() throws Exception {
        try (var file = disk().create("a")) {
            Thread.currentThread().interrupt();
            file.write(0, new byte[] {1, 2, 3}, 0, 3);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(file.size()).isEqualTo(3);
        }
    }
}

class MemoryDiskTest extends DiskContract {
    @Override
    Disk disk() {
        return new MemoryDisk();
    }
}
