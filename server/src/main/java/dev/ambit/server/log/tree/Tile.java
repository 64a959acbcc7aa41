package dev.ambit.server.log.tree;

import java.util.Optional;
import java.util.regex.Pattern;

/// One piece of a log as others fetch it over HTTP, named by its path: up to 256 hashes of one level, or the entries below
/// 256 leaves. A tile that is full never changes; one that is not yet full is named with its width, and never does either.
/// C2SP tlog-tiles.
public sealed interface Tile {
    /// A full tile stands for a subtree of this height.
    int HEIGHT = 8;
    /// The width of a full tile.
    int FULL = 1 << HEIGHT;

    /// @return which one of its kind, from 0 on
    long index();

    /// @return how many hashes or entries it holds, from 1 to 256
    int width();

    /// @return as in a URL, without a slash before it
    String path();

    /// `width` hashes of `level`, from number `index` × 256 on.
    record Hashes(int level, long index, int width) implements Tile {
        /// Highest level of a tree whose leaves a `long` counts.
        public static final int HIGHEST = (Long.SIZE - 1) / HEIGHT;

        public Hashes {
            check(level >= 0 && level <= HIGHEST && Tile.fits(index, width, Long.MAX_VALUE >>> HEIGHT * level));
        }

        @Override
        public String path() {
            return "tile/" + level + "/" + Tile.number(index, width);
        }
    }

    /// `width` entries, from number `index` × 256 on.
    record Entries(long index, int width) implements Tile {
        public Entries {
            check(Tile.fits(index, width, Long.MAX_VALUE));
        }

        @Override
        public String path() {
            return "tile/entries/" + Tile.number(index, width);
        }
    }

    /// The tile that `path` names; empty where it names none, or one that no tree can have.
    static Optional<Tile> parse(String path) {
        var found = Paths.TILE.matcher(path);
        if (!found.matches()) return Optional.empty();
        try {
            var index = Long.parseLong(found.group("index").replace("x", "").replace("/", ""));
            var width = found.group("width") == null ? FULL : Integer.parseInt(found.group("width"));
            Tile tile = found.group("level").equals("entries")
                    ? new Entries(index, width)
                    : new Hashes(Integer.parseInt(found.group("level")), index, width);
            return Optional.of(tile).filter(it -> it.path().equals(path));
        } catch (IllegalArgumentException noTreeHasIt) {
            return Optional.empty();
        }
    }

    private static boolean fits(long index, int width, long most) {
        return index >= 0 && width >= 1 && width <= Math.min(FULL, most) && index <= (most - width) / FULL;
    }

    private static void check(boolean possible) {
        if (!possible) {
            throw new IllegalArgumentException("no tree has such a tile");
        }
    }

    private static String number(long index, int width) {
        var digits = Long.toString(index);
        var padded = "0".repeat((3 - digits.length() % 3) % 3) + digits;
        var path = new StringBuilder();
        for (var at = 0; at < padded.length(); at += 3) {
            var last = at + 3 == padded.length();
            path.append(last ? "" : "x").append(padded, at, at + 3).append(last ? "" : "/");
        }
        return width == FULL ? path.toString() : path + ".p/" + width;
    }
}

/// How the path of a tile is written.
final class Paths {
    static final Pattern TILE = Pattern.compile(
            "tile/(?<level>entries|\\d{1,2})/(?<index>(x\\d{3}/){0,6}\\d{3})(\\.p/(?<width>\\d{1,3}))?");

    private Paths() {}
}
