package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.decision.Code;
import dev.ambit.core.decision.Request;
import dev.ambit.core.govern.Command;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Opening;
import dev.ambit.server.pap.ReleaseDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a task behaves, in profiles as people write them and in a house that acts on it.
class BehaviourTest {
    private static final EntityUid AGENT = EntityUid.of("Agent", "month-end");

    @TempDir
    private Path data;
    @TempDir
    private Path policies;

    private void write(String before, String policy) throws Exception {
        SmallRelease.writtenTo(policies);
        var path = policies.resolve("profiles/invoicing.yaml");
        var text = Files.readString(path).replace("limits:", before + "limits:");
        Files.writeString(path, text + policy);
    }

    @Test
    void a_policy_may_forbid_by_it_and_permit_nothing_by_it() throws Exception {
        write("", """
                  forbid (principal, action, resource) when { signals has behaviour && signals.behaviour.rate > 100 };
                """);
        assertThat(ReleaseDirectory.load(policies).release().profiles()).containsKey("invoicing");

        write("", """
                  permit (principal, action, resource) when { signals has behaviour && signals.behaviour.level == "usual" };
                """);
        var refused = catchThrowableOfType(InvalidInput.class, () -> ReleaseDirectory.load(policies));

        assertThat(refused.diagnostics()).extracting(each -> each.code()).contains("undeclared-widening");
    }

    @Test
    void what_it_does_not_have_is_a_mistake_when_it_is_loaded() throws Exception {
        write("pauses-when: signals.behaviour.mood == \"bad\"\n", "");

        assertThat(catchThrowableOfType(InvalidInput.class, () -> ReleaseDirectory.load(policies))).isNotNull();
    }

    @Test
    void a_task_that_behaves_unusually_is_denied_at_once_and_paused_in_the_journal() throws Exception {
        write("pauses-when: signals.behaviour.level == \"unusual\"\n", "");
        try (var house = House.open(data, InstantSource.system(), (file, why) -> {
            throw new AssertionError("%s: %s".formatted(file, why));
        }, why -> {
            throw new AssertionError(why);
        }, mistake -> {
            throw new AssertionError(mistake);
        })) {
            house.registrar().load(house.releases().keep(ReleaseDirectory.load(policies)), "test").get(10,
                    TimeUnit.SECONDS);
            house.registrar().carryOut(new Command.Open(Opening.of(SmallRelease.TASK, AGENT, "invoicing", RecordValue
                    .of(
                            Map.of("customer", EntityUid.of("Customer", "first"))))), "test").get(10, TimeUnit.SECONDS);
            var desk = house.desk();

            for (var i = 0; i < 10; i++) {
                assertThat(desk.decide(payroll()).decision().reasons().getFirst().code()).isEqualTo(Code.NOT_PERMITTED);
            }

            assertThat(desk.decide(payroll()).decision().reasons().getFirst().code()).isIn(Code.TASK_PAUSES,
                    Code.TASK_PAUSED);
            for (var tries = 0; !(task(house) instanceof Life.Paused); tries++) {
                assertThat(tries).as("waited too long").isLessThan(500);
                Thread.sleep(20);
            }
        }
    }

    private static Life task(House house) {
        return Objects.requireNonNull(house.registrar().state().task(SmallRelease.TASK)).life();
    }

    private static Request payroll() {
        var now = Instant.now();
        return new Request(SmallRelease.TASK, new Principal(AGENT, new Proof(Proof.Means.API_KEY, "test", now, now
                .plusSeconds(3_600), Optional.empty(), Optional.empty())), EntityUid.of("Action", "call"), EntityUid.of(
                        "Api", "payroll"), RecordValue.EMPTY, "test");
    }
}
