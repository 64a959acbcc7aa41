package dev.ambit.cedar.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {
    private static final EntityUid ALICE = EntityUid.of("User", "alice");
    private static final EntityUid SITE = EntityUid.of("Repo", "site");
    private static final Entities ENTITIES = Entities.of(
            Entity.of(ALICE, RecordValue.of(Map.of("level", LongValue.of(3))), Set.of(EntityUid.of("Team", "devex"))));
    private static final Request REQUEST = Request.of(ALICE, EntityUid.of("Action", "read"), SITE);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
        principal, action, resource) when { principal.level > 5          ; [principal.level > 5]
        principal, action, resource) when { true && principal.level > 5  ; [principal.level > 5]
        principal, action, resource) when { 1 > 2 || principal.level > 5 ; [1 > 2 || principal.level > 5]
        principal, action, resource) unless { principal.level < 5        ; [unless { principal.level < 5 }]
        principal, action, resource) when { context has x && context.x   ; [context has x]
        principal, action, resource) when { context.x && 1 > 2           ; [context.x (attribute `x` is not in `context`), 1 > 2]
        principal == User::"bob", action, resource) when { true          ; [principal == User::"bob"]
        principal in Team::"ops", action, resource) when { true          ; [principal in Team::"ops"]
        principal is Bot, action, resource) when { true                  ; [principal is Bot]
        principal is User in Team::"ops", action, resource) when { true  ; [principal is User in Team::"ops"]
        principal, action, resource == Repo::"x") when { 1 > 2           ; [resource == Repo::"x", 1 > 2]
        """)
    void what_a_permit_wanted_is_told_condition_by_condition(String permit, String unmet) {
        assertThat(misses("permit (%s };".formatted(permit))).singleElement()
                .extracting(miss -> miss.unmet().stream().map(NearMissTest::inWords).toList().toString())
                .isEqualTo(unmet);
    }

    private static String inWords(NearMiss.Unmet unmet) {
        return unmet.why().isEmpty() ? unmet.text() : "%s (%s)".formatted(unmet.text(), unmet.why());
    }

    @Test
    void the_permit_with_the_fewest_unmet_conditions_comes_first() {
        assertThat(misses("""
            permit (principal, action, resource) when { 1 > 2 && 2 > 3 };
            permit (principal, action, resource) when { 1 > 2 };
            """)).extracting(miss -> miss.permit().id()).containsExactly("policy1", "policy0");
    }

    @Test
    void forbids_and_permits_for_other_actions_are_no_near_misses() {
        assertThat(misses("""
            forbid (principal, action, resource) when { 1 > 2 };
            permit (principal, action == Action::"write", resource);
            permit (principal, action in [Action::"write"], resource);
            """)).isEmpty();
    }

    @Test
    void where_a_permit_is_satisfied_it_was_not_for_want_of_one() {
        assertThat(misses("""
            permit (principal, action, resource) when { 1 > 2 };
            permit (principal, action, resource);
            forbid (principal, action, resource);
            """)).isEmpty();
    }

    private static List<NearMiss> misses(String policies) {
        try {
            return NearMiss.of(PolicySet.of(PolicyParser.parseAll(Source.of(policies), Limits.DEFAULT), List.of()),
                    REQUEST, ENTITIES);
        } catch (InvalidInput mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }
}
