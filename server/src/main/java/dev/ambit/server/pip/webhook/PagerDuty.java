package dev.ambit.server.pip.webhook;

import dev.ambit.core.signal.Integrity;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.secret.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// PagerDuty's webhooks, version 3: `X-PagerDuty-Signature` has one or more `v1=` with the HMAC-SHA256 of the body, in hexadecimal.
public record PagerDuty() implements Scheme {
    private static final String PREFIX = "v1=";

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
        var signatures = arrival.header("x-pagerduty-signature").orElseThrow(() -> new Rejected(Reason.UNSIGNED,
                "there is no header `X-PagerDuty-Signature`"));
        var isSigned = Arrays.stream(signatures.split(",", MOST_SIGNATURES + 1))
                .limit(MOST_SIGNATURES)
                .map(String::strip)
                .filter(signature -> signature.startsWith(PREFIX))
                .flatMap(signature -> GitHub.hex(signature.substring(PREFIX.length())).stream())
                .anyMatch(tag -> secrets.stream().anyMatch(secret -> Hmac.isBy(secret, tag, arrival.body())));
        if (!isSigned) {
            throw new Rejected(Reason.MIS_SIGNED, "`X-PagerDuty-Signature` is not by a secret of this source");
        }
        return new Vouched(earns(), Optional.of(Digest.of(arrival.body())), Optional.empty());
    }
}
