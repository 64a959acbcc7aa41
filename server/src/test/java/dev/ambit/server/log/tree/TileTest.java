package dev.ambit.server.log.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How tiles are called, C2SP tlog-tiles.
class TileTest {
    @ParameterizedTest
    @CsvSource({
        "tile/0/000, 0, 0, 256",
        "tile/0/000.p/1, 0, 0, 1",
        "tile/1/255, 1, 255, 256",
        "tile/0/999, 0, 999, 256",
        "tile/0/x001/000, 0, 1000, 256",
        "tile/0/x001/x234/067, 0, 1234067, 256",
        "tile/2/x001/x234/067.p/255, 2, 1234067, 255",
        "tile/7/000.p/127, 7, 0, 127"
    })
    void a_tile_of_hashes_is_called_after_its_level_number_and_width(String path, int level, long index, int width) {
        var tile = new Tile.Hashes(level, index, width);
        assertThat(tile.path()).isEqualTo(path);
        assertThat(Tile.parse(path)).contains(tile);
    }

    @Test
    void a_tile_of_entries_has_no_level() {
        assertThat(new Tile.Entries(1_234_067, 8).path()).isEqualTo("tile/entries/x001/x234/067.p/8");
        assertThat(Tile.parse("tile/entries/x001/x234/067")).contains(new Tile.Entries(1_234_067, 256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tile", "checkpoint", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000",
        "/tile/0/000",
        "tile/0/000/", "tile/00/000", "tile/0/x000/001", "tile/0/001/000", "tile/0/x001", "tile/0/x1/000",
        "tile/-1/000",
        "tile/8/000", "tile/99/000", "tile/7/000", "tile/7/001.p/1", "tile/0/000.p/0", "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p", "tile/data/000", "tile/Entries/000", "tile/0/000\n",
        "tile/0/٠٠٠",
        "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/x001/x001/x001/x001/x001/x001/x001/001"})
    void what_is_not_the_one_path_of_a_possible_tile_names_none(String path) {
        assertThat(Tile.parse(path)).isEmpty();
    }

    @RepeatedTest(50)
    void every_tile_is_found_by_its_path(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var level = random.nextInt(4);
        var tile = new Tile.Hashes(level, random.nextLong(Long.MAX_VALUE >>> 8 * level + 9), random.nextInt(1, 257));
        assertThat(Tile.parse(tile.path())).contains(tile);
        var entries = new Tile.Entries(random.nextLong(Long.MAX_VALUE >>> 9), random.nextInt(1, 257));
        assertThat(Tile.parse(entries.path())).contains(entries);
    }

    @Test
    void there_is_no_tile_beyond_what_a_tree_can_have() {
        assertThatThrownBy(() -> new Tile.Hashes(0, 0, 257)).hasMessage("no tree has such a tile");
        assertThatThrownBy(() -> new Tile.Hashes(8, 0, 1)).hasMessage("no tree has such a tile");
        assertThatThrownBy(() -> new Tile.Entries(-1, 1)).hasMessage("no tree has such a tile");
        assertThatThrownBy(() -> new Tile.Entries(Long.MAX_VALUE / 256, 256)).hasMessage("no tree has such a tile");
    }
}
