package dev.ambit.server.pip.webhook;

import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// GitLab's webhooks: signed as Standard Webhooks has it where a signing token is set, and otherwise with the secret itself in
/// `X-Gitlab-Token`, which shows no more than that the sender knows it.
///
/// @param window how far the time of a signature may be from ours
public record GitLab(Duration window) implements Scheme {
    @Override
    public Integrity earns() {
        return Integrity.SIGNED;
    }

    @Override
    public boolean tellsWhen() {
        return false;
    }

    @Override
    public Vouched check(Arrival arrival, List<Secret> secrets) throws Rejected {
        if (arrival.header(StandardWebhooks.SIGNATURE).isPresent()) {
            return new StandardWebhooks(window).check(arrival, secrets);
        }
        var token = Secret.of(arrival.header("x-gitlab-token").filter(text -> !text.isEmpty()).orElseThrow(
                () -> new Rejected(Reason.UNSIGNED,
                        "there is neither a header `webhook-signature` nor `X-Gitlab-Token`")));
        if (!secrets.contains(token)) {
            throw new Rejected(Reason.MIS_SIGNED, "`X-Gitlab-Token` is no secret of this source");
        }
        // Not signed, but whoever could change it could write the body as well; it tells a second delivery from a second event.
        var id = arrival.header("idempotency-key").filter(text -> !text.isEmpty() && text
                .length() <= Message.LONGEST_ID);
        return new Vouched(Integrity.AUTHENTICATED, id, Optional.empty());
    }
}
