package dev.ambit.server.notify.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.notify.Channel.Message;
import dev.ambit.server.notify.Couriers;
import dev.ambit.server.notify.Feed;
import dev.ambit.server.notify.Post;
import dev.ambit.server.notify.ssf.EventStream.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// All streams at work. What they are told is made of the journal whenever it is needed, so that the same event gives the same
/// token; only what is in no journal, such as a verification, is kept as a letter.
public final class Transmitter {
    private static final String SSF = "https://schemas.openid.net/secevent/ssf/event-type/";

    private final Settings settings;
    private final Feed feed;
    private final Post post;
    private final Couriers couriers;
    private final EventStreams streams;
    private final SetKey key;
    private final Principals principals;
    private final Supplier<String> fresh;
    private final HttpClient client;
    private final InstantSource clock;

    /// @param risk      the signal whose level is told; empty for none
    /// @param isAboutAll whether a new stream is about everybody, or about nobody until it names some
    /// @param allowsInternalReceivers whether tokens may be pushed without TLS, and into the own network: for one machine and for tests
    public record Settings(Optional<String> risk, boolean isAboutAll, boolean allowsInternalReceivers) {}

    /// @param principals whose a task is, or was
    /// @param fresh      makes ids that nobody can guess and nobody has
    public Transmitter(Settings settings, Feed feed, Post post, Couriers couriers, SetKey key,
            Principals principals, Supplier<String> fresh, HttpClient client,
            InstantSource clock) throws IOException {
        this.settings = settings;
        this.feed = feed;
        this.post = post;
        this.couriers = couriers;
        this.streams = new EventStreams(post);
        this.key = key;
        this.principals = principals;
        this.fresh = fresh;
        this.client = client;
        this.clock = clock;
    }

    /// Goes on with what was begun before a restart.
    public void start() throws IOException {
        for (var stream : streams.of(Optional.empty())) {
            run(stream);
        }
    }

    Settings settings() {
        return settings;
    }

    Json keys() {
        return key.keys();
    }

    EventStreams streams() {
        return streams;
    }

    /// The stream with `id`, where it is this receiver's.
    Optional<EventStream> find(String receiver, String id) throws IOException {
        return streams.of(Optional.of(receiver)).stream().filter(stream -> stream.id().equals(id)).findFirst();
    }

    String freshId() {
        return fresh.get();
    }

    /// A stream that is new begins with what happens from now on.
    void create(EventStream stream) throws IOException {
        post.begin(channel(stream), feed.size());
        streams.keep(stream);
        run(stream);
    }

    void change(EventStream stream) throws IOException {
        streams.keep(stream);
        run(stream);
    }

    void remove(EventStream stream) throws IOException {
        couriers.remove(channel(stream));
        streams.remove(stream.id());
    }

    /// What happens while it is paused is held, in the journal; what happens while it is disabled is not told.
    void change(EventStream stream, Status status, String reason) throws IOException {
        if (stream.status() == Status.DISABLED && status != Status.DISABLED) {
            post.advance(channel(stream), feed.size());
        }
        change(stream.with(status, reason));
    }

    private void run(EventStream stream) throws IOException {
        couriers.remove(channel(stream));
        if (stream.status() == Status.ENABLED && stream.pushTo().isPresent()) {
            couriers.add(new PushChannel(this, stream, client));
        }
    }

    static String channel(EventStream stream) {
        return "stream " + stream.id();
    }

    /// Sends a token by which the receiver sees that the stream works.
    void verify(EventStream stream, Optional<String> state) throws IOException {
        var fields = new LinkedHashMap<String, Json>();
        state.ifPresent(text -> fields.put("state", Json.of(text)));
        send(stream, "verification", Json.object(fields));
    }

    private void send(EventStream stream, String word, Json event) throws IOException {
        var id = "c-" + fresh.get();
        var now = clock.instant();
        post.send(channel(stream), id, token(stream, id, now, Caep.opaque(stream.id()), Map.of(SSF + word, event)),
                now);
    }

    // Tokens.

    private String token(EventStream stream, String id, Instant at, Json subject, Map<String, Json> events) {
        var claims = new LinkedHashMap<String, Json>();
        claims.put("iss", Json.of(stream.issuer()));
        claims.put("jti", Json.of(id));
        claims.put("iat", Json.of(at.getEpochSecond()));
        claims.put("aud", Json.of(stream.audience()));
        claims.put("txn", Json.of(id));
        claims.put("sub_id", subject);
        claims.put("events", Json.object(events));
        return key.sign(Json.object(claims));
    }

