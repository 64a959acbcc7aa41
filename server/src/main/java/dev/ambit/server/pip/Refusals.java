package dev.ambit.server.pip;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What changed nothing, and why: the latest of it, and how much of it there was.
///
/// Bounded however much comes: the same within a second is one entry, the latest [#MOST] are kept in memory, and two files of at
/// most [#LONGEST_FILE] bytes each take turns. The files are for people who come later; a line that cannot be written is counted all
/// the same, and nothing else waits for it.
public final class Refusals {
    /// How many are shown at most.
    public static final int MOST = 1_000;
    /// Most bytes of one of the two files.
    public static final long LONGEST_FILE = 4 << 20;

    private static final Logger LOG = System.getLogger(Refusals.class.getName());
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int MOST_LINES_PER_MOMENT = 100;

    private final Path file;
    private final Path older;
    private final ArrayDeque<Refusal> latest = new ArrayDeque<>();
    private final TreeMap<String, TreeMap<String, Long>> counts = new TreeMap<>();
    private int lines;

    /// @param directory made where it is not there; the latest that earlier runs kept in it are shown again
    public Refusals(Path directory) throws IOException {
        Files.createDirectories(directory);
        this.file = directory.resolve("refused-messages.jsonl");
        this.older = directory.resolve("refused-messages.old.jsonl");
        read(older);
        read(file);
    }

    private void read(Path path) throws IOException {
        if (Files.exists(path)) {
            try (var lines = Files.lines(path)) {
                lines.flatMap(line -> read(line).stream()).forEach(this::show);
            }
        }
    }

    /// A line that is cut, as by a crash, tells nothing.
    private static Optional<Refusal> read(String line) {
        try {
            return Refusal.of(JsonReader.read(Source.of(line)));
        } catch (InvalidInput cut) {
            return Optional.empty();
        }
    }

    private void show(Refusal refusal) {
        latest.addLast(refusal);
        if (latest.size() > MOST) {
            latest.removeFirst();
        }
    }

    /// Keeps `refusal`.
    public synchronized void add(Refusal refusal) {
        counts.computeIfAbsent(refusal.source(), _ -> new TreeMap<>()).merge(refusal.code(), refusal.times(),
                Long::sum);
        var last = latest.peekLast();
        var isSameMoment = last != null && Duration.between(last.at(), refusal.at()).abs().compareTo(MOMENT) < 0;
        if (isSameMoment && refusal.isLike(last)) {
            latest.removeLast();
            latest.addLast(new Refusal(last.at(), last.source(), last.code(), last.words(), last.bytes(), last.times()
                    + refusal.times()));
            return;
        }
        lines = isSameMoment ? lines + 1 : 0;
        show(refusal);
        if (lines < MOST_LINES_PER_MOMENT) {
            write(refusal);
        }
    }

    private void write(Refusal refusal) {
        try {
            if (Files.exists(file) && Files.size(file) > LONGEST_FILE) {
                Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, refusal.line() + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException notKept) {
            LOG.log(Level.WARNING, "a refused message is counted, and not kept in `%s`: %s".formatted(file, notKept
                    .getMessage()));
        }
    }

    /// The latest first.
    ///
    /// @param source only those for it; empty for all
    /// @param code   only those for this reason; empty for all
    public synchronized List<Refusal> latest(Optional<String> source, Optional<String> code, int most) {
        return latest.reversed().stream()
                .filter(refusal -> source.filter(name -> !name.equals(refusal.source())).isEmpty())
                .filter(refusal -> code.filter(word -> !word.equals(refusal.code())).isEmpty())
                .limit(most)
                .toList();
    }

    /// How many there were since the start, by source and reason.
    public synchronized Map<String, Map<String, Long>> counts() {
        var copy = new TreeMap<String, Map<String, Long>>();
        counts.forEach((source, reasons) -> copy.put(source, new TreeMap<>(reasons)));
        return copy;
    }
}
