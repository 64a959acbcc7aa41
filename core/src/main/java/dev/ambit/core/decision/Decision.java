package dev.ambit.core.decision;

import dev.ambit.core.grant.RequestDigest;
import java.time.Instant;
import java.util.List;

/// The answer: one of three, and why.
/// There is no fourth for something having gone wrong: whatever goes wrong while deciding is a reason to deny.
public sealed interface Decision {

    /// At least one. Those of one line of the combining rule, the first that says something.
    List<Reason> reasons();

    /// It may.
    ///
    /// @param until when something this hangs on runs out, that instant excluded; [Instant#MAX] where nothing does
    record Permit(Instant until, List<Reason> reasons) implements Decision {
        public Permit {
            reasons = List.copyOf(reasons);
        }
    }

    /// It may not.
    record Deny(List<Reason> reasons) implements Decision {
        public Deny {
            reasons = List.copyOf(reasons);
        }
    }

    /// It may once people have approved it.
    ///
    /// @param request what exactly they have to approve
    /// @param rules   the names of the profile's rules under which
    record Hold(RequestDigest request, List<String> rules, List<Reason> reasons) implements Decision {
        public Hold {
            rules = List.copyOf(rules);
            reasons = List.copyOf(reasons);
        }
    }

    /// Whether it may be done now.
    default boolean isPermit() {
        return this instanceof Permit;
    }

    /// The answer where a decision was taken and could not be recorded: nothing may be done of which nobody would know.
    static Deny unrecorded(String why) {
        return deny(Reason.of(Code.UNRECORDED, why));
    }

    static Deny deny(Reason... reasons) {
        return new Deny(List.of(reasons));
    }
}
