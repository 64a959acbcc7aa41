package dev.ambit.server.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.record.DecisionRecord;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.log.Checkpoints;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.tree.Tile;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Records;
import dev.ambit.server.pdp.authzen.ActionName;
import dev.ambit.server.pdp.http.Unavailable;
import dev.ambit.server.record.RecordJson;
import dev.ambit.server.record.RecordQuery;
import dev.ambit.server.record.RecordQuery.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// The house as those see it who read what was decided, and check it.
final class RecordDesk implements Records, AutoCloseable {
    /// Most who wait for new records at once.
    private static final int FOLLOWERS = 100;
    /// How often whoever waits looks whether there are any.
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Semaphore followers = new Semaphore(FOLLOWERS);
    private volatile boolean isClosing;
    private final House house;
    private final Checkpoints checkpoints;
    private final Executor reading;

    /// @param reading carries what waits for a disk
    RecordDesk(House house, Checkpoints checkpoints, Executor reading) {
        this.house = house;
        this.checkpoints = checkpoints;
        this.reading = reading;
    }

    @Override
    public CompletableFuture<Optional<String>> get(By by, String id) {
        return answer(() -> {
            var position = house.index().position(id);
            return position.isEmpty() ? Optional.empty() : Optional.of(json(position.getAsLong()));
        });
    }

    @Override
    public CompletableFuture<Optional<Listed>> list(By by, Filter filter, Optional<String> after, int most) {
        return answer(() -> listed(filter, after, most));
    }

    @Override
    public CompletableFuture<Feed> feed(By by, Filter filter, OptionalLong from, Duration wait, int most) {
        return answer(() -> from.isEmpty()
                ? new Feed(List.of(), house.records().size())
                : following(filter, from.getAsLong(), wait, most));
    }

    private Feed following(Filter filter, long from, Duration wait, int most) throws Exception {
        if (!followers.tryAcquire()) {
            throw new Unavailable("more than %d follow the records already".formatted(FOLLOWERS), "Ask again later");
        }
        try {
            return awaited(filter, Math.min(from, house.records().size()), wait, most);
        } finally {
            followers.release();
        }
    }

    private Feed awaited(Filter filter, long from, Duration wait, int most) throws Exception {
        var query = query(filter, Optional.empty(), most);
        var deadline = System.nanoTime() + wait.toNanos();
        for (var first = from;; Thread.sleep(LOOK)) {
            var size = house.records().size();
            var positions = size > first ? house.index().positionsFrom(first, query) : List.<Long>of();
            if (!positions.isEmpty()) {
                var behind = positions.getLast() + 1;
                return new Feed(json(positions), positions.size() == most ? behind : Math.max(size, behind));
            }
            first = size;
            if (isClosing || System.nanoTime() - deadline >= 0) {
                return new Feed(List.of(), first);
            }
        }
    }

    private List<String> json(List<Long> positions) throws LogFailure, Corrupt {
        var records = new ArrayList<String>();
        for (var position : positions) {
            records.add(json(position));
        }
        return records;
    }

    private Optional<Listed> listed(Filter filter, Optional<String> after, int most) throws IOException, Corrupt {
        Optional<Long> before = Optional.empty();
        if (after.isPresent()) {
            var position = house.index().position(after.get());
            if (position.isEmpty()) {
                return Optional.empty();
            }
            before = Optional.of(position.getAsLong());
        }
        var positions = house.index().positions(query(filter, before, Math.min(most + 1, RecordQuery.MOST)));
        var shown = positions.subList(0, Math.min(most, positions.size()));
        return Optional.of(new Listed(json(shown), positions.size() > most
                ? Optional.of(house.records().get(shown.getLast()).id())
                : Optional.empty()));
    }

    private static RecordQuery query(Filter filter, Optional<Long> before, int most) {
        return new RecordQuery(filter.task().map(TaskId::new), filter.principal().map(RecordDesk::entity), filter
                .action().map(ActionName::read), filter.resource().map(RecordDesk::entity), filter.outcome().map(
                        word -> Outcome.valueOf(word.toUpperCase(Locale.ROOT))), filter.since(), filter.until(), before,
                most);
    }

    private static EntityUid entity(String name) {
        var quote = name.indexOf("::\"");
        return quote > 0 && name.endsWith("\"") && name.length() > quote + 3
                ? EntityUid.of(name.substring(0, quote), name.substring(quote + 3, name.length() - 1))
                : EntityUid.of("", name); // nothing is called so, and nothing is found
    }

    private String json(long position) throws LogFailure, Corrupt {
        DecisionRecord record = house.records().get(position);
        return JsonWriter.compact(RecordJson.of(record, house.records().whole(position), house.releases().get(record
                .release())));
    }

    @Override
    public CompletableFuture<Optional<String>> prove(By by, String id) {
        return answer(() -> {
            var position = house.index().position(id);
            if (position.isEmpty()) {
                return Optional.empty();
            }
            house.records().sync(position.getAsLong());
            checkpoints.publish();
            return Optional.of(checkpoints.receipt(position.getAsLong()).toString());
        });
    }

    @Override
    public CompletableFuture<Optional<LogFile>> file(String path) {
        return answer(() -> path.equals("checkpoint")
                ? Optional.of(new LogFile("text/plain; charset=utf-8", checkpoints.publish().toString().getBytes(UTF_8),
                        false))
                : tile(path));
    }

    private Optional<LogFile> tile(String path) throws LogFailure {
        var tile = Tile.parse(path);
        return tile.isEmpty()
                ? Optional.empty()
                : checkpoints.tile(tile.get()).map(bytes -> new LogFile("application/octet-stream", bytes, true));
    }

    private <T> CompletableFuture<T> answer(Callable<T> question) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return question.call();
            } catch (RuntimeException own) {
                throw own;
            } catch (IOException unreadable) {
                throw new Unavailable(String.valueOf(unreadable.getMessage()), "Ask again shortly");
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new Unavailable("the server stops", "Ask again shortly");
            } catch (Exception broken) {
                throw new CompletionException(broken);
            }
        }, reading);
    }

    /// Whoever waits for new records is told at once that there are none.
    @Override
    public void close() {
        isClosing = true;
    }
}
