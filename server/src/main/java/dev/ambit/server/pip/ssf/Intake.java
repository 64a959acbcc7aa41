package dev.ambit.server.pip.ssf;

import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.pip.mapping.Mapping;
import dev.ambit.server.pip.mapping.Payload;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes messages of security events, however they came.
///
/// @param audience what the transmitter calls us; empty for what the stream says
/// @param skew     how far ahead its clock may be
/// @param most     what its events are worth
record Intake(String source, Optional<String> audience, Duration skew, Integrity most, Mapping mapping) {
    private static final Logger LOG = System.getLogger(Intake.class.getName());

    /// What `token` says. What it says about the stream itself is taken note of, and makes no reading.
    ///
    /// @throws Rejected where it is not believed, or says nothing to us
    Message message(Live live, String token, Instant at) throws Rejected {
        var event = SecurityEvent.of(token, live.keys(), live.stream().issuer(), name -> isUs(live, name), skew, at);
        var id = Optional.of(event.id());
        if (event.isOfTheStream()) {
            note(live, event, at);
            return new Message(source, most, id, List.of());
        }
        if (SubjectId.hasUnknown(event.subject(), live.critical())) {
            throw new Rejected(Reason.UNMAPPED, "its subject has a member that has to be understood, and is not");
        }
        var said = mapping.said(Payload.of(event.payload()), Optional.of(event.happened()), at);
        return new Message(source, most, id, said);
    }

    private boolean isUs(Live live, String name) {
        return audience.map(name::equals).orElseGet(() -> live.stream().audience().contains(name));
    }

    private void note(Live live, SecurityEvent event, Instant at) throws Rejected {
        if (!SubjectId.isOpaque(event.subject(), live.stream().id())) {
            throw SecurityEvent.malformed("event `%s` is about another stream than `%s`".formatted(event.shortType(),
                    live.stream().id()));
        }
        if (event.type().equals(SecurityEvent.STREAM_UPDATED)) {
            updated(live, event);
        } else if (!live.verification().came(event.text("state"), at)) {
            throw new Rejected(Reason.WRONG_STATE, "`state` is of no verification that was asked for");
        }
    }

    private void updated(Live live, SecurityEvent event) throws Rejected {
        var status = new StreamStatus(event.text("status").orElse(""), event.text("reason"));
        live.status(status);
        LOG.log(status.isEnabled() ? Level.INFO : Level.WARNING, "the stream of `%s` is %s: %s".formatted(source, status
                .word(), status.reason().orElse("no reason is given")));
    }

    /// How RFC 8935 §2.4 and SSF 1.0 §8.1.4 call a reason; empty where the event itself is in order.
    static Optional<String> error(Reason reason) {
        return switch (reason) {
            case UNSIGNED, UNREGISTERED -> Optional.of("authentication_failed");
            case MIS_SIGNED -> Optional.of("invalid_key");
            case WRONG_ISSUER -> Optional.of("invalid_issuer");
            case WRONG_AUDIENCE -> Optional.of("invalid_audience");
            case WRONG_STATE -> Optional.of("invalid_state");
            case MALFORMED, OVERSIZED, OUTSIDE_WINDOW -> Optional.of("invalid_request");
            case TOO_OFTEN -> Optional.of("access_denied");
            case UNMAPPED, MAPPING_FAILED -> Optional.empty();
        };
    }
}
