package dev.ambit.core.state;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.control.Freezes;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.encoding.Decoder;
import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.Events.Releases;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A state as bytes, in blocks of bounded size, so that neither writer nor reader needs all of them at once. Words that
/// occur again are written once. Equal states have equal blocks, whatever events led to them.
///
/// Block 1 is the head; then come tasks in the order of what is next due for them, readings, approvals, requests for them,
/// what operators have stopped and the ids of messages, each block with its kind and how many it holds; the last one is the end.
public final class Snapshot {
    private static final int VERSION = 1;
    /// About how many bytes a block has.
    private static final int BLOCK = 1 << 16;

    private static final int HEAD = 1;
    private static final int TASKS = 2;
    private static final int READINGS = 3;
    private static final int APPROVALS = 4;
    private static final int END = 5;
    private static final int CASES = 6;
    private static final int FREEZES = 10;
    private static final int MESSAGES = 20;
    private static final int OWED = 11;

    private Snapshot() {}

    /// Hands over the blocks of `state`, one after another.
    public static void write(State state, Consumer<byte[]> blocks) {
        var out = Encoder.withDictionary();
        out.octet(HEAD).octet(VERSION).text(state.release().id().hex()).instant(state.at()).count(state.events()).count(
                state
                        .recorded());
        flush(out, blocks);
        writeEach(out, TASKS, tasks(state), Parts::write, blocks);
        writeEach(out, READINGS, sorted(state.readings(), Comparator.comparing(State::keyOf)), Parts::write, blocks);
        writeEach(out, APPROVALS, sorted(state.approvals(), Comparator.comparing(Approvals::task)), Snapshot::write,
                blocks);
        writeEach(out, CASES, sorted(state.cases().all(), CaseParts.ORDER), CaseParts::write, blocks);
        writeEach(out, FREEZES, state.freezes().all(), Parts::write, blocks);
        writeEach(out, MESSAGES, messages(state), Snapshot::write, blocks);
        writeEach(out, OWED, state.obligations().sorted(Comparator.comparing(Obligation::id)).toList(), Parts::write,
                blocks);
        out.octet(END);
        flush(out, blocks);
    }

