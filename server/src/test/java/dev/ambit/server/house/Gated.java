package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.caller.CallersFile;
import dev.ambit.server.pdp.caller.Keys;
import dev.ambit.server.pdp.http.FrontSettings;
import dev.ambit.server.settings.Said;
import dev.ambit.server.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A server whose chatbot reads secrets only with leave by two of its team, and everybody with a key of their own.
final class Gated implements AutoCloseable {
    static final EntityUid ANN = EntityUid.of("User", "ann");
    static final EntityUid BEN = EntityUid.of("User", "ben");

    private static final Map<String, String> FILES = Map.of(
            "schema.cedarschema", """
                    entity Agent in [Team];
                    entity Team;
                    entity User in [Team] { email?: String };
                    entity Secret;
                    action read appliesTo { principal: Agent, resource: Secret,
                      context: { request?: { purpose?: String, token?: String } } };
                    """,
            "entities.json", """
                    [ { "uid": { "type": "Agent", "id": "chatbot" }, "attrs": {}, "parents": [] },
                      { "uid": { "type": "Agent", "id": "other" }, "attrs": {}, "parents": [] },
                      { "uid": { "type": "Team", "id": "support" }, "attrs": {}, "parents": [] },
                      { "uid": { "type": "User", "id": "ann" }, "attrs": { "email": "ann@acme.example" },
                        "parents": [ { "type": "Team", "id": "support" } ] },
                      { "uid": { "type": "User", "id": "ben" }, "attrs": { "email": "ben@acme.example" },
                        "parents": [ { "type": "Team", "id": "support" } ] },
                      { "uid": { "type": "User", "id": "mallory" }, "attrs": { "email": "mallory@acme.example" }, "parents": [] },
                      { "uid": { "type": "Secret", "id": "crm" }, "attrs": {}, "parents": [] },
                      { "uid": { "type": "Secret", "id": "erp" }, "attrs": {}, "parents": [] } ]
                    """,
            "profiles/help.yaml", """
                    profile: help
                    purpose: Answer one customer.
                    owner: group:support
                    pattern: gated
                    for: [ 'Agent::"chatbot"' ]
                    limits:
                      duration: 30m
                      uses: 100
                    allows: |
                      @id("secrets-of-support")
                      permit (principal, action == Action::"read", resource)
                      when { (resource == Secret::"crm" || resource == Secret::"erp")
                        && context has request && context.request has purpose };
                    approvals:
                      - for: action == Action::"read"
                        by: group:support
                        quorum: 2
                        grants: { uses: 1, within: 10m }
                        hides: [ token ]
                    """);

    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> keys = new HashMap<>();
    private final Path policies;

    private Gated(Server server, Path policies) {
        this.server = server;
        this.policies = policies;
    }

    /// @param beside where it keeps its data, its policies, and who may call
    static Gated in(Path beside) throws Exception {
        return in(beside, "");
    }

