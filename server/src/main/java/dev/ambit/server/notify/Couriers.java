package dev.ambit.server.notify;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Everybody who is told something, each by a courier of its own: one that is slow or away holds up no other.
public final class Couriers implements AutoCloseable {
    /// Most channels at a time.
    static final int MOST = 1_000;

    private final Feed feed;
    private final Post post;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Map<String, Courier> couriers = new LinkedHashMap<>();

    public Couriers(Feed feed, Post post, Backoff backoff, InstantSource clock) {
        this.feed = feed;
        this.post = post;
        this.backoff = backoff;
        this.clock = clock;
    }

    /// From now on `channel` is told, in place of one of its name.
    public synchronized void add(Channel channel) throws IOException {
        remove(channel.name());
        if (couriers.size() >= MOST) {
            throw new IOException("there are %,d channels already".formatted(MOST));
        }
        var courier = new Courier(channel, feed, post, backoff, clock);
        courier.start();
        couriers.put(channel.name(), courier);
    }

    /// The channel is told nothing more. Where it left off is remembered.
    public synchronized void remove(String name) {
        var courier = couriers.remove(name);
        if (courier != null) {
            courier.close();
        }
    }

    @Override
    public synchronized void close() {
        couriers.values().forEach(Courier::close);
        couriers.clear();
    }
}
