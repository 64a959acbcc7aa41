package dev.ambit.server.log.store;

import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.Tile;
import java.io.IOException;
import java.util.Arrays;

/// A growing row of hashes in memory, in blocks of a tile's size. One thread adds; others read hashes that they have
/// learned of from that thread.
final class HashRow {
    private static final int BLOCK = Tile.FULL * Hash.BYTES;

    private volatile byte[][] blocks = new byte[1][];
    private int count; // of the thread that adds

    void add(byte[] hash, int at) {
        var block = count / Tile.FULL;
        if (count % Tile.FULL == 0) begin(block);
        System.arraycopy(hash, at, blocks[block], count % Tile.FULL * Hash.BYTES, Hash.BYTES);
        count++;
    }

    private void begin(int block) {
        var grown = block < blocks.length ? blocks : Arrays.copyOf(blocks, 2 * block);
        grown[block] = new byte[BLOCK];
        blocks = grown;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void read(int first, int many, byte[] into, int at) {
        for (var done = 0; done < many;) {
            var from = (first + done) % Tile.FULL;
            var now = Math.min(many - done, Tile.FULL - from);
            System.arraycopy(blocks[(first + done) / Tile.FULL], from * Hash.BYTES,
                    into, at + done * Hash.BYTES, now * Hash.BYTES);
            done += now;
        }
    }

    /// Writes the whole row to `file`, from `position` on.
    void write(DiskFile file, long position) throws IOException {
        for (var done = 0; done < count; done += Tile.FULL) {
            var now = Math.min(count - done, Tile.FULL);
            file.write(position + (long) done * Hash.BYTES, blocks[done / Tile.FULL], 0, now * Hash.BYTES);
        }
    }
}