    /// @param settings in YAML
    static Gated in(Path beside, String settings) throws Exception {
        var policies = beside.resolve("policies");
        for (var file : FILES.entrySet()) {
            var path = policies.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        var list = new CallersFile(beside.resolve("callers.json"));
        var keys = new HashMap<String, String>();
        keys.put("gateway", key(list, "gateway", Role.ENFORCEMENT_POINT, Optional.empty()));
        keys.put("chatbot", key(list, "chatbot", Role.AGENT, Optional.of(EntityUid.of("Agent", "chatbot"))));
        keys.put("other", key(list, "other", Role.AGENT, Optional.of(EntityUid.of("Agent", "other"))));
        keys.put("receiver", key(list, "receiver", Role.RECEIVER, Optional.empty()));
        keys.put("other-receiver", key(list, "other-receiver", Role.RECEIVER, Optional.empty()));
        keys.put("auditor", key(list, "auditor", Role.AUDITOR, Optional.empty()));
        keys.put("ann", key(list, "ann", Role.APPROVER, Optional.of(ANN)));
        keys.put("ben", key(list, "ben", Role.APPROVER, Optional.of(BEN)));
        keys.put("mallory", key(list, "mallory", Role.APPROVER, Optional.of(EntityUid.of("User", "mallory"))));
        var gated = new Gated(start(beside, policies, settings), policies);
        gated.keys.putAll(keys);
        return gated;
    }

    private static Server start(Path beside, Path policies, String yaml) throws Exception {
        var callers = new CallersSource(beside.resolve("callers.json"));
        var settings = Settings.read(Source.of(yaml), beside, List.of(new Said("storage.data", "\"%s\"".formatted(beside
                .resolve("data")), "test"))).settings();
        var setup = new Server.Setup(settings, policies, FrontSettings.development(0), callers, "test", _ -> {});
        return Server.start(setup, InstantSource.system(), (file, why) -> {
            throw new AssertionError("%s: %s".formatted(file, why));
        }, why -> {
            throw new AssertionError(why);
        }, mistake -> {
            throw new AssertionError(mistake);
        });
    }

    private static String key(CallersFile list, String name, Role role, Optional<EntityUid> self) throws Exception {
        return new Keys(list, new SecureRandom()).create(new Caller(name, Set.of(role)), self, Instant.now()).reveal();
    }

    Path policies() {
        return policies;
    }

    Server server() {
        return server;
    }

    /// The key of a caller.
    String key(String caller) {
        return keys.getOrDefault(caller, "");
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /// Opens task `t1` of the chatbot.
    void open() throws Exception {
        assertThat(post("", "/v1/tasks", """
                {"id": "t1", "principal": {"type": "Agent", "id": "chatbot"}, "profile": "help"}""").statusCode())
                .isEqualTo(201);
    }

    static String question(String secret, String purpose) {
        return """
                "subject": {"type": "Agent", "id": "chatbot"}, "action": {"name": "read"},
                "resource": {"type": "Secret", "id": "%s"}""".formatted(secret) + """
                , "context": {"task": "t1", "request": {"purpose": "%s", "token": "s3cr3t"},
                "business_justification": "the customer waits"%%s}""".formatted(purpose);
    }

    /// @param approval id of one that is presented; empty for none
    Json evaluate(String secret, String purpose, String approval) throws Exception {
        var presented = approval.isEmpty() ? "" : ", \"approval\": {\"id\": \"%s\"}".formatted(approval);
        return json(post("gateway", "/access/v1/evaluation", "{" + question(secret, purpose).formatted(presented)
                + "}"));
    }

    /// Submits what was held, and returns the answer.
    HttpResponse<String> submit(String secret, String purpose, Json held, String... headers) throws Exception {
        return post("gateway", "/access/v1/requests",
                "{%s, \"denial\": {\"evaluation_id\": \"%s\", \"expires_at\": \"%s\"}}"
                        .formatted(question(secret, purpose).formatted(""), text(held, "context", "evaluation_id"),
                                text(held, "context", "access_request", "expires_at")), headers);
    }

    HttpResponse<String> answer(String person, String id, String word) throws Exception {
        return post(person, "/v1/approvals/" + id + "/" + word, "{\"comment\": \"seen\"}");
    }

    /// @param caller whose key is shown; empty for none
    HttpResponse<String> post(String caller, String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(with(request, caller).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String caller, String path) throws Exception {
        return client.send(with(HttpRequest.newBuilder(uri(path)), caller).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String caller, String method, String path, String body) throws Exception {
        return client.send(with(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json"), caller)
                .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /// What is answered line by line, for as long as it goes on.
    HttpResponse<Stream<String>> lines(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofLines());
    }

    private HttpRequest.Builder with(HttpRequest.Builder request, String caller) {
        return caller.isEmpty() ? request : request.header("Authorization", "Bearer " + keys.get(caller));
    }

    static Json json(HttpResponse<String> answer) throws InvalidInput {
        return JsonReader.read(new Source("answer", answer.body()));
    }

    /// The text at a path into `json`; what is not there is empty.
    static String text(Json json, String... path) {
        var found = json;
        for (var name : path) {
            found = found instanceof Json.Obj object ? object.get(name) : null;
            if (found == null) {
                return "";
            }
        }
        return found instanceof Json.Str text ? text.value() : String.valueOf(found);
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
