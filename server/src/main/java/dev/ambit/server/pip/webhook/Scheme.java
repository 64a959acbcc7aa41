package dev.ambit.server.pip.webhook;

import dev.ambit.core.signal.Integrity;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.secret.Secret;
import java.time.Duration;
import java.util.List;

/// How a sender of webhooks shows that a request is its own.
public sealed interface Scheme permits StandardWebhooks, GitHub, GitLab, PagerDuty, Password {
    /// How far the time of a signature may be from ours, in either direction, unless a source says otherwise.
    Duration USUAL_WINDOW = Duration.ofMinutes(5);

    /// Most signatures of one request that are tried.
    int MOST_SIGNATURES = 16;

    /// Checks that `arrival` was made by somebody who has one of `secrets`.
    Vouched check(Arrival arrival, List<Secret> secrets) throws Rejected;

    /// The most that a request can be worth by this scheme.
    Integrity earns();

    /// Whether what is signed says when it was: otherwise a repeated request looks like a new one, unless its content tells.
    boolean tellsWhen();
}
