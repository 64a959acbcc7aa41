package dev.ambit.server.pdp.http;

import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.caller.Known;
import dev.ambit.server.pdp.http.Response.Problem;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who gets through to a route: authenticated, with a role for it, and not too fast.
final class Gate {
    private static final long SECOND_NANOS = 1_000_000_000;

    private static final Known ANYBODY = new Known(new Caller("anybody", EnumSet.noneOf(Role.class)), Optional.empty(),
            Means.NONE);
    private static final Known DEVELOPER = new Known(new Caller("developer", EnumSet.complementOf(EnumSet.of(
            Role.AGENT))), Optional.empty(), Means.API_KEY);

    private final boolean isDevelopment;
    private final Supplier<Callers> callers;
    private final FrontLimits limits;
    private final Pace pace;

    /// Who got through, or why not: exactly one of the two.
    record Passage(@Nullable Known caller, @Nullable Problem problem) {
        static Passage of(Known caller) {
            return new Passage(caller, null);
        }

        static Passage refused(Problem problem) {
            return new Passage(null, problem);
        }
    }

    Gate(boolean isDevelopment, Supplier<Callers> callers, FrontLimits limits) {
        this.isDevelopment = isDevelopment;
        this.callers = callers;
        this.limits = limits;
        this.pace = new Pace(limits.requestsPerSecond());
    }

    Passage pass(Route route, Peer peer, @Nullable String authorization, long nowNanos) {
        if (route.isOpen()) {
            return Passage.of(ANYBODY);
        }
        // A key is believed in development too, so that one machine can play several callers.
        var known = isDevelopment && authorization == null
                ? Optional.of(DEVELOPER)
                : peer.identify(authorization, callers.get());
        if (known.isEmpty()) {
            return Passage.refused(Problems.notAuthenticated(why(peer, authorization)));
        }
        var caller = known.get();
        if (!isAllowed(route, caller.caller())) {
            return Passage.refused(Problems.notAllowed(caller.caller().name(), route.allowed()));
        }
        var early = pace.take(caller.caller().name(), nowNanos);
        return early == 0
                ? Passage.of(caller)
                : Passage.refused(Problems.tooFast(caller.caller().name(), limits.requestsPerSecond(), 1 + early
                        / SECOND_NANOS));
    }

    private static boolean isAllowed(Route route, Caller caller) {
        for (var role : route.allowed()) {
            if (caller.is(role)) {
                return true;
            }
        }
        return false;
    }

    private static String why(Peer peer, @Nullable String authorization) {
        if (authorization != null) {
            return "`Authorization` names no key that is known";
        }
        return peer.hasCertificate() ? "the client certificate has no name that is listed" : "nothing says who calls";
    }
}
