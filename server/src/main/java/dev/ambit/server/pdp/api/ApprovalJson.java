package dev.ambit.server.pdp.api;

import dev.ambit.cedar.exchange.ValueJson;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.grant.ApprovalAnswer;
import dev.ambit.server.pdp.api.Approvals.Progress;
import dev.ambit.server.pdp.api.Approvals.Shown;
import dev.ambit.server.pdp.authzen.ActionName;
import dev.ambit.server.pdp.json.JsonOut;

/// Requests for approval as callers see them.
public final class ApprovalJson {
    private ApprovalJson() {}

    public static void write(Shown shown, JsonOut out) {
        var known = shown.approvalCase();
        var request = known.request();
        out.put("id", request.id()).put("status", known.status().word());
        out.put("task", request.task().text()).put("profile", request.profile());
        out.putObject("principal", it -> entity(request.principal(), it));
        out.putObjects("chain", shown.chain(), (asking, it) -> it.put("task", asking.task().text())
                .putObject("principal", who -> entity(asking.principal(), who)));
        out.put("action", ActionName.write(request.action())).putObject("resource", it -> entity(request.resource(),
                it));
        out.putWritten("arguments", JsonWriter.compact(ValueJson.write(request.shown())));
        out.putStrings("hidden", request.hidden()).put("digest", request.request().hex());
        out.put("decision", request.decision()).put("reason", request.reason()).put("emergency", request.isUrgent());
        out.put("asked", known.asked()).put("asked_by", request.asker()).put("expires", request.expires());
        request.wanted().ifPresent(until -> out.put("wanted_until", until));
        out.putObjects("rules", shown.rules(), ApprovalJson::progress);
        out.putObjects("answers", known.answers(), ApprovalJson::answer);
        known.settled().ifPresent(at -> out.put("settled", at));
        known.good().ifPresent(until -> out.put("good_until", until));
        out.putStrings("alike", shown.alike());
    }

    private static void progress(Progress progress, JsonOut out) {
        var rule = progress.rule();
        out.put("rule", rule.name()).put("by", rule.by().toString()).put("quorum", rule.quorum())
                .put("approved", progress.approved());
        if (rule.isRemembered()) {
            out.put("remember", "task");
        } else {
            out.putObject("grants", grants -> grants.put("uses", rule.uses()).put("within_seconds", rule.within()
                    .toSeconds()));
        }
    }

    private static void answer(ApprovalAnswer answer, JsonOut out) {
        out.putObject("person", it -> entity(answer.person(), it)).put("answer", answer.approves() ? "approve" : "deny")
                .put("comment", answer.comment()).put("at", answer.at());
    }

    private static void entity(EntityUid uid, JsonOut out) {
        out.put("type", uid.type()).put("id", uid.id());
    }
}
