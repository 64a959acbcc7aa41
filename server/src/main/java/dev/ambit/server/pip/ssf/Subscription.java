package dev.ambit.server.pip.ssf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Asking;
import dev.ambit.server.pip.Ear;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Receiver;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.pip.jose.KeyAddress;
import dev.ambit.server.pip.jose.Keys;
import dev.ambit.server.pip.mapping.Mapping;
import dev.ambit.server.pip.mapping.Payload;
import dev.ambit.server.pip.ssf.Transmitter.EventError;
import dev.ambit.server.secret.Secret;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One transmitter that we are subscribed to: the stream is found or made, verified, and its events are received, sent to us or fetched
/// by us. An event is answered once what counts of it is on disk; one that comes twice is known by its `jti` and answered the same.
public final class Subscription implements Receiver {
    private static final Logger LOG = System.getLogger(Subscription.class.getName());
    private static final int MOST_AT_ONCE = 100;
    /// How often a stream has to show that it works.
    private static final Duration VERIFIED_EVERY = Duration.ofMinutes(10);
    private static final Duration AT_ONCE = Duration.ofMillis(10);

    private final Wanted wanted;
    private final Mapping mapping;
    private final Asking asking;
    private final Ear ear;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    private volatile @Nullable Live live;
    private volatile String status = "enabled";
    private volatile String awaited = "";

    // Of the thread that fetches.
    private Instant verified = Instant.MIN;
    private final List<String> taken = new ArrayList<>();
    private final Map<String, EventError> refused = new LinkedHashMap<>();

    /// What we want of a transmitter.
    ///
    /// @param source   under which name its signals are in the catalogue
    /// @param issuer   its own name, and where it is found
    /// @param endpoint where it reaches us; empty where we fetch
    /// @param audience what it calls us; empty for what the stream says
    /// @param keys     its keys; empty for those that it says itself
    /// @param token    what we show it
    /// @param header   what it shows us, as `Authorization`
    /// @param types    of events that we ask for
    /// @param skew     how far ahead its clock may be
    /// @param every    how long to wait before events are fetched again, where there were none
    /// @param most     what its events are worth
    public record Wanted(String source, URI issuer, Optional<URI> endpoint, Optional<String> audience,
            Optional<Keys> keys,
            Supplier<Optional<Secret>> token, Optional<Secret> header, List<String> types, Duration skew,
            Duration every,
            Integrity most) {}

    /// What stands once the transmitter was reached.
    private record Live(Transmitter transmitter, Stream stream, Keys keys, Set<String> critical) {}

    public Subscription(Wanted wanted, Mapping mapping, Asking asking, Ear ear, InstantSource clock) {
        this.wanted = wanted;
        this.mapping = mapping;
        this.asking = asking;
        this.ear = ear;
        this.clock = clock;
    }

    // Being sent events (RFC 8935)

