package dev.ambit.server.pap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Request;
import dev.ambit.core.govern.Hearing;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.core.signal.Message.Said;
import dev.ambit.core.signal.Signal.Influence;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.Directory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/// Random catalogues, policies and histories of signals, and attackers: whoever forges below what the catalogue asks for permits nothing
/// that the true history would not have, nor does whoever has stolen the key of a signal that may only narrow; and whoever drops or delays
/// what is true gains nothing beyond what the catalogue lets it count.
class ForgedSignalsTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final EntityUid BOT = EntityUid.of("Agent", "bot");
    private static final TaskId TASK = new TaskId("t1");
    private static final int SECONDS = 300;
    private static final List<String> CONDITIONS = List.of(
            "context.signals has level && context.signals.level < 5",
            "context.signals has level && context.signals.level > 5",
            "context.signals has level",
            "!(context.signals has level)",
            "context.signals has mark && context.signals.mark",
            "context.signals has mark && !context.signals.mark",
            "context.signals has mark",
            "!(context.signals has mark)");

    @TempDir
    private Path parent;

    private SplittableRandom random = new SplittableRandom(0);

    private record Heard(Instant arrival, Message message) {}

    @RepeatedTest(150) // the repetition is the seed
    void forging_permits_nothing_that_the_true_history_would_not_have(RepetitionInfo run) {
        random = new SplittableRandom(run.getCurrentRepetition());
        var release = release();
        var truth = history(release);
        var forged = new ArrayList<>(truth);
        for (var i = random.nextInt(1, 12); i > 0; i--) {
            forged.add(forgery(release));
        }

        compare(release, truth, forged, Duration.ZERO);
    }

    @RepeatedTest(150) // the repetition is the seed
    void losing_permits_nothing_beyond_what_still_counts(RepetitionInfo run) {
        random = new SplittableRandom(1_000L + run.getCurrentRepetition());
        var release = release();
        var truth = history(release);
        var cut = NOON.plusSeconds(SECONDS / 3);
        var lost = random.nextBoolean() ? "level" : random.nextBoolean() ? "mark" : "";
        var lossy = truth.stream().filter(heard -> heard.arrival().isBefore(cut) || !lost.isEmpty() && !heard.message()
                .said()
                .getFirst().signal().equals(lost)).toList();

        // What was observed when it was cut off counts for two minutes at most.
        compare(release, truth, lossy, Duration.between(NOON, cut).plusSeconds(121));
    }

    @RepeatedTest(150) // the repetition is the seed
    void dropping_and_delaying_for_a_while_permits_nothing_once_that_no_longer_counts(RepetitionInfo run) {
        random = new SplittableRandom(2_000L + run.getCurrentRepetition());
        var release = release();
        var truth = history(release);
        var last = NOON.plusSeconds(SECONDS / 3);
        var lossy = new ArrayList<Heard>();
        for (var heard : truth) {
            if (heard.arrival().isAfter(last)) {
                lossy.add(heard);
            } else if (random.nextInt(3) > 0) {
                lossy.add(new Heard(heard.arrival().plusSeconds(random.nextInt(60)), heard.message()));
            }
        }

        compare(release, truth, lossy, Duration.between(NOON, last).plusSeconds(121));
    }

    /// At every second from `from` on: what is permitted by `tampered` is permitted by `truth`.
    private void compare(Release release, List<Heard> truth, List<Heard> tampered, Duration from) {
        var honest = new Story(release, truth);
        var attacked = new Story(release, tampered);
        for (var second = from.toSeconds(); second < SECONDS; second++) {
            var now = NOON.plusSeconds(second);
            var isPermitted = honest.permits(now);
            if (attacked.permits(now)) {
                assertThat(isPermitted).as("at %s", now).isTrue();
            }
        }
    }

    /// One run of what was heard, up to the second that is asked about.
    private static final class Story {
        private final List<Heard> heard;
        private State state;
        private int next;

        Story(Release release, List<Heard> heard) {
            this.heard = heard.stream().sorted(Comparator.comparing(Heard::arrival)).toList();
            this.state = State.EMPTY.after(new Event.ReleaseLoaded(NOON, release, "test"))
                    .after(new Event.TaskRequested(NOON, Opening.of(TASK, BOT, "review", RecordValue.EMPTY), "test"))
                    .after(new Event.TaskOpened(NOON, TASK, Instant.MAX));
        }

        boolean permits(Instant now) {
            for (; next < heard.size() && !heard.get(next).arrival().isAfter(now); next++) {
                for (var event : Hearing.of(state, heard.get(next).message(), heard.get(next).arrival()).events()) {
                    state = state.after(event);
                }
            }
            var proof = new Proof(Proof.Means.API_KEY, "keys", NOON, Instant.MAX, Optional.empty(), Optional.empty());
            return new Pdp().decide(state, new Request(TASK, new Principal(BOT, proof), EntityUid.of("Action", "read"),
                    EntityUid
                            .of("Repo", "site"), RecordValue.EMPTY, "gateway"), now).isPermit();
        }
    }

    private List<Heard> history(Release release) {
        var heard = new ArrayList<Heard>();
        for (var name : List.of("level", "mark")) {
            var signal = release.catalogue().signal(name).orElseThrow();
            for (var second = random.nextInt(20); second < SECONDS; second += random.nextInt(1, 40)) {
                var observed = NOON.plusSeconds(second);
                heard.add(new Heard(observed.plusMillis(random.nextInt(2_000)), message(signal.source(), signal
                        .integrity(), name,
                        observed)));
            }
        }
        return heard;
    }

    /// By somebody else, not surely enough, or by whoever has stolen the key of a signal that may only narrow.
    private Heard forgery(Release release) {
        var name = random.nextBoolean() ? "level" : "mark";
        var signal = release.catalogue().signal(name).orElseThrow();
        var arrival = NOON.plusMillis(random.nextInt(SECONDS * 1_000));
        var observed = arrival.plusSeconds(random.nextInt(-90, 90));
        var kind = random.nextInt(3);
        if (kind == 0 && signal.influence() == Influence.NARROW) {
            return new Heard(arrival, message(signal.source(), signal.integrity(), name, observed));
        }
        return kind == 1 && signal.integrity() != Integrity.ASSERTED
                ? new Heard(arrival, message(signal.source(), Integrity.values()[signal.integrity().ordinal() - 1],
                        name, observed))
                : new Heard(arrival, message("somebody", Integrity.SIGNED, name, observed));
    }

    private Message message(String source, Integrity integrity, String name, Instant observed) {
        Optional<Value> value = random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(name.equals("level")
                        ? LongValue.of(random.nextInt(10))
                        : BoolValue.of(random.nextBoolean()));
        return new Message(source, integrity, Optional.empty(), List.of(new Said(name, BOT, value, Optional.of(
                observed))));
    }

    /// A release that is accepted: a signal that could widen is declared so once it was refused as one that does not.
    private Release release() {
        var policies = policies();
        var integrity = random.nextBoolean() ? "authenticated" : "signed";
        for (var influence : List.of("narrow", "widen")) {
            try {
                return written(policies, influence, integrity);
            } catch (InvalidInput undeclared) {
                assertThat(undeclared.diagnostics()).isNotEmpty();
            }
        }
        Assumptions.abort("the policies are refused whatever the catalogue says");
        throw new IllegalStateException("aborted");
    }

    private String policies() {
        var text = new StringBuilder();
        for (var i = random.nextInt(1, 4); i > 0; i--) {
            text.append("  permit (principal, action == Action::\"read\", resource) %s { %s };\n".formatted(random
                    .nextBoolean()
                            ? "when"
                            : "unless", condition()));
        }
        for (var i = random.nextInt(3); i > 0; i--) {
            text.append("  forbid (principal, action, resource) %s { %s };\n".formatted(random.nextBoolean()
                    ? "when"
                    : "unless",
                    condition()));
        }
        return text.toString();
    }

    private String condition() {
        var one = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
        return random.nextBoolean()
                ? one
                : "(%s) && (%s)".formatted(one, CONDITIONS.get(random.nextInt(CONDITIONS.size())));
    }

    private Release written(String policies, String influence, String integrity) throws InvalidInput {
        var signals = new StringBuilder("signals:\n");
        for (var name : List.of("level", "mark")) {
            signals.append("""
                      %s:
                        about: Agent
                        value: %s
                        source: sensor-%s
                        integrity: %s
                        influence: %s
                        fresh-for: 60s
                        %s
                        purposes: [ review ]
                        owner: group:team
                        description: For tests.
                    """.formatted(name, name.equals("level") ? "Long" : "Bool", name, integrity, influence, random
                    .nextBoolean()
                            ? "when-silent: last\n    hold-for: 2m"
                            : "sensitive: false"));
        }
        var directory = new Directory(parent.resolve(influence))
                .with("schema.cedarschema", """
                        entity Agent;
                        entity Repo;
                        action read appliesTo { principal: [Agent], resource: [Repo] };
                        """)
                .with("entities.json",
                        "[ { \"uid\": { \"type\": \"Agent\", \"id\": \"bot\" }, \"attrs\": {}, \"parents\": [] } ]")
                .with("signals.yaml", signals.toString())
                .with("profiles/review.yaml", """
                        profile: review
                        purpose: Read.
                        purposes: [ review ]
                        owner: group:team
                        pattern: coarse
                        for: [ 'Agent::"bot"' ]
                        limits: { duration: 2h }
                        allows: |
                        """ + policies);
        return ReleaseDirectory.load(directory.path()).release();
    }
}