    /// What a stream is told of an event; the same whenever it is asked.
    Optional<Message> message(EventStream stream, Feed.Told told) throws IOException {
        var caep = Caep.of(told, principals, settings.risk());
        if (caep.isEmpty() || !stream.delivered().contains(caep.get().type())) {
            return Optional.empty();
        }
        var subject = caep.get().subject(stream.issuer());
        var isNamed = streams.subjects(stream.id()).stream().anyMatch(named -> Subjects.matches(named, subject));
        if (isNamed == settings.isAboutAll()) {
            return Optional.empty();
        }
        var id = "%s.%d".formatted(stream.id(), told.position());
        return Optional.of(new Message(id, token(stream, id, caep.get().at(), subject, Map.of(caep.get().type(), caep
                .get().event()))));
    }

    // Polling.

    /// @param sets at most as many as were asked for, by their ids
    record Polled(Map<String, String> sets, boolean hasMore) {}

    /// What has been told and not been acknowledged, the oldest first.
    Polled poll(EventStream stream, int most) throws IOException {
        var sets = new LinkedHashMap<String, String>();
        if (stream.status() != Status.ENABLED) {
            return new Polled(sets, false);
        }
        for (var letter : post.revived(channel(stream))) {
            if (sets.size() == most) {
                return new Polled(sets, true);
            }
            sets.put(letter.message(), letter.body());
        }
        return pollJournal(stream, most, sets);
    }

    private Polled pollJournal(EventStream stream, int most, Map<String, String> sets) throws IOException {
        var next = Math.max(post.position(channel(stream)), feed.first());
        var isAtFront = true;
        while (next < feed.size()) {
            for (var told : feed.read(next, 500)) {
                var message = streams.isAcked(stream.id(), told.position())
                        ? Optional.<Message>empty()
                        : message(stream, told);
                if (message.isPresent() && sets.size() == most) {
                    return new Polled(sets, true);
                }
                message.ifPresent(each -> sets.put(each.id(), each.body()));
                isAtFront &= message.isEmpty();
                next = told.position() + 1;
                if (isAtFront) {
                    passed(stream, next);
                }
            }
        }
        return new Polled(sets, false);
    }

    private void passed(EventStream stream, long next) throws IOException {
        if (next % 100 == 0 || next == feed.size()) {
            post.advance(channel(stream), next);
            streams.forgetAcked(stream.id(), next);
        }
    }

    /// What the receiver has, or does not want, is not sent again.
    ///
    /// @param why why it does not; empty where it has it
    void acknowledge(EventStream stream, String id, Optional<String> why) throws IOException {
        var number = id.startsWith(stream.id() + ".") ? id.substring(stream.id().length() + 1) : "";
        if (number.matches("[0-9]{1,18}")) {
            var position = Long.parseLong(number);
            if (position >= post.position(channel(stream)) && position < feed.size()) {
                streams.acked(stream.id(), position);
            }
        }
        for (var letter : post.revived(channel(stream))) {
            if (letter.message().equals(id)) {
                post.remove(letter.id());
            }
        }
        if (why.isPresent()) {
            post.with(
                    "INSERT OR REPLACE INTO letter (channel, message, body, attempts, why, at) VALUES (?, ?, '', 1, ?, ?)",
                    statement -> {
                        statement.setString(1, channel(stream));
                        statement.setString(2, id);
                        statement.setString(3, why.get());
                        statement.setLong(4, clock.instant().toEpochMilli());
                        return statement.executeUpdate();
                    });
        }
    }

    /// Whether tokens may be pushed to `endpoint`: with TLS, and not into the own network, unless settings allow it.
    boolean mayPushTo(URI endpoint) {
        if (endpoint.getHost() == null || endpoint.getUserInfo() != null || !List.of("http", "https").contains(endpoint
                .getScheme())) {
            return false;
        }
        if (settings.allowsInternalReceivers()) {
            return true;
        }
        try {
            for (var address : InetAddress.getAllByName(endpoint.getHost())) {
                if (isInternal(address)) {
                    return false;
                }
            }
            return endpoint.getScheme().equals("https");
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }

    private static boolean isInternal(InetAddress address) {
        var isUniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress() || address
                .isSiteLocalAddress() || address.isMulticastAddress() || isUniqueLocal;
    }
}