    @Override
    public Message receive(Arrival arrival) throws Rejected {
        var shown = arrival.header("authorization").filter(text -> !text.isEmpty()).map(Secret::of);
        if (wanted.header().isPresent() && !shown.equals(wanted.header())) {
            throw new Rejected(Reason.UNSIGNED, "`Authorization` is not what this stream shows");
        }
        var type = arrival.header("content-type").orElse("").strip().toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/secevent+jwt")) {
            throw new Rejected(Reason.MALFORMED, "the content type is not `application/secevent+jwt`");
        }
        var now = live;
        if (now == null) {
            throw new Rejected(Reason.WRONG_ISSUER, "there is no stream from this transmitter yet");
        }
        return message(now, new String(arrival.body(), US_ASCII), arrival.at());
    }

    private Message message(Live now, String token, Instant at) throws Rejected {
        var event = SecurityEvent.of(token, now.keys(), now.stream().issuer(), name -> isUs(now, name), wanted.skew(),
                at);
        var id = Optional.of(event.id());
        if (isOfTheStream(event)) {
            return new Message(wanted.source(), wanted.most(), id, List.of());
        }
        if (SubjectId.hasUnknown(event.subject(), now.critical())) {
            throw new Rejected(Reason.UNMAPPED, "its subject has a member that has to be understood, and is not");
        }
        var said = mapping.said(Payload.of(event.payload()), Optional.of(event.happened()), at);
        return new Message(wanted.source(), wanted.most(), id, said);
    }

    private boolean isUs(Live now, String name) {
        return wanted.audience().map(name::equals).orElseGet(() -> now.stream().audience().contains(name));
    }

    /// Whether an event is about the stream itself, and what to make of it.
    private boolean isOfTheStream(SecurityEvent event) throws Rejected {
        if (event.type().equals(SecurityEvent.VERIFICATION)) {
            verified(event);
            return true;
        }
        if (event.type().equals(SecurityEvent.STREAM_UPDATED)) {
            status = event.text("status").orElse(status);
            LOG.log(Level.WARNING, "stream of `%s` is %s: %s".formatted(wanted.source(), status, event.text("reason")
                    .orElse(
                            "no reason is given")));
            return true;
        }
        return false;
    }

    private void verified(SecurityEvent event) throws Rejected {
        var state = event.text("state");
        if (state.isPresent() && !state.get().equals(awaited)) {
            LOG.log(Level.INFO, "stream of `%s`: a verification that was not asked for".formatted(wanted.source()));
        } else {
            awaited = "";
        }
    }

    // Keeping the stream, and fetching events (RFC 8936)

    /// Does what is next: finds the transmitter and the stream, has it verified, and fetches events where they are not sent.
    ///
    /// @return how long to wait
    public Duration round() throws IOException {
        var now = live;
        if (now == null) {
            now = connected();
            live = now;
        }
        verify(now);
        var pause = now.stream().isPolled() ? fetch(now) : wanted.every();
        if (!status.equals("enabled")) {
            throw new IOException("the stream is " + status);
        }
        return pause;
    }

    private Live connected() throws IOException {
        var transmitter = Transmitter.discovered(wanted.issuer(), asking, wanted.token());
        var keys = wanted.keys().isPresent()
                ? wanted.keys().get()
                : new KeyAddress(transmitter.keys().orElseThrow(() -> new IOException(
                        "the transmitter has no `jwks_uri`")),
                        asking, clock);
        var stream = stream(transmitter);
        if (!stream.issuer().equals(wanted.issuer().toString())) {
            throw new IOException("the stream is signed by `%s`, not by `%s`".formatted(stream.issuer(), wanted
                    .issuer()));
        }
        if (transmitter.hasStatus()) {
            status = transmitter.status(stream);
        }
        return new Live(transmitter, stream, keys, transmitter.critical());
    }

    /// A transmitter has one stream for a receiver; it is changed where it is not as wanted.
    private Stream stream(Transmitter transmitter) throws IOException {
        var asked = new Stream.Wanted(wanted.endpoint().isPresent() ? Stream.PUSH : Stream.POLL, wanted.endpoint(),
                wanted
                        .types());
        var known = transmitter.streams();
        if (known.isEmpty()) {
            return transmitter.create(asked, wanted.header());
        }
        return known.getFirst().is(asked)
                ? known.getFirst()
                : transmitter.update(known.getFirst(), asked, wanted.header());
    }

    private void verify(Live now) throws IOException {
        var at = clock.instant();
        var isFirst = verified.equals(Instant.MIN);
        if (!now.transmitter().canVerify() || !isFirst && at.isBefore(verified.plus(VERIFIED_EVERY))) {
            return;
        }
        var isUnanswered = !isFirst && !awaited.isEmpty();
        verified = at;
        awaited = Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
        now.transmitter().verify(now.stream(), awaited);
        if (isUnanswered) {
            throw new IOException("the stream was not verified within " + VERIFIED_EVERY);
        }
    }

    private Duration fetch(Live now) throws IOException {
        var endpoint = now.stream().endpoint().orElseThrow(() -> new IOException(
                "the stream does not say where it is fetched"));
        var polled = now.transmitter().poll(endpoint, taken, refused, MOST_AT_ONCE);
        taken.clear();
        refused.clear();
        for (var event : polled.events().entrySet()) {
            take(now, event.getKey(), event.getValue());
        }
        return polled.isMore() || !taken.isEmpty() || !refused.isEmpty() ? AT_ONCE : wanted.every();
    }

    private void take(Live now, String id, String token) throws IOException {
        try {
            var message = message(now, token, clock.instant());
            if (!message.id().equals(Optional.of(id))) {
                throw new Rejected(Reason.MALFORMED, "its `jti` is not the `%s` it came under".formatted(id));
            }
            ear.hear(message);
            taken.add(id);
        } catch (Rejected why) {
            ear.refuse(wanted.source(), why.reason(), why.words(), token.length());
            error(why.reason()).ifPresentOrElse(err -> refused.put(id, new EventError(err, why.words())), () -> taken
                    .add(id));
        }
    }

    /// How RFC 8935 §2.4 calls a reason; empty where the event itself is in order.
    public static Optional<String> error(Reason reason) {
        return switch (reason) {
            case UNSIGNED, UNREGISTERED -> Optional.of("authentication_failed");
            case MIS_SIGNED -> Optional.of("invalid_key");
            case WRONG_ISSUER -> Optional.of("invalid_issuer");
            case WRONG_AUDIENCE -> Optional.of("invalid_audience");
            case MALFORMED, OVERSIZED, OUTSIDE_WINDOW -> Optional.of("invalid_request");
            case TOO_OFTEN -> Optional.of("access_denied");
            case UNMAPPED, MAPPING_FAILED -> Optional.empty();
        };
    }
}
