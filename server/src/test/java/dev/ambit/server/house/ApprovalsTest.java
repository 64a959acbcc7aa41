package dev.ambit.server.house;

import static dev.ambit.server.house.Gated.json;
import static dev.ambit.server.house.Gated.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A request is held, people are asked and answer, and the enforcement point asks again: over HTTP, as the AuthZEN profile for
/// access requests has it.
class ApprovalsTest {
    private static final String ERROR = "urn:openid:authzen:access-request:error:";

    @TempDir
    private Path beside;

    @Test
    void what_two_people_approve_is_permitted_once_and_nothing_else_is() throws Exception {
        try (var gated = Gated.in(beside)) {
            gated.open();
            var held = gated.evaluate("crm", "refund", "");
            assertThat(text(held, "decision")).contains("false");
            assertThat(text(held, "context", "reason")).isEqualTo("approval_required");

            var submitted = gated.submit("crm", "refund", held);
            assertThat(submitted.statusCode()).isEqualTo(202);
            var id = text(json(submitted), "task", "id");
            assertThat(submitted.headers().firstValue("location")).hasValue(text(json(submitted), "task",
                    "status_endpoint"));

            var shown = gated.get("ann", "/v1/approvals/" + id);
            assertThat(shown.body()).contains("\"refund\"", "\"hidden\":[\"token\"]", "the customer waits",
                    "\"quorum\":2").doesNotContain("s3cr3t");

            assertThat(gated.answer("ann", id, "approve").body()).contains("\"status\":\"pending\"",
                    "\"approved\":1");
            assertThat(text(gated.evaluate("crm", "refund", id), "context", "reason")).isEqualTo("grant_pending");
            assertThat(gated.answer("ben", id, "approve").body()).contains("\"status\":\"approved\"");

            var done = json(gated.get("gateway", "/access/v1/requests/" + id));
            assertThat(text(done, "result", "mode")).isEqualTo("reevaluate");
            assertThat(text(done, "result", "approval", "approved_until")).isNotEmpty();
            assertThat(text(gated.evaluate("crm", "other purpose", id), "context", "reason")).isEqualTo(
                    "out_of_scope");
            assertThat(text(gated.evaluate("crm", "refund", id), "decision")).contains("true");
            var again = gated.evaluate("crm", "refund", id);
            assertThat(text(again, "context", "reason")).isEqualTo("approval_expired");
            assertThat(text(again, "context", "next_action")).isEqualTo("request");
            assertThat(text(gated.evaluate("crm", "refund", "a-none"), "context", "reason")).isEqualTo(
                    "approval_unverifiable");
        }
    }

    @Test
    void a_no_is_final_and_who_is_not_asked_sees_nothing() throws Exception {
        try (var gated = Gated.in(beside)) {
            gated.open();
            var id = text(json(gated.submit("crm", "refund", gated.evaluate("crm", "refund", ""))), "task", "id");

            assertThat(gated.get("mallory", "/v1/approvals/" + id).statusCode()).isEqualTo(404);
            assertThat(gated.get("mallory", "/v1/approvals").body()).isEqualTo("{\"approvals\":[]}");
            assertThat(gated.answer("mallory", id, "approve").statusCode()).isEqualTo(403);
            assertThat(gated.get("other", "/access/v1/requests/" + id).body()).contains(ERROR + "unknown_task");
            assertThat(gated.get("chatbot", "/access/v1/requests/" + id).statusCode()).isEqualTo(200);

            assertThat(gated.answer("ann", id, "deny").body()).contains("\"status\":\"denied\"");
            assertThat(gated.answer("ben", id, "approve").statusCode()).isEqualTo(409);
            assertThat(text(gated.evaluate("crm", "refund", id), "context", "next_action")).isEqualTo("none");
            assertThat(gated.post("gateway", "/access/v1/requests/" + id + "/cancel", "").body()).contains(ERROR
                    + "invalid_task_state");
        }
    }

    @Test
    void only_what_was_held_can_be_asked_and_only_by_who_may_speak_of_it() throws Exception {
        try (var gated = Gated.in(beside)) {
            gated.open();
            var held = gated.evaluate("crm", "refund", "");

            assertThat(gated.submit("erp", "refund", held).body()).contains(ERROR + "invalid_denial_binding");
            assertThat(gated.submit("crm", "other", held).body()).contains(ERROR + "invalid_denial_binding");
            assertThat(gated.post("gateway", "/access/v1/requests", "{" + Gated.question("crm", "refund").formatted("")
                    + "}").body()).contains(ERROR + "invalid_denial_binding");
            assertThat(gated.post("other", "/access/v1/requests", "{" + Gated.question("crm", "refund").formatted("")
                    + ", \"denial\": {\"evaluation_id\": \"x\"}}").statusCode()).isEqualTo(403);
            var refused = gated.evaluate("none", "refund", "");
            assertThat(text(refused, "context", "evaluation_id")).isEmpty();
            assertThat(gated.post("gateway", "/access/v1/requests", "{%s, \"denial\": {\"evaluation_id\": \"%s\"}}"
                    .formatted(Gated.question("none", "refund").formatted(""), text(refused, "context", "id"))).body())
                    .contains(ERROR + "not_requestable");
        }
    }

