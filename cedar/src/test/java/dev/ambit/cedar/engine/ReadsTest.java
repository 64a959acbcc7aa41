package dev.ambit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadsTest {
    private static final EntityUid ALICE = EntityUid.of("User", "alice");
    private static final EntityUid BOB = EntityUid.of("User", "bob");
    private static final EntityUid DEVEX = EntityUid.of("Group", "devex");
    private static final EntityUid READ = EntityUid.of("Action", "read");
    private static final EntityUid SITE = EntityUid.of("Repo", "site");

    private static final Entities ENTITIES = Entities.of(
            new Entity(ALICE, record("level", LongValue.of(3)), record("team", StringValue.of("web")), Set.of(DEVEX)),
            Entity.of(SITE, record("owner", ALICE), Set.of()));

    private static final Request REQUEST = new Request(ALICE, READ, SITE, RecordValue.of(Map.of(
            "signals", record("risk", LongValue.of(20)),
            "stage", StringValue.of("prod"),
            "mfa", BoolValue.TRUE,
            "friend", BOB)));

    @ParameterizedTest(name = "{0} reads {1}")
    @CsvSource(delimiter = ';', textBlock = """
            context.signals.risk < 50                    ; [context.signals.risk = 20]
            context.signals has risk                     ; [context.signals.risk = 20]
            context has signals                          ; [context.signals present]
            context has signals.risk                     ; [context.signals present, context.signals.risk = 20]
            context has late && context.late             ; [context.late absent]
            context has stage && context.stage == "prod" ; [context.stage = "prod"]
            context.stage == "x" && context.mfa          ; [context.stage = "prod"]
            context.mfa || context.stage == "x"          ; [context.mfa = true]
            context.signals == {risk: 1}                 ; [context.signals = {"risk": 20}]
            context == {}                                ; [context = {"friend": User::"bob", "mfa": true, "signals": {"risk": 20}, "stage": "prod"}]
            resource.owner == principal                  ; [resource.owner = User::"alice"]
            resource.owner.level > 2                     ; [resource.owner = User::"alice", resource.owner.level = 3]
            principal.getTag("team") == "web"            ; [principal.getTag("team") = "web"]
            principal.hasTag("x")                        ; [principal.getTag("x") absent]
            principal.hasTag(context.stage)              ; [context.stage = "prod", User::"alice".getTag("prod") absent]
            principal in Group::"devex"                  ; [principal in [Group::"devex"]]
            resource.owner in Group::"x"                 ; [resource.owner = User::"alice", resource.owner in [Group::"devex"]]
            (if context.mfa then principal else resource).level > 1 ; [context.mfa = true, User::"alice".level = 3]
            context.stage.level > 1                      ; [context.stage = "prod"]
            context.friend.level > 1                     ; [context.friend = User::"bob", context.friend.level absent]
            context.gone.deep == 1                       ; [context.gone absent]
            principal == User::"alice"                   ; []
            principal is User                            ; []
            """)
    void a_condition_reads_exactly(String condition, String expected) {
        var reads = reads("permit(principal, action, resource) when { %s };".formatted(condition));

        assertThat(reads.all()).hasToString(expected);
    }

    @Test
    void an_input_that_many_policies_ask_for_is_read_once() {
        var reads = reads("""
                permit(principal, action, resource) when { context.mfa };
                permit(principal in Group::"devex", action, resource) when { context.mfa && context.stage == "prod" };
                forbid(principal in Group::"other", action, resource) unless { context.mfa };
                """);

        assertThat(reads.all().stream().map(Read::toString))
                .containsOnlyOnce("context.mfa = true", "context.stage = \"prod\"", "principal in [Group::\"devex\"]")
                .hasSize(3);
    }

    @Test
    void a_record_asked_for_and_then_compared_whole_is_recorded_with_its_value_too() {
        var reads = reads(
                "permit(principal, action, resource) when { context has signals && context.signals == {risk: 20} };");

        assertThat(reads.all()).hasToString("[context.signals present, context.signals = {\"risk\": 20}]");
    }

    @Test
    void what_the_index_looks_at_counts_as_read() {
        var policies = new StringBuilder();
        for (var i = 0; i < 20; i++) {
            policies.append("permit(principal, action, resource) when { context.stage == \"s%d\" };\n".formatted(i));
        }

        assertThat(reads(policies.toString()).all()).hasToString("[context.stage = \"prod\"]");
    }

    @Test
    void a_decision_that_has_found_its_size_allocates_nothing() {
        var evaluation = CompiledPolicies.compile(RandomQuestions.parse("""
                permit(principal in Group::"devex", action, resource) when { context.signals.risk + 1 < 50 };
                permit(principal, action == Action::"read", resource) when { resource.owner == principal };
                forbid(principal, action, resource) when { context.gone == 1 };
                forbid(principal, action, resource) unless { ["prod", "test"].contains(context.stage) };
                """)).evaluation();
        var reads = new Reads();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

        var allocated = LongStream.generate(() -> {
            var before = threads.getCurrentThreadAllocatedBytes();
            for (var i = 0; i < 1_000; i++) {
                evaluation.decide(REQUEST, ENTITIES, reads);
            }
            return threads.getCurrentThreadAllocatedBytes() - before;
        }).limit(20).min();

        assertThat(allocated).hasValue(0);
    }

    private static Reads reads(String policies) {
        var reads = new Reads();
        CompiledPolicies.compile(RandomQuestions.parse(policies)).evaluation().decide(REQUEST, ENTITIES, reads);
        return reads;
    }

    private static RecordValue record(String name, Value value) {
        return RecordValue.of(Map.of(name, value));
    }
}
