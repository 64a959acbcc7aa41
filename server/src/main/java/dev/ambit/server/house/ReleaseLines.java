package dev.ambit.server.house;

import dev.ambit.core.policy.ReleaseId;
import dev.ambit.server.logging.Detail;
import dev.ambit.server.pap.LiveRelease;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Says what came of each attempt to load policies.
final class ReleaseLines {
    private static final Logger LOG = System.getLogger(ReleaseLines.class.getName());
    /// Most mistakes of one attempt that get a line; the API has all.
    private static final int MOST = 50;

    private ReleaseLines() {}

    static void say(LiveRelease.Status status) {
        var release = Detail.of("release", status.inForce().map(ReleaseId::toString).orElse("none"));
        var by = Detail.of("by", status.attempt().map(LiveRelease.Attempt::by).orElse(""));
        status.refused().ifPresentOrElse(refused -> {
            refused.mistakes().stream().limit(MOST).forEach(mistake -> LOG.log(Level.WARNING, mistake.toString(), Detail
                    .of("rule", mistake.code())));
            LOG.log(Level.WARNING, "the policy directory was refused, the release before stays in force", release, by,
                    Detail.of("mistakes", refused.mistakes().size()));
        }, () -> LOG.log(Level.INFO, "the policy directory is in force", release, by));
    }
}
