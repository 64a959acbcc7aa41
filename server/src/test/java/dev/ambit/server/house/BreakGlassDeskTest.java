package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.govern.Command.Review.Verdict;
import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.core.policy.Release;
import dev.ambit.core.task.Opening;
import dev.ambit.server.journal.Snapshots;
import dev.ambit.server.log.Fatal;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Obligations;
import dev.ambit.server.pdp.api.Tasks;
import dev.ambit.server.pdp.caller.Known;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Breaking the glass and reviewing that, with a real journal and a profile as people write it.
class BreakGlassDeskTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final By ANN = operator("ann-key", "ann");
    private static final By BEN = operator("ben-key", "ben");
    private static final Opening OPENING = Opening.of(SmallRelease.TASK, EntityUid.of("Agent", "month-end"),
            "invoicing", RecordValue.of(Map.of("customer", EntityUid.of("Customer", "first"))));
    private static final Executor AT_ONCE = Runnable::run;

    @TempDir
    private Path data;
    @TempDir
    private Path policies;

    private static By operator(String key, String person) {
        return new By(new Known(new Caller(key, Set.of(Role.OPERATOR)), Optional.of(EntityUid.of("Person", person)),
                Means.API_KEY), Optional.empty());
    }

    @BeforeEach
    void write() throws Exception {
        SmallRelease.writtenTo(policies);
        replace("schema.cedarschema", "entity Agent;", "entity Agent;\nentity Team;\nentity Person in [Team];");
        replace("entities.json", "[ {", """
                [ { "uid": { "type": "Team", "id": "sre" }, "attrs": {}, "parents": [] },
                  { "uid": { "type": "Person", "id": "ann" }, "attrs": {}, "parents": [ { "type": "Team", "id": "sre" } ] },
                  {""");
        replace("profiles/invoicing.yaml", "limits:", """
                opens-when: inputs.customer == Customer::"nobody"
                break-glass:
                  by: group:sre
                  duration: 10m
                  review-within: 24h
                reauthorize:
                  by: group:sre
                limits:""");
    }

    private void replace(String file, String what, String by) throws Exception {
        var path = policies.resolve(file);
        Files.writeString(path, Files.readString(path).replace(what, by));
    }

    private House open() throws Exception {
        Snapshots.PassedOver passedOver = (file, why) -> {
            throw new AssertionError("%s: %s".formatted(file, why));
        };
        Fatal fatal = why -> {
            throw new AssertionError(why);
        };
        var house = House.open(data, InstantSource.fixed(NOON), passedOver, fatal, mistake -> {
            throw new AssertionError(mistake);
        });
        house.registrar().load(release(house), "test").get(10, TimeUnit.SECONDS);
        return house;
    }

    private Release release(House house) throws Exception {
        return house.releases().keep(ReleaseDirectory.load(policies));
    }

    @Test
    void the_glass_is_broken_by_one_and_reviewed_by_another_across_a_restart() throws Exception {
        try (var house = open()) {
            var tasks = new TaskDesk(house, AT_ONCE);
            assertThat(tasks.open(ANN, OPENING).get(10, TimeUnit.SECONDS)).isInstanceOf(Tasks.Result.Not.class);
            assertThat(tasks.breakGlass(BEN, OPENING, "it burns").get(10, TimeUnit.SECONDS)).asString().contains(
                    "breaker-not-allowed");

            var opened = tasks.breakGlass(ANN, OPENING, "it burns").get(10, TimeUnit.SECONDS);

            assertThat(opened).isInstanceOfSatisfying(Tasks.Result.Now.class, now -> {
                assertThat(now.task().isBreakGlass()).isTrue();
                assertThat(now.task().ends()).isEqualTo(NOON.plusSeconds(600));
            });
        }
        try (var house = open()) {
            var owed = new ObligationDesk(house.registrar(), AT_ONCE);
            var all = new Obligations.Filter(Optional.empty(), Optional.of(SmallRelease.TASK), false);
            assertThat(owed.list(all, Optional.empty(), 10).get(10, TimeUnit.SECONDS)).singleElement().satisfies(
                    review -> assertThat(review.id()).isEqualTo("review:month-end-1"));
            assertThat(owed.review(ANN, SmallRelease.TASK, Verdict.JUSTIFIED, "of course").get(10, TimeUnit.SECONDS))
                    .asString().contains("own-review");
            assertThat(owed.abandon(BEN, "review:month-end-1", "no time").get(10, TimeUnit.SECONDS)).asString()
                    .contains("for-people");

            owed.review(BEN, SmallRelease.TASK, Verdict.UNJUSTIFIED, "it did not burn").get(10, TimeUnit.SECONDS);

            assertThat(house.registrar().state().obligationCount()).isZero();
        }
    }

    @Test
    void where_a_profile_says_who_resumes_others_do_not() throws Exception {
        try (var house = open()) {
            var tasks = new TaskDesk(house, AT_ONCE);
            tasks.breakGlass(ANN, OPENING, "it burns").get(10, TimeUnit.SECONDS);
            tasks.pause(BEN, SmallRelease.TASK).get(10, TimeUnit.SECONDS);

            assertThat(tasks.resume(BEN, SmallRelease.TASK).get(10, TimeUnit.SECONDS)).asString().contains(
                    "reauthorizer-not-allowed");
            assertThat(tasks.resume(ANN, SmallRelease.TASK).get(10, TimeUnit.SECONDS)).isInstanceOf(
                    Tasks.Result.Now.class);
        }
    }
}
