package dev.ambit.server.house;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.journal.Snapshots;
import dev.ambit.server.effect.Effect;
import dev.ambit.server.effect.Effects;
import dev.ambit.server.log.Checkpoints;
import dev.ambit.server.log.Fatal;
import dev.ambit.server.log.note.InvalidNote;
import dev.ambit.server.log.note.KeyFile;
import dev.ambit.server.log.note.SigningKey;
import dev.ambit.server.log.note.VerifierKey;
import dev.ambit.server.metrics.Sheet;
import dev.ambit.server.pap.Hangup;
import dev.ambit.server.pap.LiveRelease;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.pap.ReleaseWatcher;
import dev.ambit.server.pdp.api.ApprovalRoutes;
import dev.ambit.server.pdp.api.AboutRoutes;
import dev.ambit.server.pdp.api.FreezeRoutes;
import dev.ambit.server.pdp.api.HealthRoutes;
import dev.ambit.server.pdp.api.MetricsRoutes;
import dev.ambit.server.pdp.api.ObligationRoutes;
import dev.ambit.server.pdp.api.OpenApi;
import dev.ambit.server.pdp.api.PolicyRoutes;
import dev.ambit.server.pdp.api.RecordRoutes;
import dev.ambit.server.pdp.api.SignalRoutes;
import dev.ambit.server.pdp.api.ScopeRoutes;
import dev.ambit.server.pdp.api.SourceRoutes;
import dev.ambit.server.pdp.api.StreamRoutes;
import dev.ambit.server.pdp.api.TaskRoutes;
import dev.ambit.server.pdp.authzen.AccessRequestRoutes;
import dev.ambit.server.pdp.authzen.AuthZen;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.Front;
import dev.ambit.server.pdp.http.FrontSettings;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.settings.Settings;
import dev.ambit.server.pip.Asking;
import dev.ambit.server.pip.Refusals;
import dev.ambit.server.tracing.Spans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
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
    private static final Logger LOG = System.getLogger(Server.class.getName());
    private static final long PATIENCE_SECONDS = 30;
    private static final int KEY_BYTES = 32;
    /// How long others may take to answer us.
    private static final Duration ASKED_WITHIN = Duration.ofSeconds(10);
    private static final int ID_DIGITS = 26;

    private final House house;
    private final Front front;
    private final ReleaseWatcher watcher;
    private final RecordDesk records;
    private final Notary notary;
    private final Effects effects;
    private final Outside outside;
    private final SourceRegister.Made sources;
    private final ExecutorService waiting;
    private final Condition condition;
    private final VerifierKey key;
    private final Duration notice;
    private final Optional<Spans> spans;

    private Server(House house, Front front, ReleaseWatcher watcher, RecordDesk records, Notary notary,
            Effects effects, Outside outside, SourceRegister.Made sources, ExecutorService waiting, Condition condition,
            VerifierKey key, Duration notice, Optional<Spans> spans) {
        this.house = house;
        this.front = front;
        this.watcher = watcher;
        this.records = records;
        this.notary = notary;
        this.effects = effects;
        this.outside = outside;
        this.sources = sources;
        this.waiting = waiting;
        this.condition = condition;
        this.key = key;
        this.notice = notice;
        this.spans = spans;
    }

    /// Everything a server is told.
    ///
    /// @param settings as the file and the command line say them
    /// @param policies the policy directory, put in force before anything is answered, and whenever it changes
    /// @param front    where it listens
    /// @param callers  who may call
    /// @param version  of Ambit, for the description of the API
    /// @param released is told what came of each change of the policy directory
    public record Setup(Settings settings, Path policies, FrontSettings front, Supplier<Callers> callers,
            String version,
            Consumer<LiveRelease.Status> released) {
        /// A server that is told nothing but where its data lies, with the default for all else.
        public Setup(Path data, Path policies, FrontSettings front, Supplier<Callers> callers, String version,
                Consumer<LiveRelease.Status> released) {
            this(Settings.in(data), policies, front, callers, version, released);
        }
    }

    /// Starts a server; it decides once this returns. Long before, while what it keeps is being read, it listens and says that it
    /// is not ready.
    ///
    /// @throws InvalidInput where the policy directory is refused
    /// @throws IOException  where the data cannot be used, or the port
    /// @throws Corrupt      where the data makes no sense
    public static Server start(Setup setup, InstantSource clock, Snapshots.PassedOver passedOver, Fatal fatal,
            Consumer<Throwable> mistakes) throws InvalidInput, IOException, Corrupt {
        var condition = new Condition();
        var front = Front.openEarly(setup.front(), new HealthRoutes(condition::obstacle).routes(), setup.callers());
        try {
            var data = setup.settings().storage().data();
            Files.createDirectories(data);
            var key = key(data.resolve("log.key"));
            var house = House.open(setup.settings(), clock, passedOver, fatal, mistakes);
            return behind(front, house, condition, setup, clock, key);
        } catch (IOException | InvalidInput | Corrupt | RuntimeException failed) {
            front.close();
            throw failed;
        }
    }

    private static Server behind(Front front, House house, Condition condition, Setup setup, InstantSource clock,
            SigningKey key) throws InvalidInput, IOException {
        var waiting = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var live = new LiveRelease(setup.policies(), clock, (read, by) -> putInForce(house, read, by));
            var status = live.load(ReleaseWatcher.SELF);
            if (status.refused().isPresent()) {
                throw new InvalidInput(status.refused().get().mistakes());
            }
            var checkpoints = Checkpoints.of(house.records().log(), key);
            var records = new RecordDesk(house, checkpoints, waiting);
            var about = new AboutRoutes(setup.version(), key.verifier().toString(), () -> house.registrar().state()
                    .release().id().hex(), clock, setup.front().isDevelopment());
            var watcher = ReleaseWatcher.start(setup.policies(), ReleaseWatcher.INTERVAL, live, said -> {
                ReleaseLines.say(said);
                setup.released().accept(said);
            });
            Hangup.handledBy(() -> {
                var _ = watcher.load("signal");
            });
            var effects = new Effects(effects(), house.registrar()::state, house.registrar()::carryOut, clock,
                    new SecureRandom());
            effects.start();
            var notary = new Notary(house.records(), checkpoints);
            notary.start();
            var random = new SecureRandom();
            var outside = Outside.open(setup.settings(), house.feed(), approvals(house, clock, random, waiting), house
                    .registrar()::state, random, clock, waiting);
            var spans = Collectors.of(setup.settings().tracing(), setup.version());
            var routes = routes(house, records, clock, waiting, spans);
            routes.addAll(outside.routes());
            routes.addAll(about.routes());
            var refusals = new Refusals(setup.settings().storage().data());
            routes.addAll(new SignalRoutes(new SignalDesk(house, clock, waiting, refusals, setup.front()
                    .isDevelopment()))
                    .routes());
            var sourceDesk = new SourceDesk(house, clock, waiting, refusals, setup.front().isDevelopment());
            var sources = SourceRegister.of(setup.settings().sources(), house, clock, new Asking(ASKED_WITHIN),
                    sourceDesk);
            sourceDesk.register(sources.registered());
            routes.addAll(new SourceRoutes(sourceDesk).routes());
            routes.addAll(new StreamRoutes(new StreamDesk(sources.streams(), waiting)).routes());
            routes.addAll(new PolicyRoutes(new PolicyDesk(live, watcher)).routes());
            routes.addAll(new HealthRoutes(condition::obstacle).routes());
            var meters = new Meters(house, front, live, condition, setup.version());
            routes.addAll(new MetricsRoutes(meters::text, Sheet.type(), waiting, setup.settings().metrics().isOpen())
                    .routes());
            front.serve(OpenApi.describing(routes, setup.version()));
            sources.start();
            condition.ready(house::trouble);
            return new Server(house, front, watcher, records, notary, effects, outside, sources, waiting, condition, key
                    .verifier(), setup.settings().listeners().limits().notice(), spans);
        } catch (IOException | InvalidInput | RuntimeException failed) {
            end(waiting);
            house.close();
            throw failed;
        }
    }

    /// Everything that knows how to do what is owed.
    private static List<Effect> effects() {
        return List.of();
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
    private static void putInForce(House house, ReleaseDirectory read, String by) {
        try {
            var release = house.releases().keep(read);
            var outcome = house.registrar().load(release, by).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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

    private static List<Route> routes(House house, RecordDesk records, InstantSource clock, ExecutorService waiting,
            Optional<Spans> spans) {
        var random = new SecureRandom();
        var tokenKey = new byte[KEY_BYTES];
        random.nextBytes(tokenKey);
        var routes = new ArrayList<Route>();
        routes.addAll(new AuthZen(new DecisionDesk(house, clock, waiting, spans), tokenKey, Optional.empty()).routes());
        var approvals = approvals(house, clock, random, waiting);
        routes.addAll(new AccessRequestRoutes(approvals, Optional.empty()).routes());
        routes.addAll(new ApprovalRoutes(approvals).routes());
        routes.addAll(new TaskRoutes(new TaskDesk(house, waiting), () -> new TaskId(fresh("t-", random))).routes());
        routes.addAll(new ObligationRoutes(new ObligationDesk(house.registrar(), waiting)).routes());
        routes.addAll(new FreezeRoutes(new FreezeDesk(house.registrar()), () -> fresh("f-", random)).routes());
        routes.addAll(new ScopeRoutes(new ScopeDesk(house, clock, waiting)).routes());
        routes.addAll(new RecordRoutes(records).routes());
        return routes;
    }

    private static ApprovalDesk approvals(House house, InstantSource clock, SecureRandom random,
            ExecutorService waiting) {
        return new ApprovalDesk(house.registrar()::state, house.registrar()::carryOut, house::decision,
                () -> fresh("a-", random), clock, waiting);
    }

    /// An id that nobody can guess and nobody has.
    static String fresh(String prefix, SecureRandom random) {
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

    /// Says that it is not ready any more, accepts nothing new, answers what was asked, and keeps everything. Requests under way have
    /// as long as the front's limits say; what is still waiting then gets no answer.
    @Override
    public void close() throws IOException {
        condition.stopping();
        pause(notice);
        watcher.close();
        records.close();
        effects.close();
        sources.close();
        front.close();
        outside.close();
        end(waiting);
        spans.ifPresent(Spans::close);
        try (house) {
            notary.close();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(ExecutorService waiting) {
        waiting.shutdownNow();
        try {
            if (!waiting.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "some readers of the record did not end");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
