package dev.ambit.server.notify;

import dev.ambit.server.notify.Channel.Message;
import dev.ambit.server.notify.Channel.Sent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Carries one channel what happened, in order, each message until it is received, unwanted too often, or too old. It remembers
/// how far it came only after that: a crash in between sends a message twice, and loses none.
final class Courier implements AutoCloseable {
    /// How often a receiver that is there can refuse a message before it is a dead letter.
    static final int MOST_REFUSALS = 6;
    /// How long a message is tried for that nobody receives.
    static final Duration LONGEST_TRIAL = Duration.ofDays(3);

    private static final Logger LOG = System.getLogger(Courier.class.getName());
    private static final int BATCH = 200;
    private static final Duration REST = Duration.ofMillis(200);
    /// How many events that say nothing to a channel are passed over before that is remembered.
    private static final int SKIPPED_AT_ONCE = 1_000;

    private final Channel channel;
    private final Feed feed;
    private final Post post;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean closing;

    Courier(Channel channel, Feed feed, Post post, Backoff backoff, InstantSource clock) {
        this.channel = channel;
        this.feed = feed;
        this.post = post;
        this.backoff = backoff;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("courier " + channel.name()).unstarted(this::run);
    }

    /// A channel that is new is told what happens from now on.
    void start() throws IOException {
        post.begin(channel.name(), feed.size());
        thread.start();
    }

    private void run() {
        try {
            while (!closing) {
                carry();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// What cannot be read or remembered now is tried again: nothing is skipped.
    private void carry() throws InterruptedException {
        try {
            retry();
            if (!forward()) {
                Thread.sleep(REST);
            }
        } catch (IOException unreadable) {
            LOG.log(Level.ERROR, "channel `%s` stands still: %s".formatted(channel.name(), unreadable.getMessage()));
            Thread.sleep(Duration.ofSeconds(5));
        }
    }

    /// Dead letters that somebody wants sent again, and what is in no journal, go first.
    private void retry() throws IOException, InterruptedException {
        for (var letter : post.revived(channel.name())) {
            switch (channel.send(new Message(letter.message(), letter.body()))) {
                case Sent.Received _ -> post.remove(letter.id());
                case Sent.Unwanted(var why) -> post.bury(channel.name(), letter.message(), letter.body(), letter
                        .attempts() + 1, why, clock.instant());
                case Sent.Unreachable(var why) -> {
                    var attempts = letter.attempts() + 1;
                    post.put(new Post.Letter(0, channel.name(), letter.message(), letter.body(), attempts, why, clock
                            .instant(), attempts < MOST_REFUSALS));
                    Thread.sleep(backoff.after(attempts));
                }
            }
        }
    }

    private boolean forward() throws IOException, InterruptedException {
        var begin = post.position(channel.name());
        if (begin < feed.first()) {
            LOG.log(Level.ERROR, "channel `%s` has missed %,d events that are no longer kept".formatted(channel.name(),
                    feed.first() - begin));
            begin = feed.first();
        }
        var all = begin < feed.size() ? feed.read(begin, BATCH) : List.<Feed.Told>of();
        var since = begin;
        for (var told : all) {
            var messages = channel.messages(told);
            for (var message : messages) {
                if (!deliver(message)) {
                    return true;
                }
            }
            if (!messages.isEmpty() || told.position() + 1 - since >= SKIPPED_AT_ONCE) {
                since = told.position() + 1;
                post.advance(channel.name(), since);
            }
        }
        if (!all.isEmpty()) {
            post.advance(channel.name(), all.getLast().position() + 1);
        }
        return !all.isEmpty();
    }

    /// @return whether it is settled; not where the server stops first
    private boolean deliver(Message message) throws IOException, InterruptedException {
        var begun = clock.instant();
        var refused = 0;
        for (var attempt = 1; !closing; attempt++) {
            var why = switch (channel.send(message)) {
                case Sent.Received _ -> "";
                case Sent.Unwanted(var reason) -> {
                    refused++;
                    yield reason;
                }
                case Sent.Unreachable(var reason) -> reason;
            };
            if (why.isEmpty()) {
                return true;
            }
            if (refused >= MOST_REFUSALS || isTooOld(begun)) {
                LOG.log(Level.WARNING, "message `%s` for `%s` is a dead letter: %s".formatted(message.id(), channel
                        .name(), why));
                post.bury(channel.name(), message.id(), message.body(), attempt, why, clock.instant());
                return true;
            }
            Thread.sleep(backoff.after(attempt));
        }
        return false;
    }

    private boolean isTooOld(Instant begun) {
        return clock.instant().isAfter(begun.plus(LONGEST_TRIAL));
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
