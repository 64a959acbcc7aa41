package dev.ambit.server.pip.webhook;

import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Receiver;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.secret.Secret;
import dev.ambit.server.pip.mapping.Mapping;
import dev.ambit.server.pip.mapping.Payload;
import java.util.List;
import java.util.function.Supplier;

/// Receives the webhooks of one source.
///
/// @param secrets any of them will do
/// @param most    what its messages are worth, however they are signed
public record WebhookReceiver(Scheme scheme, Supplier<List<Secret>> secrets, Integrity most, Mapping mapping)
        implements
            Receiver {
    @Override
    public Message receive(Arrival arrival) throws Rejected {
        var vouched = scheme.check(arrival, secrets.get());
        var payload = Payload.of(arrival.body());
        var said = mapping.said(payload, vouched.sent(), arrival.at());
        var integrity = most.isAtLeast(vouched.integrity()) ? vouched.integrity() : most;
        return new Message(arrival.source(), integrity, vouched.id(), said);
    }
}
