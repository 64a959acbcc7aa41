package dev.ambit.server.house;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.journal.Snapshots;
import dev.ambit.server.log.Checkpoints;
import dev.ambit.server.log.Fatal;
import dev.ambit.server.log.note.InvalidNote;
import dev.ambit.server.log.note.KeyFile;
import dev.ambit.server.log.note.SigningKey;
import dev.ambit.server.log.note.VerifierKey;
import dev.ambit.server.pap.Hangup;
import dev.ambit.server.pap.LiveRelease;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.pap.ReleaseWatcher;
import dev.ambit.server.pdp.api.ApprovalRoutes;
import dev.ambit.server.pdp.api.AboutRoutes;
import dev.ambit.server.pdp.api.FreezeRoutes;
import dev.ambit.server.pdp.api.HealthRoutes;
import dev.ambit.server.pdp.api.OpenApi;
import dev.ambit.server.pdp.api.RecordRoutes;
import dev.ambit.server.pdp.api.SignalRoutes;
import dev.ambit.server.pdp.api.TaskRoutes;
import dev.ambit.server.pdp.authzen.AccessRequestRoutes;
import dev.ambit.server.pdp.authzen.AuthZen;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.Front;
import dev.ambit.server.pdp.http.FrontSettings;
import dev.ambit.server.pdp.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A running server: the house, and the front through which it is asked. Wired here, top to bottom.
public final class Server implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final int KEY_BYTES = 32;
    private static final int ID_DIGITS = 26;

    private final House house;
    private final Front front;
    private final ReleaseWatcher watcher;
    private final RecordDesk records;
    private final Notary notary;
    private final ExecutorService waiting;
    private final VerifierKey key;

    private Server(House house, Front front, ReleaseWatcher watcher, RecordDesk records, Notary notary,
            ExecutorService waiting, VerifierKey key) {
        this.house = house;
        this.front = front;
        this.watcher = watcher;
        this.records = records;
        this.notary = notary;
        this.waiting = waiting;
        this.key = key;
    }

    /// Everything a server is told.
    ///
    /// @param data     where it keeps what it must not lose; made if it is not there
    /// @param policies the policy directory, put in force before anything is answered, and whenever it changes
    /// @param front    where it listens
    /// @param callers  who may call
    /// @param version  of Ambit, for the description of the API
    /// @param released is told what came of each change of the policy directory
    public record Settings(Path data, Path policies, FrontSettings front, Supplier<Callers> callers, String version,
            Consumer<LiveRelease.Status> released) {}

    /// Starts a server; it answers once this returns.
    ///
    /// @throws InvalidInput where the policy directory is refused
    /// @throws IOException  where the data cannot be used, or the port
    /// @throws Corrupt      where the data makes no sense
    public static Server start(Settings settings, InstantSource clock, Snapshots.PassedOver passedOver, Fatal fatal,
            Consumer<Throwable> mistakes) throws InvalidInput, IOException, Corrupt {
        Files.createDirectories(settings.data());
        var key = key(settings.data().resolve("log.key"));
        var house = House.open(settings.data(), clock, passedOver, fatal, mistakes);
        var waiting = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var live = new LiveRelease(settings.policies(), clock, read -> putInForce(house, read));
            var status = live.load();
            if (status.refused().isPresent()) {
                throw new InvalidInput(status.refused().get().mistakes());
            }
            var checkpoints = Checkpoints.of(house.records().log(), key);
            var records = new RecordDesk(house, checkpoints, waiting);
            var about = new AboutRoutes(settings.version(), key.verifier().toString(), () -> house.registrar().state()
                    .release().id().hex(), clock, settings.front().isDevelopment());
            var front = Front.open(settings.front(), routes(house, records, about, clock, waiting, settings.version(),
                    settings.front().isDevelopment()), settings.callers());
            var watcher = ReleaseWatcher.start(settings.policies(), ReleaseWatcher.INTERVAL, live, settings.released());
            Hangup.handledBy(watcher::wake);
            var notary = new Notary(house.records(), checkpoints);
            notary.start();
            return new Server(house, front, watcher, records, notary, waiting, key.verifier());
        } catch (IOException | InvalidInput | RuntimeException failed) {
            house.close();
            waiting.close();
            throw failed;
        }
    }

    private static SigningKey key(Path file) throws IOException {
        try {
            var kept = new KeyFile(file);
            return Files.exists(file) ? kept.read() : kept.create("ambit");
        } catch (InvalidNote wrong) {
            throw new IOException(wrong.getMessage(), wrong);
        }
    }

    /// Content first, so that no event names a release that a restart could not find.
    private static void putInForce(House house, ReleaseDirectory read) {
        try {
            var release = house.releases().keep(read);
            var outcome = house.registrar().load(release, "server").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (outcome instanceof Outcome.NotKept(var why)) {
                throw new IOException("the release could not be put in force: " + why);
            }
        } catch (IOException notKept) {
            throw new UncheckedIOException(notKept);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while a release was put in force", stopped));
        } catch (ExecutionException | TimeoutException late) {
            throw new UncheckedIOException(new IOException("the release could not be put in force: " + late, late));
        }
    }

    private static List<Route> routes(House house, RecordDesk records, AboutRoutes about, InstantSource clock,
            ExecutorService waiting, String version, boolean isDevelopment) {
        var random = new SecureRandom();
        var tokenKey = new byte[KEY_BYTES];
        random.nextBytes(tokenKey);
        var routes = new ArrayList<Route>();
        routes.addAll(new AuthZen(new DecisionDesk(house, clock, waiting), tokenKey, Optional.empty()).routes());
        var approvals = approvals(house, clock, random, waiting);
        routes.addAll(new AccessRequestRoutes(approvals, Optional.empty()).routes());
        routes.addAll(new ApprovalRoutes(approvals).routes());
        routes.addAll(new TaskRoutes(new TaskDesk(house, waiting), () -> new TaskId(fresh("t-", random))).routes());
        routes.addAll(new FreezeRoutes(new FreezeDesk(house.registrar()), () -> fresh("f-", random)).routes());
        routes.addAll(new RecordRoutes(records).routes());
        routes.addAll(about.routes());
        routes.addAll(new SignalRoutes(new SignalDesk(house, clock, waiting, isDevelopment)).routes());
        routes.addAll(new HealthRoutes(Optional::empty).routes());
        return OpenApi.describing(routes, version);
    }

    private static ApprovalDesk approvals(House house, InstantSource clock, SecureRandom random,
            ExecutorService waiting) {
        return new ApprovalDesk(house.registrar()::state, house.registrar()::carryOut, house::decision,
                () -> fresh("a-", random), clock, waiting);
    }

    /// An id that nobody can guess and nobody has.
    private static String fresh(String prefix, SecureRandom random) {
        var id = new StringBuilder(prefix);
        for (var i = 0; i < ID_DIGITS; i++) {
            id.append(Character.forDigit(random.nextInt(Character.MAX_RADIX), Character.MAX_RADIX));
        }
        return id.toString();
    }

    /// Where it listens.
    public int port() {
        return front.port();
    }

    /// The release in force.
    public ReleaseId release() {
        return house.registrar().state().release().id();
    }

    /// With which anybody can check the log of decisions.
    public VerifierKey key() {
        return key;
    }

    /// Accepts nothing new, answers what was asked, and keeps everything.
    @Override
    public void close() throws IOException {
        watcher.close();
        records.close();
        front.close();
        waiting.close();
        try (house) {
            notary.close();
        }
    }
}
