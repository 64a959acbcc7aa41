package dev.ambit.cedar.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.entity.Entities.Circle;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EntitiesTest {
    @Test
    void nothing_is_known_of_a_stranger_but_that_it_is_itself() {
        assertThat(Entities.EMPTY.find(uid("a"))).isNull();
        assertThat(Entities.EMPTY.isIn(uid("a"), uid("a"))).isTrue();
        assertThat(Entities.EMPTY.isIn(uid("a"), uid("b"))).isFalse();
        assertThat(Entities.EMPTY.size()).isZero();
    }

    @Test
    void an_entity_is_in_the_groups_of_its_groups() {
        var entities = Entities.of(member("a", "b"), member("b", "c"), member("c", "d"));

        assertThat(groups(entities, "a")).isEqualTo(uids("b", "c", "d"));
        assertThat(groups(entities, "c")).isEqualTo(uids("d"));
        assertThat(entities.isIn(uid("a"), uid("d"))).isTrue();
        assertThat(entities.isIn(uid("d"), uid("a"))).isFalse();
    }

    @Test
    void what_is_reached_in_two_ways_counts_once() {
        var entities = Entities.of(member("a", "b", "c"), member("b", "d"), member("c", "d"), member("d", "e"));

        assertThat(groups(entities, "a")).isEqualTo(uids("b", "c", "d", "e"));
    }

    @Test
    void a_group_that_is_not_known_itself_counts_and_leads_no_further() {
        var entities = Entities.of(member("a", "stranger"), member("c", "a"));

        assertThat(entities.isIn(uid("c"), uid("stranger"))).isTrue();
        assertThat(entities.find(uid("stranger"))).isNull();
        assertThat(entities.size()).isEqualTo(2);
    }

    @Test
    void equal_ids_of_two_types_are_two_entities() {
        var entities = Entities.of(member("a", "b"), Entity.of(EntityUid.of("Team", "a"), RecordValue.EMPTY, Set.of()));

        assertThat(entities.isIn(EntityUid.of("Team", "a"), uid("b"))).isFalse();
        assertThat(entities.size()).isEqualTo(2);
    }

    @Test
    void no_entity_is_in_itself() {
        assertThatThrownBy(() -> Entities.of(member("a", "a"))).hasMessage(
                "entity `T::\"a\"` is in itself through `T::\"a\"`");
        assertThatThrownBy(() -> Entities.of(member("a", "b"), member("b", "c"), member("c", "b"))).hasMessage(
                "entity `T::\"b\"` is in itself through `T::\"c\"`");
    }

    @Test
    void no_entity_is_given_twice() {
        assertThatThrownBy(() -> Entities.of(member("a"), member("a"))).hasMessage("entity `T::\"a\"` is given twice");
    }

    @Test
    void the_circles_are_named_by_the_memberships_that_close_them() {
        assertThat(Entities.circles(List.of(member("a", "b"), member("b", "a", "c"), member("c", "c"), member("d",
                "a"))))
                .containsExactlyInAnyOrder(new Circle(uid("b"), uid("a")), new Circle(uid("c"), uid("c")));
        assertThat(Entities.circles(List.of(member("a", "b"), member("b", "c")))).isEmpty();
    }

    @Test
    void the_groups_of_an_entity_stand_in_order() {
        var known = Entities.of(member("a", "c", "b"), member("b", "d")).find(uid("a"));

        assertThat(known).isNotNull();
        assertThat(IntStream.range(0, known.ancestorCount()).mapToObj(known::ancestor))
                .containsExactly(uid("b"), uid("c"), uid("d"));
    }

    @Test
    void all_entities_stand_in_the_order_of_their_names() {
        var b = Entity.of(uid("b"), RecordValue.of(Map.of("n", LongValue.of(1))), Set.of());

        assertThat(Entities.of(b, member("a")).all()).containsExactly(member("a"), b);
        assertThat(Entities.of(b, member("a")).names()).containsExactly(uid("a"), uid("b"));
    }

    @RepeatedTest(300)
    void entities_are_in_whatever_a_walk_along_their_parents_reaches(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var entities = IntStream.range(0, 8)
                .mapToObj(i -> member("" + i, random.ints(random.nextInt(4), 0, 10).mapToObj(j -> "" + j).toArray(
                        String[]::new)))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(entities, new Random(run.getCurrentRepetition()));
        var parents = entities.stream().collect(Collectors.toMap(Entity::uid, Entity::parents));

        var isCircular = entities.stream().anyMatch(each -> reached(each.uid(), parents).contains(each.uid()));

        assertThat(Entities.circles(entities).isEmpty()).isEqualTo(!isCircular);
        if (!isCircular) {
            var store = Entities.of(entities);
            for (var each : entities) {
                assertThat(groups(store, each.uid().id())).isEqualTo(reached(each.uid(), parents));
            }
        }
    }

    @RepeatedTest(100)
    void without_the_memberships_that_close_circles_there_are_none(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var entities = IntStream.range(0, 8)
                .mapToObj(i -> member("" + i, random.ints(3, 0, 8).mapToObj(j -> "" + j).toArray(String[]::new)))
                .toList();
        var closing = Entities.circles(entities);

        var open = entities.stream().map(each -> {
            var kept = new HashSet<>(each.parents());
            kept.removeIf(parent -> closing.contains(new Circle(each.uid(), parent)));
            return Entity.of(each.uid(), each.attributes(), kept);
        }).toList();

        assertThat(closing).isNotEmpty();
        assertThat(Entities.circles(open)).isEmpty();
    }

    @Test
    void groups_may_be_nested_as_deep_as_the_bound_allows() {
        var depth = 3_000;
        var entities = Entities.of(chain(depth).toList());

        assertThat(entities.isIn(uid("0"), uid("" + depth))).isTrue();
    }

    @Test
    void too_many_memberships_are_refused_in_little_time() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(
                () -> Entities.of(chain(100_000).toList()))
                .hasMessage("the entities have more than 5,000,000 memberships in groups"));
    }

    @Test
    void looking_at_the_same_memberships_again_and_again_is_bounded_too() {
        var groups = chain(1_000).map(group -> group.uid().id()).toArray(String[]::new);
        var members = IntStream.range(0, 100).mapToObj(i -> {
            groups[i] = "x";
            return member("m" + i, groups);
        });

        // Less than 1,000 memberships each, but nearly half a million steps to find them.
        assertThatThrownBy(() -> Entities.of(Stream.concat(chain(1_000), members).toList()))
                .hasMessage("the entities have more than 5,000,000 memberships in groups");
    }

    @Test
    void many_entities_in_the_same_groups_are_no_trouble() {
        var members = IntStream.range(0, 200_000).mapToObj(i -> member("m" + i, "0", "1"));

        var entities = Entities.of(Stream.concat(chain(100), members).toList());

        assertThat(entities.isIn(uid("m199999"), uid("100"))).isTrue();
    }

    private static Stream<Entity> chain(int length) {
        return IntStream.range(0, length).mapToObj(i -> member("" + i, "" + (i + 1)));
    }

    private static Set<EntityUid> reached(EntityUid from, Map<EntityUid, Set<EntityUid>> parents) {
        var found = new TreeSet<EntityUid>();
        var open = new ArrayList<>(parents.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            var next = open.removeLast();
            if (found.add(next)) {
                open.addAll(parents.getOrDefault(next, Set.of()));
            }
        }
        return found;
    }

    private static Entity member(String id, String... groups) {
        return Entity.of(uid(id), RecordValue.EMPTY, uids(groups));
    }

    private static Set<EntityUid> uids(String... ids) {
        return Stream.of(ids).map(EntitiesTest::uid).collect(Collectors.toSet());
    }

    private static EntityUid uid(String id) {
        return EntityUid.of("T", id);
    }

    private static Set<EntityUid> groups(Entities entities, String id) {
        var known = entities.find(uid(id));
        return known == null ? Set.of() : known.ancestors();
    }
}
