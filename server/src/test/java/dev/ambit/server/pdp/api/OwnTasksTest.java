package dev.ambit.server.pdp.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.cli.Ambit;
import dev.ambit.server.pdp.House;
import dev.ambit.server.pdp.caller.Known;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Content;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An agent sees and ends what is its own, whatever other roles it has that say nothing of that.
class OwnTasksTest {
    private static final EntityUid ALICE = EntityUid.of("user", "alice");
    private static final EntityUid BOB = EntityUid.of("user", "bob");

    /// No header, and no address that was called.
    private static final Call.Head NOTHING = new Call.Head() {
        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> base() {
            return Optional.empty();
        }
    };

    private House house = new House();
    private List<Route> routes = List.of();

    @BeforeEach
    void open() throws Exception {
        house = House.of(Ambit.file("examples/authzen/certification"), "certification",
                List.of(ALICE, BOB));
        routes = new ArrayList<>(new ScopeRoutes(house).routes());
        routes.addAll(new TaskRoutes(house, () -> new TaskId("fresh")).routes());
    }

    @Test
    void an_agent_asks_about_itself_and_is_told_nothing_of_policies_groups_or_other_tasks() {
        var scope = content(ask(agent(), "/v1/scope", Map.of()));

        assertThat(scope).contains("\"id\":\"alice\"", "\"resources\":[", "\"action\":\"write\"").doesNotContain(
                "operator", "alice-writes", "words", "conditions", "provisioned", "above", "release", "purpose");
        assertThat(content(ask(operator(), "/v1/scope", Map.of("task", task(ALICE))))).contains("alice-writes",
                "provisioned", "words");
    }

    @Test
    void of_others_it_is_told_nothing_not_even_that_they_are_there() {
        assertThat(ask(agent(), "/v1/scope", Map.of("principal_type", "user", "principal_id", "bob")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("not-yourself"));
        assertThat(ask(agent(), "/v1/scope", Map.of("task", task(BOB)))).isEqualTo(ask(agent(), "/v1/scope", Map.of(
                "task", "nowhere")));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"ENFORCEMENT_POINT", "APPROVER", "ADMINISTRATOR"})
    void another_role_that_has_no_say_about_tasks_changes_nothing(Role other) {
        var both = known(Set.of(Role.AGENT, other));

        assertThat(code(ask(both, "/v1/scope", Map.of("task", task(BOB))))).isEqualTo("no-such-task");
        assertThat(code(touch(both, "GET", "/v1/tasks/{task}", task(BOB)))).isEqualTo("no-such-task");
        assertThat(code(touch(both, "POST", "/v1/tasks/{task}/complete", task(BOB)))).isEqualTo("no-such-task");
        assertThat(content(ask(both, "/v1/tasks", Map.of()))).contains("alice").doesNotContain("bob");
        assertThat(content(touch(both, "POST", "/v1/tasks/{task}/complete", task(ALICE)))).contains("ended");
    }

    @Test
    void an_auditor_that_is_an_agent_reads_all_and_ends_its_own_alone() {
        var both = known(Set.of(Role.AGENT, Role.AUDITOR));

        assertThat(content(touch(both, "GET", "/v1/tasks/{task}", task(BOB)))).contains("bob");
        assertThat(code(touch(both, "POST", "/v1/tasks/{task}/complete", task(BOB)))).isEqualTo("no-such-task");
    }

    private static String task(EntityUid principal) {
        return "t-" + Integer.toHexString(principal.hashCode());
    }

    private static Known agent() {
        return known(Set.of(Role.AGENT));
    }

    private static Known operator() {
        return new Known(new Caller("ops", Set.of(Role.OPERATOR)), Optional.empty(), Means.API_KEY);
    }

    private static Known known(Set<Role> roles) {
        return new Known(new Caller("alice", roles), Optional.of(ALICE), Means.API_KEY);
    }

    private Response ask(Known caller, String path, Map<String, String> query) {
        return answer("GET", path, new Call(caller, Optional.empty(), Optional.of("10.0.0.7"), NOTHING, List.of(),
                query, new byte[0]));
    }

    private Response touch(Known caller, String method, String path, String task) {
        return answer(method, path, new Call(caller, Optional.empty(), Optional.of("10.0.0.7"), NOTHING, List.of(
                task), Map.of(), new byte[0]));
    }

    private Response answer(String method, String path, Call call) {
        var route = routes.stream().filter(each -> each.method().equals(method) && each.path().equals(path)).findFirst()
                .orElseThrow();
        try {
            return route.handler().answer(call).join();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private static String content(Response response) {
        return response instanceof Content content
                ? new String(content.body(), StandardCharsets.UTF_8)
                : "refused: " + response;
    }

    private static String code(Response response) {
        return response instanceof Problem problem ? problem.code() : content(response);
    }
}
