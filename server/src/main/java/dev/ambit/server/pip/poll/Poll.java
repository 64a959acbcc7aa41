package dev.ambit.server.pip.poll;

import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.core.signal.Message.Said;
import dev.ambit.server.pip.Asking;
import dev.ambit.server.pip.Ear;
import dev.ambit.server.pip.Fetcher.Next;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.pip.mapping.Mapping;
import dev.ambit.server.pip.mapping.Payload;
import dev.ambit.server.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One address that is asked. What it answers is so from when it was asked, unless a rule says otherwise; where it answers that nothing has
/// changed (`ETag`, RFC 9110 §13.1.2), what it said last is so again.
///
/// An answer is worth `authenticated`, for TLS shows who gave it; without TLS, `asserted`.
public final class Poll {
    private final String source;
    private final URI address;
    private final Supplier<Optional<Secret>> token;
    private final Duration every;
    private final int mostBytes;
    private final Integrity most;
    private final Mapping mapping;
    private final Asking asking;
    private final Ear ear;
    private final InstantSource clock;

    // Of the thread that asks.
    private Optional<String> tag = Optional.empty();
    private List<Said> last = List.of();

    /// @param token     that we show
    /// @param every     how long to wait after each time
    /// @param mostBytes of an answer
    /// @param most      what an answer is worth at most
    public Poll(String source, URI address, Supplier<Optional<Secret>> token, Duration every, int mostBytes,
            Integrity most, Mapping mapping, Asking asking, Ear ear, InstantSource clock) {
        this.source = source;
        this.address = address;
        this.token = token;
        this.every = every;
        this.mostBytes = mostBytes;
        this.most = most.isAtLeast(earned(address)) ? earned(address) : most;
        this.mapping = mapping;
        this.asking = asking;
        this.ear = ear;
        this.clock = clock;
    }

    private static Integrity earned(URI address) {
        return address.getScheme().equals("https") ? Integrity.AUTHENTICATED : Integrity.ASSERTED;
    }

    /// Asks once.
    public Next round() throws IOException {
        var asked = clock.instant();
        var request = HttpRequest.newBuilder(address).GET().header("Accept", "application/json");
        token.get().ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        tag.ifPresent(known -> request.header("If-None-Match", known));
        var answer = asking.send(request, mostBytes);
        switch (answer.status()) {
            case 200 -> read(answer, asked);
            case 304 -> ear.hear(new Message(source, most, Optional.empty(), again(last, asked)));
            default -> throw new IOException("it answers with status %d".formatted(answer.status()));
        }
        return Next.in(every);
    }

    private void read(Asking.Answer answer, Instant asked) throws IOException {
        tag = Optional.empty();
        try {
            var said = mapping.said(Payload.of(answer.body()), Optional.of(asked), asked);
            ear.hear(new Message(source, most, Optional.empty(), said));
            last = said;
            tag = answer.headers().firstValue("etag");
        } catch (Rejected rejected) {
            ear.refuse(source, rejected.reason(), rejected.words(), answer.body().length);
            throw new IOException(rejected.words(), rejected);
        }
    }

    private static List<Said> again(List<Said> said, Instant now) {
        return said.stream().map(each -> new Said(each.signal(), each.subject(), each.value(), Optional.of(now)))
                .toList();
    }
}
