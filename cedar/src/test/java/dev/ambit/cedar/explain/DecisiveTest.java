package dev.ambit.cedar.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.engine.CompiledPolicies;
import dev.ambit.cedar.engine.RandomQuestions;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.engine.Reads;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.explain.Decisive.Effect;
import dev.ambit.cedar.explain.Decisive.Weight;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisiveTest {
    private static final EntityUid ALICE = EntityUid.of("User", "alice");
    private static final EntityUid SITE = EntityUid.of("Repo", "site");
    private static final Entities ENTITIES = Entities.of(
            new Entity(ALICE, RecordValue.of(Map.of("level", LongValue.of(3))), RecordValue.EMPTY,
                    Set.of(EntityUid.of("Group", "devex"))),
            Entity.of(SITE, RecordValue.of(Map.of("owner", ALICE)), Set.of()));
    private static final Request REQUEST = new Request(ALICE, EntityUid.of("Action", "read"), SITE, RecordValue.of(
            Map.of("risk", LongValue.of(20), "mfa", BoolValue.TRUE, "stage", StringValue.of("prod"))));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
            context.mfa                                ; context.mfa = true: CHANGES, CHANGES
            context.mfa || true                        ; context.mfa = true: CHANGES, KEEPS
            context.risk < 50                          ; context.risk = 20: CHANGES, CHANGES
            context.stage like "*o*"                   ; context.stage = "prod": CHANGES, CHANGES
            !(context has late)                        ; context.late absent: KEEPS, CHANGES
            principal in Group::"devex"                ; principal in [Group::"devex"]: CHANGES, MAY_CHANGE
            resource.owner == principal                ; resource.owner = User::"alice": CHANGES, CHANGES
            resource.owner.level == 3                  ; resource.owner = User::"alice": CHANGES, MAY_CHANGE
            true || context.mfa                        ;
            context has mfa                            ; context.mfa = true: CHANGES, KEEPS
            """)
    void of_a_permit_under_a_condition_the_first_input_weighs(String condition, String expected) {
        var weights = weigh("permit(principal, action, resource) when { %s };".formatted(condition), REQUEST, ENTITIES);

        assertThat(weights.stream().findFirst().map(DecisiveTest::inWords))
                .isEqualTo(Optional.ofNullable(expected));
    }

    private static String inWords(Weight weight) {
        return "%s: %s, %s".formatted(weight.input(), weight.ifAbsent(), weight.ifDifferent());
    }

    @Test
    void an_input_that_only_confirms_what_another_decided_is_not_decisive() {
        var weights = weigh("""
                permit(principal, action, resource) when { context.mfa };
                permit(principal, action, resource) when { context.risk < 50 };
                """, REQUEST, ENTITIES);

        assertThat(weights).hasSize(2).noneMatch(Weight::isDecisive);
    }

    @Test
    void a_number_that_decided_comes_with_another_that_would_have_decided_otherwise() {
        var weights = weigh("forbid(principal, action, resource) when { context.risk > 50 };"
                + "permit(principal, action, resource);", REQUEST, ENTITIES);

        assertThat(weights).singleElement().extracting(Weight::example).isEqualTo(Optional.of(LongValue.of(51)));
    }

    @Test
    void one_attribute_reached_by_two_paths_is_changed_in_both() {
        var weights = weigh(
                "permit(principal, action, resource) when { principal.level == 3 || resource.owner.level == 3 };"
                        + "forbid(principal, action, resource) when { resource.owner.level != 3 };", REQUEST, ENTITIES);

        assertThat(weights).filteredOn(weight -> weight.input().toString().endsWith("level = 3"))
                .hasSize(2)
                .allMatch(Weight::isDecisive);
    }

    @Test
    void reads_that_leave_something_out_are_refused() {
        var policies = RandomQuestions.parse("permit(principal, action, resource) when { context.mfa };");

        assertThatThrownBy(() -> Decisive.of(policies, REQUEST, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the reads are not all that the decision read");
    }

    /// Whatever is said is tried: the input is taken out of, or changed in, the very request and entities.
    @RepeatedTest(150)
    void what_is_said_of_an_input_is_what_happens_when_it_is_absent_or_another(RepetitionInfo run) {
        var questions = new RandomQuestions(run.getCurrentRepetition());
        var policies = RandomQuestions.parse(questions.policies(12));
        var compiled = CompiledPolicies.compile(policies);
        for (var i = 0; i < 5; i++) {
            var entities = questions.entities();
            var request = questions.request();
            var actual = compiled.decide(request, entities).decision();
            for (var weight : weigh(policies, request, entities)) {
                check(weight, compiled, request, entities, actual);
            }
        }
    }

    private static void check(Weight weight, CompiledPolicies compiled, Request request, Entities entities,
            Decision actual) {
        var name = attribute(weight.input());
        if (name.isEmpty()) {
            return;
        }
        var without = compiled.decide(changed(request, record -> record.without(name.get())), entities).decision();
        assertAgrees(weight, weight.input() instanceof Read.Absent ? Effect.KEEPS : weight.ifAbsent(), without, actual);
        weight.example().ifPresent(example -> assertThat(
                compiled.decide(changed(request, record -> record.with(name.get(), example)), entities).decision())
                .as("%s", weight).isNotEqualTo(actual));
        for (var other : List.of(LongValue.of(2), BoolValue.TRUE, BoolValue.FALSE, StringValue.of("dev"))) {
            var seen = weight.input().seen();
            if (weight.input() instanceof Read.Absent || seen.filter(other::equals).isEmpty()
                    && seen.filter(value -> value.getClass() == other.getClass()).isPresent()) {
                var with = compiled.decide(changed(request, record -> record.with(name.get(), other)), entities);
                assertAgrees(weight, weight.ifDifferent() == Effect.KEEPS ? Effect.KEEPS : Effect.MAY_CHANGE,
                        with.decision(), actual);
            }
        }
    }

    private static void assertAgrees(Weight weight, Effect said, Decision found, Decision actual) {
        switch (said) {
            case KEEPS -> assertThat(found).as("%s", weight).isEqualTo(actual);
            case CHANGES -> assertThat(found).as("%s", weight).isNotEqualTo(actual);
            case MAY_CHANGE -> {}
        }
    }

    /// The name of the attribute of the context that was read, if that is what it is.
    private static Optional<String> attribute(Read read) {
        return read.subject() instanceof Read.AtPath(var path) && path.toString().matches("context\\.\\w+")
                ? Optional.of(path.steps().getFirst().name())
                : Optional.empty();
    }

    private static Request changed(Request request, UnaryOperator<RecordValue> change) {
        return new Request(
                request.principal(), request.action(), request.resource(), change.apply(request.context()));
    }

    private static List<Weight> weigh(String policies, Request request, Entities entities) {
        return weigh(RandomQuestions.parse(policies), request, entities);
    }

    private static List<Weight> weigh(PolicySet policies, Request request, Entities entities) {
        var reads = new Reads();
        CompiledPolicies.compile(policies).evaluation().decide(request, entities, reads);
        return Decisive.of(policies, request, reads.all());
    }
}
