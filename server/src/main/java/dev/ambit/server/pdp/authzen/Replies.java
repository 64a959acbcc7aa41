package dev.ambit.server.pdp.authzen;

import dev.ambit.server.pdp.authzen.Answer.Next;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.json.JsonOut;
import java.util.List;
import java.util.function.BiConsumer;

/// Answers as AuthZEN has them: `decision`, and everything beyond yes and no in `context`.
final class Replies {
    private static final String APPROVAL_REQUIRED = "approval_required";

    private Replies() {}

    /// One result of several: an answer, or why there is none.
    sealed interface Result {
        boolean isPermit();

        record Answered(Answer answer) implements Result {
            @Override
            public boolean isPermit() {
                return answer.isPermit();
            }
        }

        /// @param status what it would have been as a request of its own
        record Malformed(int status, String message) implements Result {
            @Override
            public boolean isPermit() {
                return false;
            }
        }
    }

    /// @param isForAgent whether words for operators are left out
    static Response one(Answer answer, boolean isForAgent) {
        return Response.json(out -> write(answer, isForAgent, out));
    }

    static Response several(List<Result> results, boolean isForAgent) {
        return Response.json(out -> out.putObjects("evaluations", results, (result, item) -> {
            switch (result) {
                case Result.Answered(var answer) -> write(answer, isForAgent, item);
                case Result.Malformed(var status, var message) -> item.put("decision", false)
                        .putObject("context", context -> context.putObject("error", error -> error.put("status", status)
                                .put("message", message)));
            }
        }));
    }

    private static void write(Answer answer, boolean isForAgent, JsonOut out) {
        out.put("decision", answer.isPermit()).putObject("context", context -> context(answer, isForAgent, context));
    }

    private static void context(Answer answer, boolean isForAgent, JsonOut out) {
        out.put("id", answer.id()).put("outcome", answer.outcome().word());
        out.putObjects("reasons", answer.reasons(), (why, item) -> {
            item.put("code", why.code());
            if (!isForAgent) {
                item.put("operator", why.operator());
            }
            item.put("agent", why.agent());
        });
        answer.until().ifPresent(until -> out.put("until", until));
        answer.approval().ifPresent(approval -> requestable(answer.id(), approval, out));
        var reason = answer.next().map(Next::reason).or(() -> answer.approval().map(_ -> APPROVAL_REQUIRED));
        reason.ifPresent(word -> out.put("reason", word));
        answer.next().ifPresent(next -> out.put("next_action", next.action()));
        answer.next().filter(Next.GRANT_PENDING::equals).ifPresent(_ -> out.put("retry_after", Next.RETRY_SECONDS));
        if (!answer.remedies().isEmpty() && !isForAgent) {
            out.putStrings("remedy", answer.remedies());
        }
    }

    private static void requestable(String id, Answer.Approval approval, JsonOut out) {
        out.putObject("approval", it -> it.put("request", approval.request()).putStrings("rules", approval.rules()));
        out.put("evaluation_id", id).put("evaluated_at", approval.at());
        out.putObject("access_request", it -> it.put("template", String.join(",", approval.rules()))
                .put("expires_at", approval.expires()));
    }

    /// Results of a search; with `page`, first of all, where there may be more or somebody asked for one.
    static Response found(List<String> ids, BiConsumer<String, JsonOut> result, String nextToken, boolean hasPage) {
        return Response.json(out -> {
            if (hasPage || !nextToken.isEmpty()) {
                out.putObject("page", page -> page.put("next_token", nextToken).put("count", ids.size()));
            }
            out.putObjects("results", ids, result);
        });
    }
}