    @Test
    void to_submit_again_with_the_same_key_or_while_it_is_pending_is_the_same_request() throws Exception {
        try (var gated = Gated.in(beside)) {
            gated.open();
            var held = gated.evaluate("crm", "refund", "");
            var id = text(json(gated.submit("crm", "refund", held, "Idempotency-Key", "k1")), "task", "id");

            assertThat(text(json(gated.submit("crm", "refund", held, "Idempotency-Key", "k1")), "task", "id"))
                    .isEqualTo(id);
            assertThat(text(json(gated.submit("crm", "refund", held)), "task", "id")).isEqualTo(id);
            assertThat(gated.submit("erp", "refund", gated.evaluate("erp", "refund", ""), "Idempotency-Key", "k1")
                    .body()).contains(ERROR + "duplicate_request");
            assertThat(gated.post("gateway", "/access/v1/requests/" + id + "/cancel", "").body()).contains(
                    "\"status\":\"cancelled\"");
        }
    }

    @Test
    void several_are_submitted_at_once_and_one_person_answers_those_that_are_alike() throws Exception {
        try (var gated = Gated.in(beside)) {
            gated.open();
            var first = text(gated.evaluate("crm", "refund", ""), "context", "evaluation_id");
            var second = text(gated.evaluate("erp", "refund", ""), "context", "evaluation_id");
            var submitted = gated.post("gateway", "/access/v1/requests", """
                    {"subject": {"type": "Agent", "id": "chatbot"},
                     "context": {"task": "t1", "request": {"purpose": "refund", "token": "s3cr3t"}},
                     "items": [
                       {"resource": {"type": "Secret", "id": "crm"}, "action": {"name": "read"},
                        "denial": {"evaluation_id": "%s"}},
                       {"resource": {"type": "Secret", "id": "erp"}, "action": {"name": "read"},
                        "denial": {"evaluation_id": "%s"}} ]}""".formatted(first, second));
            assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(202);
            var id = text(json(submitted), "task", "id");
            var ids = "[\"%s.0\", \"%s.1\"]".formatted(id, id);

            assertThat(gated.get("ann", "/v1/approvals/" + id + ".0").body()).contains("\"alike\":[\"" + id + ".1\"]");
            assertThat(gated.post("ann", "/v1/approvals/answer", "{\"answer\": \"approve\", \"requests\": " + ids + "}")
                    .statusCode()).isEqualTo(200);
            gated.answer("ben", id + ".0", "approve");
            gated.answer("ben", id + ".1", "deny");

            var task = gated.get("gateway", "/access/v1/requests/" + id).body();
            assertThat(task).contains("\"status\":\"partial\"", "\"status\":\"approved\",\"result\"",
                    "\"status\":\"denied\"");
            assertThat(text(gated.evaluate("crm", "refund", id + ".0"), "decision")).contains("true");
            assertThat(text(gated.evaluate("erp", "refund", id + ".1"), "decision")).contains("false");
        }
    }

    @Test
    void however_people_and_an_operator_race_nothing_is_permitted_after_the_end() throws Exception {
        try (var gated = Gated.in(beside); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            gated.open();
            var id = text(json(gated.submit("crm", "refund", gated.evaluate("crm", "refund", ""))), "task", "id");

            var racing = new ArrayList<Callable<HttpResponse<String>>>();
            racing.add(() -> gated.answer("ann", id, "approve"));
            racing.add(() -> gated.answer("ben", id, "approve"));
            racing.add(() -> gated.post("", "/v1/tasks/t1/revoke", ""));
            threads.invokeAll(racing);

            assertThat(text(gated.evaluate("crm", "refund", id), "decision")).contains("false");
            assertThat(text(json(gated.get("gateway", "/access/v1/requests/" + id)), "task", "status")).isIn("approved",
                    "cancelled");
        }
    }

    @Test
    void of_two_who_approve_at_the_same_time_both_count_once_and_it_is_good_once() throws Exception {
        try (var gated = Gated.in(beside); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            gated.open();
            var id = text(json(gated.submit("crm", "refund", gated.evaluate("crm", "refund", ""))), "task", "id");
            var racing = new ArrayList<Callable<HttpResponse<String>>>();
            for (var i = 0; i < 4; i++) {
                racing.add(() -> gated.answer("ann", id, "approve"));
                racing.add(() -> gated.answer("ben", id, "approve"));
            }
            for (var answer : threads.invokeAll(racing)) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }

            var asking = new ArrayList<Callable<String>>();
            for (var i = 0; i < 8; i++) {
                asking.add(() -> text(gated.evaluate("crm", "refund", id), "decision"));
            }
            var permits = 0;
            for (var answer : threads.invokeAll(asking)) {
                permits += answer.get().contains("true") ? 1 : 0;
            }
            assertThat(permits).isEqualTo(1);
        }
    }
}