    /// SHA-256 of all blocks, in hexadecimal: equal exactly where states are.
    public static String hash(State state) {
        var sha256 = sha256();
        write(state, sha256::update);
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void write(Encoder out, HeardMessage message) {
        out.word(message.source()).flag(message.isYounger()).text(message.id());
    }

    private record HeardMessage(String source, boolean isYounger, String id) {
        static Stream<HeardMessage> of(Remembered known) {
            return Stream.concat(of(known, known.younger(), true), of(known, known.older(), false));
        }

        private static Stream<HeardMessage> of(Remembered known, Trie<String, String> ids, boolean isYounger) {
            return StreamSupport.stream(ids.spliterator(), false).sorted().map(id -> new HeardMessage(known.source(),
                    isYounger, id));
        }
    }

    private static Iterable<HeardMessage> messages(State state) {
        return () -> sorted(state.messages(), Comparator.comparing(Remembered::source)).stream().flatMap(
                HeardMessage::of).iterator();
    }

    private static Iterable<Task> tasks(State state) {
        return () -> StreamSupport.stream(state.table().due().all().spliterator(), false).map(state.table()::get)
                .iterator();
    }

    private static <T> List<T> sorted(Iterable<T> all, Comparator<T> order) {
        return StreamSupport.stream(all.spliterator(), false).sorted(order).toList();
    }

    private static void flush(Encoder out, Consumer<byte[]> blocks) {
        blocks.accept(out.toBytes());
        out.clear();
    }

    private interface Write<T> {
        void to(Encoder out, T value);
    }

    private static <T> void writeEach(Encoder out, int kind, Iterable<T> all, Write<T> write, Consumer<byte[]> blocks) {
        for (var each : all) {
            if (out.size() == 0) {
                out.octet(kind);
            }
            write.to(out, each);
            if (out.size() >= BLOCK) {
                flush(out, blocks);
            }
        }
        if (out.size() > 0) {
            flush(out, blocks);
        }
    }

    private static void write(Encoder out, Approvals approvals) {
        Parts.id(out, approvals.task());
        out.each(approvals.given(), approvals.given().size(), Parts::write);
        out.each(approvals.used().entrySet(), approvals.used().size(), (to, used) -> to.text(used.getKey()).count(used
                .getValue()));
    }

    /// Puts a state together again from its blocks, in the order they were written.
    public static final class Restoring {
        private final Decoder in = Decoder.withDictionary();
        private final Releases releases;
        private final List<Task> tasks = new ArrayList<>();
        private final Map<EntityUid, EntityUid> principals = new HashMap<>();
        private Trie<SignalKey, Reading> readings = Trie.by(State::keyOf);
        private Trie<TaskId, Approvals> approvals = Trie.by(Approvals::task);
        private Cases cases = Cases.NONE;
        private final List<Freeze> freezes = new ArrayList<>();
        private Trie<String, Remembered> messages = Trie.by(Remembered::source);
        private Obligations owed = Obligations.NONE;
        private Release release = Release.NONE;
        private Instant at = Instant.EPOCH;
        private long events;
        private long recorded;
        private boolean isBegun;
        private boolean isComplete;

        public Restoring(Releases releases) {
            this.releases = releases;
        }

        public void add(byte[] block) throws Corrupt {
            in.next(block);
            var kind = in.octet();
            if (isComplete || isBegun == (kind == HEAD)) {
                throw new Corrupt("a block stands where it cannot");
            }
            switch (kind) {
                case HEAD -> readHead();
                case TASKS -> readEach(() -> tasks.add(readTask()));
                case READINGS -> readEach(() -> readings = readings.with(Parts.readReading(in)));
                case APPROVALS -> readEach(() -> approvals = approvals.with(readApprovals()));
                case MESSAGES -> readEach(this::readMessage);
                case CASES -> readEach(() -> cases = cases.with(CaseParts.readCase(in)));
                case FREEZES -> readEach(() -> freezes.add(Parts.readFreeze(in)));
                case OWED -> readEach(() -> owed = owed.with(Parts.readObligation(in)));
                case END -> isComplete = true;
                default -> throw new Corrupt("a block of kind %d, which is not known".formatted(kind));
            }
            in.end();
        }

        /// The state, once all blocks were added.
        public State state() throws Corrupt {
            if (!isComplete) {
                throw new Corrupt("a snapshot ends too early");
            }
            return new State(Tasks.of(tasks, release), readings, approvals, cases, new Beside(Freezes.of(freezes),
                    messages, owed, Freshness.of(release.catalogue(), readings)),
                    release, at, events, recorded, null);
        }

        private interface Next {
            void read() throws Corrupt;
        }

        private void readEach(Next next) throws Corrupt {
            do {
                next.read();
            } while (!in.isAtEnd());
        }

        private void readHead() throws Corrupt {
            var version = in.octet();
            if (version != VERSION) {
                throw new Corrupt("a snapshot of format %d, where %d is the newest known".formatted(version, VERSION));
            }
            isBegun = true;
            var id = Parts.readReleaseId(in);
            release = id.equals(Release.NONE.id()) ? Release.NONE : releases.get(id);
            at = in.instant();
            events = in.count();
            recorded = in.count();
        }

        private void readMessage() throws Corrupt {
            var source = in.word();
            var known = messages.get(source);
            var isYounger = in.flag();
            messages = messages.with((known == null ? Remembered.none(source) : known).with(in.text(), isYounger));
        }

        private Task readTask() throws Corrupt {
            var task = Parts.readTask(in);
            var principal = principals.putIfAbsent(task.principal(), task.principal());
            return principal == null ? task : task.with(principal, task.profile(), task.inputs());
        }

        private Approvals readApprovals() throws Corrupt {
            var approvals = Approvals.none(Parts.readId(in));
            for (var given : in.each(Parts::readApproval)) {
                approvals = approvals.with(given, Instant.MIN);
            }
            for (var used : in.each(each -> Map.entry(each.text(), each.count()))) {
                approvals = approvals.used(used.getKey(), used.getValue());
            }
            return approvals;
        }
    }
}
