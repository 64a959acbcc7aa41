package dev.ambit.scenarios;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// One task as somebody outside knows it: only what was acknowledged and answered counts as having happened.
final class Errand {
    /// How often each may read.
    static final int USES = 20;

    private static final String ADA = "Person::\"ada\"";
    private static final String SITE = "Repo::\"site\"";

    private final String id;
    private final List<String> permits = new CopyOnWriteArrayList<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean isOpen;
    private volatile boolean isEnding;
    private volatile boolean isEnded;

    Errand(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /// Whether the opening was acknowledged.
    boolean isOpen() {
        return isOpen;
    }

    /// Whether the end was asked for, acknowledged or not.
    boolean isEnding() {
        return isEnding;
    }

    /// Whether the end was acknowledged.
    boolean isEnded() {
        return isEnded;
    }

    /// The ids of the records of all permits that were answered.
    List<String> permits() {
        return permits;
    }

    /// How many questions were asked and never answered: each may have used a permit.
    int unanswered() {
        return unanswered.get();
    }

    void open(Server server) {
        var opened = server.post("/v1/tasks", """
                { "id": "%s", "profile": "maintenance", "principal": %s, "limits": { "uses": %d },
                  "inputs": { "repo": { "__entity": %s } } }""".formatted(id, Tasks.entity(ADA), USES, Tasks.entity(
                SITE)));
        check(opened.status() == 201, opened);
        isOpen = true;
    }

    /// @return the code of the reason
    String read(Server server) {
        unanswered.incrementAndGet();
        var answer = Tasks.ask(server, id, ADA, "repo:read", SITE, "{}");
        unanswered.decrementAndGet();
        if (answer.at("decision").equals("true")) {
            permits.add(answer.at("context.id"));
        }
        return answer.at("context.reasons.0.code");
    }

    void complete(Server server) {
        isEnding = true;
        var completed = server.post("/v1/tasks/" + id + "/complete", "");
        check(completed.status() == 200, completed);
        isEnded = true;
    }

    private static void check(boolean holds, Reply otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
