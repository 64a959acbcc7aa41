package dev.ambit.server.pdp.authzen;

import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.server.pdp.authzen.AccessRequests.Result.Handle;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Content;
import dev.ambit.server.pdp.json.JsonOut;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Requests for access as their profile shows them.
final class AccessReplies {
    private static final String PROBLEM = "application/problem+json";
    private static final int ACCEPTED = 202;
    private static final int CREATED = 201;
    /// How long a caller waits before it looks again, in seconds.
    private static final String RETRY_AFTER = "5";

    private final Optional<String> publicUrl;

    AccessReplies(Optional<String> publicUrl) {
        this.publicUrl = publicUrl;
    }

    String base(Call call) {
        return publicUrl.or(call::base).orElse("");
    }

    static Response fault(Fault fault, String detail) {
        return new Content(fault.status(), PROBLEM, JsonOut.object(out -> out.put("type", fault.type())
                .put("title", fault.title()).put("status", fault.status()).put("detail", detail)), Map.of());
    }

    Response submitted(Handle handle, String base) {
        var content = shown(handle, base);
        var headers = new HashMap<>(content.headers());
        headers.put("Location", endpoint(handle, base));
        return new Content(status(handle).equals(Status.PENDING.word()) ? ACCEPTED : CREATED, content.type(), content
                .body(), headers);
    }

    Content shown(Handle handle, String base) {
        var status = status(handle);
        var headers = status.equals(Status.PENDING.word())
                ? Map.of("Retry-After", RETRY_AFTER, "Cache-Control", "no-store")
                : Map.of("Cache-Control", "no-store");
        return new Content(200, Response.JSON, JsonOut.object(out -> {
            out.putObject("task", task -> task(handle, status, base, task));
            if (!handle.isBundle()) {
                result(handle.cases().getFirst(), out);
            }
        }), headers);
    }

    /// Of several: pending as long as one is, and partial where they differ.
    private static String status(Handle handle) {
        var all = handle.cases().stream().map(ApprovalCase::status).collect(Collectors.toSet());
        if (all.contains(Status.PENDING)) {
            return Status.PENDING.word();
        }
        return all.size() == 1 ? all.iterator().next().word() : "partial";
    }

    private static String endpoint(Handle handle, String base) {
        return base + AccessRequestRoutes.REQUESTS + "/" + handle.id();
    }

    private static void task(Handle handle, String status, String base, JsonOut out) {
        var last = handle.cases().stream().map(AccessReplies::end).max(Instant::compareTo).orElseThrow();
        out.put("id", handle.id()).put("status", status).put("status_endpoint", endpoint(handle, base))
                .put("expires_at", last);
        if (status.equals(Status.PENDING.word())) {
            out.putObject("links", links -> links.put("cancel", endpoint(handle, base) + "/cancel"));
        }
        if (handle.isBundle()) {
            out.putObjects("items", handle.cases(), AccessReplies::item);
        }
    }

    /// The handle outlives the case by as long as that is remembered.
    private static Instant end(ApprovalCase each) {
        return each.settled().orElse(each.request().expires()).plus(ApprovalCase.REMEMBERED);
    }

    private static void item(ApprovalCase each, JsonOut out) {
        var request = each.request();
        out.putObject("resource", it -> it.put("type", request.resource().type()).put("id", request.resource().id()));
        out.putObject("action", it -> it.put("name", ActionName.write(request.action())));
        out.put("status", each.status().word());
        result(each, out);
    }

    private static void result(ApprovalCase each, JsonOut out) {
        if (each.status() != Status.APPROVED) {
            return;
        }
        out.putObject("result", result -> result.put("mode", "reevaluate").putObject("approval", approval -> {
            approval.put("id", each.request().id());
            each.settled().ifPresent(at -> approval.put("approved_at", at));
            each.good().ifPresent(until -> approval.put("approved_until", until));
        }));
    }
}
