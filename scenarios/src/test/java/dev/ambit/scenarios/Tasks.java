package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

/// What most scenarios begin with, in their own words: entities as `Type::"id"`.
final class Tasks {
    private Tasks() {}

    /// Opens a task with one input.
    ///
    /// @return its id
    static String open(Server server, String profile, String principal, String input, String value) {
        var opened = server.post("/v1/tasks", """
                { "profile": "%s", "principal": %s, "inputs": { "%s": { "__entity": %s } } }""".formatted(profile,
                entity(principal), input, entity(value)));
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        return opened.at("id");
    }

    /// `Type::"id"` as JSON.
    static String entity(String name) {
        var quote = name.indexOf("::\"");
        return "{ \"type\": \"%s\", \"id\": %s }".formatted(name.substring(0, quote), name.substring(quote + 2));
    }

    /// Asks whether `subject` may do `action` on `resource` in `task`.
    ///
    /// @param request what the enforcement point says about the call, as JSON
    static Reply ask(Server server, String task, String subject, String action, String resource, String request) {
        return server.post("/access/v1/evaluation",
                """
                { "subject": %s, "action": { "name": "%s" }, "resource": %s, "context": { "task": "%s", "request": %s } }"""
                        .formatted(entity(subject), action, entity(resource), task, request));
    }

    /// The record of an answer.
    static Reply record(Server server, Reply answer) {
        var record = server.get("/v1/records/" + answer.at("context.id"));
        assertThat(record.status()).as(record.toString()).isEqualTo(200);
        return record;
    }
}
