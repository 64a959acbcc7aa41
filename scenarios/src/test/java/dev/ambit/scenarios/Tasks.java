package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

/// What most scenarios begin with, in their own words: entities as `Type::"id"`.
final class Tasks {
    /// An address that acme's own networks have, as a value.
    static final String INSIDE = "{ \"__extn\": { \"fn\": \"ip\", \"arg\": \"10.1.2.3\" } }";

    private Tasks() {}

    /// What the source of a signal says is so.
    static void say(Server server, String signal, String subject, String value) {
        var said = server.put("/v1/signals/" + signal, "{ \"subject\": %s, \"value\": %s }".formatted(entity(subject),
                value));
        assertThat(said.status()).as(said.toString()).isEqualTo(200);
    }

    /// Opens a task with one input.
    ///
    /// @return its id
    static String open(Server server, String profile, String principal, String input, String value) {
        return open(server, profile, principal, "{ \"%s\": { \"__entity\": %s } }".formatted(input, entity(value)));
    }

    /// Opens a task.
    ///
    /// @param inputs as JSON
    /// @return its id
    static String open(Server server, String profile, String principal, String inputs) {
        var opened = server.post("/v1/tasks", """
                { "profile": "%s", "principal": %s, "inputs": %s }""".formatted(profile, entity(principal), inputs));
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

    /// The same for a subject at an address and in an environment, for which the enforcement point vouches.
    static Reply askFrom(Server server, String task, String subject, String action, String resource, String address,
            String environment) {
        return server.post("/access/v1/evaluation", """
                { "subject": %s, "action": { "name": "%s" }, "resource": %s, "context": { "task": "%s",
                  "origin": { "address": "%s", "environment": "%s" } } }""".formatted(entity(subject), action, entity(
                resource), task, address, environment));
    }

    /// The record of an answer.
    static Reply record(Server server, Reply answer) {
        var record = server.get("/v1/records/" + answer.at("context.id"));
        assertThat(record.status()).as(record.toString()).isEqualTo(200);
        return record;
    }
}
