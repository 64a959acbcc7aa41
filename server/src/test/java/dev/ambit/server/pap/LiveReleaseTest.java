package dev.ambit.server.pap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.core.policy.Release;
import dev.ambit.server.Directory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReleaseTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @TempDir
    private Path temp;
    private Directory directory;
    private final List<Release> taken = new ArrayList<>();
    private LiveRelease live;

    @BeforeEach
    void begin_with_a_loaded_directory() {
        directory = Directory.whole(temp);
        live = new LiveRelease(directory.path(), () -> NOON, (read, _) -> taken.add(read.release()));
        live.load("test");
    }

    @Test
    void a_good_directory_is_in_force() {
        assertThat(taken).singleElement().satisfies(release -> assertThat(live.status().inForce()).contains(release
                .id()));
        assertThat(live.status().isCurrent()).isTrue();
        assertThat(live.status().since()).isEqualTo(NOON);
    }

    @Test
    void a_changed_directory_takes_its_place() {
        directory.changed("profiles/review.yaml", "duration: 2h", "duration: 1h");

        assertThat(live.load("test").loads()).isEqualTo(2);
        assertThat(taken.getLast().profile("review").orElseThrow().limits().duration()).contains(Duration.ofHours(1));
    }

    @Test
    void a_refused_directory_leaves_the_old_release_in_force_and_says_so() {
        var before = live.status().inForce();
        directory.changed("profiles/review.yaml", "limits:", "limit:");

        var status = live.load("test");

        assertThat(status.inForce()).isEqualTo(before);
        assertThat(status.isCurrent()).isFalse();
        assertThat(status.refusals()).isEqualTo(1);
        assertThat(status.refused().orElseThrow().mistakes()).extracting(mistake -> mistake.code()).contains(
                "unknown-key");
        assertThat(taken).hasSize(1);
    }

    @Test
    void a_directory_that_is_as_before_again_is_current_without_being_loaded_again() {
        directory.changed("profiles/review.yaml", "limits:", "limit:");
        live.load("test");
        directory.changed("profiles/review.yaml", "limit:", "limits:");

        assertThat(live.load("test").isCurrent()).isTrue();
        assertThat(taken).hasSize(1);
    }

    @Test
    void a_release_that_could_not_be_taken_is_not_in_force() {
        var failing = new LiveRelease(directory.path(), () -> NOON, (_, _) -> {
            throw new IllegalStateException("the journal cannot be written");
        });

        assertThatThrownBy(() -> failing.load("test")).hasMessage("the journal cannot be written");
        assertThat(failing.status().inForce()).isEmpty();
    }

    @Test
    void what_changes_is_loaded_by_itself() throws InterruptedException {
        BlockingQueue<LiveRelease.Status> told = new LinkedBlockingQueue<>();
        try (var watcher = ReleaseWatcher.start(directory.path(), Duration.ofMillis(20), live, told::add)) {
            directory.changed("profiles/review.yaml", "duration: 2h", "duration: 45m");
            assertThat(told.poll(20, TimeUnit.SECONDS)).extracting(LiveRelease.Status::isCurrent).isEqualTo(true);

            directory.changed("profiles/review.yaml", "limits:", "limit:");
            assertThat(told.poll(20, TimeUnit.SECONDS)).extracting(LiveRelease.Status::isCurrent).isEqualTo(false);

            assertThat(watcher.load("alice").join().attempt()).contains(new LiveRelease.Attempt(NOON, "alice"));
            assertThat(told.poll(20, TimeUnit.SECONDS)).extracting(LiveRelease.Status::refusals).isEqualTo(2L);
        }
    }

    @Test
    void whoever_asks_a_watcher_that_has_ended_is_told_so() {
        var watcher = ReleaseWatcher.start(directory.path(), Duration.ofHours(1), live, _ -> {});
        watcher.close();

        assertThat(watcher.load("alice")).isCancelled();
    }

    @Test
    void a_hangup_wakes_the_watcher() throws InterruptedException, IOException {
        BlockingQueue<LiveRelease.Status> told = new LinkedBlockingQueue<>();
        try (var watcher = ReleaseWatcher.start(directory.path(), Duration.ofHours(1), live, told::add)) {
            assertThat(Hangup.handledBy(() -> {
                var _ = watcher.load("signal");
            })).isTrue();
            directory.changed("profiles/review.yaml", "duration: 2h", "duration: 45m");

            new ProcessBuilder("kill", "-HUP", String.valueOf(ProcessHandle.current().pid())).start().waitFor();

            assertThat(told.poll(20, TimeUnit.SECONDS)).extracting(LiveRelease.Status::loads).isEqualTo(2L);
        } finally {
            Hangup.handledBy(() -> {});
        }
    }
}
