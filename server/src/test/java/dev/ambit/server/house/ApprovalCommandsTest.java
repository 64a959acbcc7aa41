package dev.ambit.server.house;

import static dev.ambit.server.house.Gated.json;
import static dev.ambit.server.house.Gated.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.Ambit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People answer at a terminal, and a decision is explained there.
class ApprovalCommandsTest {
    @TempDir
    private Path beside;

    private Ambit ambit(Gated gated, String caller, Object... words) throws Exception {
        var file = beside.resolve(caller + ".key");
        Files.writeString(file, gated.key(caller));
        var all = new Object[words.length + 4];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--server";
        all[words.length + 1] = gated.uri("").toString();
        all[words.length + 2] = "--key-file";
        all[words.length + 3] = file.toString();
        return Ambit.run(all);
    }

    @Test
    void people_see_exactly_what_is_asked_and_answer_it() throws Exception {
        try (var gated = Gated.in(beside)) {
            gated.open();
            var id = text(json(gated.submit("crm", "re\\u001bfund", gated.evaluate("crm", "re\\u001bfund", ""))),
                    "task",
                    "id");

            assertThat(ambit(gated, "ann", "approval", "list", "--status", "pending").out()).isEqualTo(
                    "%s  pending  Agent::\"chatbot\" wants read of Secret::\"crm\" in t1, 0 of 2%n".formatted(id));
            var shown = ambit(gated, "ann", "approval", "show", id).out();
            assertThat(shown).contains("purpose", "token      (not shown)", "why          the customer waits",
                    "0 of 2 from Team::\"support\" have approved; it is then good for 1 uses within 600 s")
                    .doesNotContain("\u001b", "s3cr3t");
            assertThat(ambit(gated, "ann", "approval", "approve", id, "--comment", "seen").out()).contains("1 of 2");
            assertThat(ambit(gated, "mallory", "approval", "deny", id).exitCode()).isEqualTo(1);
            assertThat(ambit(gated, "ben", "approval", "approve", id).out()).contains("approved");
            assertThat(ambit(gated, "ben", "approval", "show", id, "--json").out()).contains("\"comment\":\"seen\"");
        }
    }

    @Test
    void a_decision_is_explained_line_by_line() throws Exception {
        try (var gated = Gated.in(beside)) {
            gated.open();
            var held = gated.evaluate("crm", "refund", "");
            var id = text(json(gated.submit("crm", "refund", held)), "task", "id");

            var first = ambit(gated, "auditor", "explain", text(held, "context", "id")).out();
            assertThat(first).contains(
                    " 3  the task is under way                         passed\n      t1, profile help\n",
                    " 7  a policy permits it                           passed\n      secrets-of-support\n",
                    " 9  people gave leave where it is needed          answered\n      ", "[approval-required]",
                    "10  permit                                        not asked", "* ");

            gated.answer("ann", id, "approve");
            gated.answer("ben", id, "approve");
            var permitted = gated.evaluate("crm", "refund", id);
            var second = ambit(gated, "auditor", "explain", text(permitted, "context", "id")).out();
            assertThat(second).contains("9  people gave leave where it is needed          passed\n      " + id
                    + " by rule approval#1, from User::\"ann\" and User::\"ben\", good until", "10  permit",
                    "answered");
            assertThat(ambit(gated, "auditor", "explain", text(permitted, "context", "id"), "--json").out()).contains(
                    "\"answered_by_line\": 10", "\"result\": \"passed\"", "\"decisive\": true");
            assertThat(ambit(gated, "auditor", "explain", "d-none").exitCode()).isEqualTo(1);
        }
    }
}
