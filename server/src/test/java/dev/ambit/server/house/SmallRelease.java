package dev.ambit.server.house;

import dev.ambit.core.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A policy directory of one profile: `Agent::"month-end"` may call `Api::"billing"` for the customer of its task.
public final class SmallRelease {
    public static final TaskId TASK = new TaskId("month-end-1");

    private static final Map<String, String> FILES = Map.of(
            "schema.cedarschema", """
                    entity Agent;
                    entity Customer;
                    entity Api;
                    action call appliesTo { principal: Agent, resource: Api, context: { request?: { customer?: Customer } } };
                    """,
            "entities.json", """
                    [ { "uid": { "type": "Agent", "id": "month-end" }, "attrs": {}, "parents": [] },
                      { "uid": { "type": "Api", "id": "billing" }, "attrs": {}, "parents": [] },
                      { "uid": { "type": "Api", "id": "payroll" }, "attrs": {}, "parents": [] } ]
                    """,
            "profiles/invoicing.yaml", """
                    profile: invoicing
                    purpose: Invoice one customer.
                    owner: group:platform
                    pattern: just-in-time
                    for: [ 'Agent::"month-end"' ]
                    inputs:
                      customer: Customer
                    limits:
                      duration: 30m
                      uses: 100
                    allows: |
                      @id("billing-of-one-customer")
                      permit (principal, action == Action::"call", resource == Api::"billing")
                      when { context has request.customer && context.request.customer == inputs.customer };
                    """);

    private SmallRelease() {}

    public static Path writtenTo(Path directory) throws IOException {
        for (var file : FILES.entrySet()) {
            var path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return directory;
    }
}
