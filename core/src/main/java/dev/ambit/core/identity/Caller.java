package dev.ambit.core.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Who speaks to the server, once authenticated: a program or a person with a key or a certificate.
/// Not the principal of a decision, unless it asks for itself.
///
/// @param name under which events and records name it
public record Caller(String name, Set<Role> roles) {

    /// What a caller may do. None includes another.
    public enum Role {
        /// Ask for decisions on behalf of principals it vouches for, and report what came of them.
        ENFORCEMENT_POINT,
        /// Ask for itself, in its own tasks, and see those.
        AGENT,
        /// Open, extend, pause, resume and end tasks.
        OPERATOR,
        /// Answer requests for approval.
        APPROVER,
        /// Read tasks, scopes and records.
        AUDITOR,
        /// Load policy releases and make keys.
        ADMINISTRATOR,
        /// Say what is so: the signals that are its own, by its name in the catalogue.
        SOURCE,
        /// Read how the server is doing, and nothing of what it decides.
        MONITOR,
        /// Be told of changes: have a stream of shared signals.
        RECEIVER
    }

    public Caller {
        roles = Collections.unmodifiableSet(
                roles.isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(roles));
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
