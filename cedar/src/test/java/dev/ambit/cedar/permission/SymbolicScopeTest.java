package dev.ambit.cedar.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.partial.Knowledge;
import dev.ambit.cedar.partial.Lookup;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SymbolicScopeTest {
    private static final EntityUid ALICE = EntityUid.of("User", "alice");
    private static final EntityUid SITE = EntityUid.of("Folder", "site");

    private static final Entities ENTITIES = Entities.of(
            Entity.of(ALICE, RecordValue.EMPTY, Set.of(EntityUid.of("Group", "eng"))),
            Entity.of(SITE, RecordValue.EMPTY, Set.of(EntityUid.of("Folder", "root"))));

    private static final String SCHEMA = """
            entity Group;
            entity Folder in [Folder];
            entity User in [Group];
            entity Repo in [Folder] { owner: User, archived?: Bool };
            type Signals = { risk?: Long, change_window: { open: Bool } };
            action "repo:read", "repo:write" appliesTo { principal: User, resource: [Repo, Folder], context: { signals: Signals, mfa: Bool } };
            action "repo:delete" appliesTo { principal: User, resource: Repo, context: { signals: Signals, mfa: Bool } };
            """;

    private static final String POLICIES = """
            permit (principal in Group::"eng", action == Action::"repo:read", resource in Folder::"root")
            when { context.signals.change_window.open };

            permit (principal, action in [Action::"repo:read", Action::"repo:write"], resource)
            when { resource has owner && resource.owner == principal };

            permit (principal == User::"bob", action, resource);

            forbid (principal, action == Action::"repo:write", resource is Repo)
            when { context.signals has risk && context.signals.risk > 70 || resource has archived && resource.archived };
            """;

    @Test
    void it_says_what_somebody_may_do_and_while_what() {
        assertThat(scope(question())).hasToString("""
                User::"alice"
                  may Action::"repo:read" on any Folder in Folder::"root" while context.signals.change_window.open, because policy0
                  may Action::"repo:read" on any Repo in Folder::"root" while context.signals.change_window.open, because policy0
                  may Action::"repo:read" on any Repo while resource.owner == User::"alice", because policy1
                  may Action::"repo:write" on any Repo while resource.owner == User::"alice", because policy1
                    but not Action::"repo:write" on any Repo while context.signals.risk > 70, because policy3
                    but not Action::"repo:write" on any Repo while resource.archived, because policy3
                """);
    }

    @Test
    void what_is_asked_for_within_a_group_needs_not_be_said_again() {
        var read = List.of(new Target(EntityUid.of("Action", "repo:read"), "Repo"));

        assertThat(scope(question().within(SITE).about(read))).hasToString("""
                User::"alice" within Folder::"site"
                  may Action::"repo:read" on any Repo while context.signals.change_window.open, because policy0
                  may Action::"repo:read" on any Repo while resource.owner == User::"alice", because policy1
                """);
    }

    @Test
    void what_is_known_of_the_context_needs_not_be_said_either() {
        var open = Knowledge.Fields.ANY.with(List.of("signals", "change_window", "open"), Lookup.found(BoolValue.TRUE));
        var read = List.of(new Target(EntityUid.of("Action", "repo:read"), "Repo"));

        assertThat(scope(question().within(SITE).given(open).about(read))).hasToString("""
                User::"alice" within Folder::"site"
                  may Action::"repo:read" on any Repo, because policy0
                """);
    }

    @Test
    void who_may_do_nothing_is_told_so() {
        assertThat(SymbolicScope.of(policies("forbid (principal, action, resource);"), question()))
                .hasToString("User::\"alice\" may do nothing\n");
    }

    @Test
    void it_says_the_same_as_json() {
        var write = List.of(new Target(EntityUid.of("Action", "repo:write"), "Repo"));

        assertThat(JsonWriter.pretty(scope(question().about(write)).json())).isEqualTo("""
                {
                  "principal": {
                    "type": "User",
                    "id": "alice"
                  },
                  "permissions": [
                    {
                      "action": {
                        "type": "Action",
                        "id": "repo:write"
                      },
                      "resourceType": "Repo",
                      "always": false,
                      "permits": [
                        {
                          "when": [
                            "resource.owner == User::\\"alice\\""
                          ],
                          "policies": [
                            "policy1"
                          ]
                        }
                      ],
                      "morePermits": 0,
                      "forbids": [
                        {
                          "when": [
                            "context.signals.risk > 70"
                          ],
                          "policies": [
                            "policy3"
                          ]
                        },
                        {
                          "when": [
                            "resource.archived"
                          ],
                          "policies": [
                            "policy3"
                          ]
                        }
                      ],
                      "moreForbids": 0
                    }
                  ]
                }""");
    }

    @Test
    void of_many_ways_some_are_shown_and_the_others_are_counted() {
        var text = new StringBuilder();
        for (var i = 0; i < Ways.MOST_SHOWN + 7; i++) {
            text.append("permit (principal, action, resource) when { resource == Repo::\"r%d\" };\n".formatted(i));
        }
        var write = List.of(new Target(EntityUid.of("Action", "repo:write"), "Repo"));

        var scope = SymbolicScope.of(policies(text.toString()), question().about(write));

        assertThat(scope.permissions().getFirst().permits().shown()).hasSize(Ways.MOST_SHOWN);
        assertThat(scope.toString()).endsWith("""
                  may Action::"repo:write" on any Repo that is Repo::"r49", because policy49
                  may Action::"repo:write" on some Repo in 7 more ways
                """);
    }

    @Test
    void a_policy_with_too_many_cases_speaks_in_its_own_words() {
        var condition = IntStream.range(0, 6)
                .mapToObj(i -> "(resource in Folder::\"f%d\" || context.signals.risk == %d)".formatted(i, i))
                .collect(Collectors.joining(" && "));
        var write = List.of(new Target(EntityUid.of("Action", "repo:write"), "Repo"));

        assertThat(SymbolicScope.of(policies("permit (principal, action, resource) when { " + condition + " };"),
                question().about(write)))
                .hasToString("User::\"alice\"\n  may Action::\"repo:write\" on any Repo while " + condition
                        + ", because policy0\n");
    }

    @Test
    void a_long_condition_is_cut_for_people_only() {
        var name = "x".repeat(500);
        var write = List.of(new Target(EntityUid.of("Action", "repo:write"), "Repo"));

        var scope = SymbolicScope.of(policies(
                "permit (principal, action, resource) when { [resource].contains(Repo::\"%s\") };".formatted(name)),
                question().about(write));

        assertThat(scope.toString()).contains("xxx…, because policy0").hasSizeLessThan(600);
        assertThat(scope.json().toString()).contains(name);
    }

    @Test
    void a_condition_that_others_imply_is_left_out() {
        var write = List.of(new Target(EntityUid.of("Action", "repo:write"), "Repo"));
        var policies = policies("""
                permit (principal, action, resource in Folder::"root")
                when { resource in Folder::"site" && context has signals && context.signals has risk && context.signals.risk < 5 };

                permit (principal, action, resource)
                when { context.mfa && !context.mfa || resource == Repo::"a" && resource == Repo::"b" };

                permit (principal, action, resource in Folder::"site")
                when { context.signals.risk < 5 && context.mfa };
                """);

        assertThat(SymbolicScope.of(policies, question().about(write))).hasToString("""
                User::"alice"
                  may Action::"repo:write" on any Repo in Folder::"site" while context.signals.risk < 5, because policy0
                """);
    }

    private static SymbolicScope scope(ScopeQuestion question) {
        return SymbolicScope.of(policies(POLICIES), question);
    }

    private static ScopeQuestion question() {
        try {
            return ScopeQuestion.of(ALICE, ENTITIES, Schema.parse(Source.of(SCHEMA)));
        } catch (InvalidInput invalid) {
            throw new AssertionError(invalid);
        }
    }

    private static PolicySet policies(String text) {
        try {
            return PolicyParser.parse(Source.of(text));
        } catch (InvalidInput invalid) {
            throw new AssertionError(invalid);
        }
    }
}
