package dev.ambit.server.cli.scope;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A scope as a person reads it: first what is provisioned, then each task with what it grants, what of that is effective, and
/// what stands between.
final class ScopeText {
    private final Paint paint;
    private final List<String> lines = new ArrayList<>();

    private ScopeText(Paint paint) {
        this.paint = paint;
    }

    static String of(Json.Obj scope, Paint paint) {
        var text = new ScopeText(paint);
        text.add(scope);
        return String.join("\n", text.lines);
    }

    private void add(Json.Obj scope) {
        lines.add("%s at %s".formatted(paint.bold(Visible.text(Names.entity(Fields.object(scope, "principal")))), Names
                .time(Fields.text(scope, "at"))));
        var provisioned = Fields.object(scope, "provisioned");
        var groups = Fields.objects(provisioned, "groups");
        if (!groups.isEmpty()) {
            line(2, "in", groups.stream().map(Names::entity).collect(Collectors.joining(", ")));
        }
        Fields.objects(provisioned, "profiles").forEach(this::addProfile);
        more(provisioned, "more_profiles", "  and more profiles");
        reasons(2, scope);
        Fields.objects(scope, "tasks").forEach(this::addTask);
        more(scope, "more_tasks", "and more tasks");
    }

    private void addProfile(Json.Obj profile) {
        var permissions = Fields.objects(profile, "permissions").stream().map(ScopeText::target).toList();
        line(2, "may open", "%s, as %s: %s".formatted(Fields.text(profile, "profile"), Names.entity(Fields.object(
                profile,
                "through")), permissions.isEmpty() ? "permits it nothing" : String.join(", ", permissions)));
    }

    private static String target(Json.Obj of) {
        return "%s on %s".formatted(Fields.text(of, "action"), Fields.text(of, "resource_type"));
    }

    private void addTask(Json.Obj task) {
        var state = Fields.text(task, "state");
        lines.add("");
        lines.add("task %s %s, under %s%s".formatted(paint.bold(Visible.text(Fields.text(task, "task"))), state.equals(
                "open") ? paint.green(state) : paint.yellow(state), Visible.text(Fields.text(task, "profile")), Visible
                        .text(Fields.maybe(task, "until").map(until -> ", as it is until " + Names.time(until)).orElse(
                                ""))));
        Fields.texts(task, "above").forEach(above -> line(2, "below", above));
        reasons(2, task);
        Fields.objects(task, "permissions").forEach(this::addPermission);
    }

    private void addPermission(Json.Obj permission) {
        lines.add("  " + paint.bold(Visible.text(target(permission))));
        Fields.texts(Fields.object(permission, "granted"), "words").forEach(words -> line(4, "granted", words));
        var effective = Fields.object(permission, "effective");
        for (var each : Fields.objects(effective, "tasks")) {
            Fields.texts(each, "words").forEach(words -> line(4, "effective", words));
        }
        resources(effective, "resources", "permitted");
        resources(effective, "held", "to approve");
        resources(effective, "depending_on_call", "by the call");
        more(effective, "more_resources", "    and there are more resources");
        reasons(4, permission);
    }

    private void resources(Json.Obj effective, String name, String title) {
        var ids = Fields.texts(effective, name);
        if (!ids.isEmpty()) {
            line(4, title, String.join(", ", ids));
        }
    }

    private void reasons(int indent, Json.Obj of) {
        for (var reason : Fields.objects(of, "between")) {
            line(indent, "between", Fields.maybe(reason, "operator").orElseGet(() -> Fields.text(reason, "agent")));
        }
    }

    private void more(Json.Obj of, String name, String words) {
        if (Fields.isTrue(of, name)) {
            lines.add(words);
        }
    }

    private void line(int indent, String title, String text) {
        lines.add("%s%-11s %s".formatted(" ".repeat(indent), title, Visible.text(text)));
    }
}
