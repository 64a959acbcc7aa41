package dev.ambit.server.pdp.api;

import dev.ambit.cedar.exchange.ValueJson;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Task;
import dev.ambit.server.pdp.json.JsonOut;
import java.time.Instant;

/// Tasks as callers see them.
final class TaskJson {
    private TaskJson() {}

    static void write(Task task, JsonOut out) {
        out.put("id", task.id().text());
        task.parent().ifPresent(parent -> out.put("parent", parent.text()));
        out.putObject("principal", it -> entity(task.principal(), it)).put("profile", task.profile());
        out.putWritten("inputs", JsonWriter.compact(ValueJson.write(task.inputs())));
        out.put("state", word(task.life()));
        life(task.life(), out);
        if (task.isBreakGlass()) {
            out.put("break_glass", true);
        }
        out.put("begins", task.begins());
        if (!task.ends().equals(Instant.MAX)) {
            out.put("ends", task.ends());
        }
        out.put("uses", task.usage().uses());
        if (task.usage().askedMillis() > 0) {
            out.put("last_asked", Instant.ofEpochMilli(task.usage().askedMillis()));
        }
    }

    private static void entity(EntityUid uid, JsonOut out) {
        out.put("type", uid.type()).put("id", uid.id());
    }

    /// `requested`, `open`, `paused` or `ended`.
    static String word(Life life) {
        return switch (life) {
            case Life.Requested _ -> "requested";
            case Life.Open _ -> "open";
            case Life.Paused _ -> "paused";
            case Life.Ended _ -> "ended";
        };
    }

    private static void life(Life life, JsonOut out) {
        switch (life) {
            case Life.Requested _,Life.Open _ -> {}
            case Life.Paused(var since, var cause) -> out.put("since", since).put("cause", cause.words());
            case Life.Ended(var at, var cause) -> out.put("ended", at).put("cause", cause.words());
        }
    }
}
