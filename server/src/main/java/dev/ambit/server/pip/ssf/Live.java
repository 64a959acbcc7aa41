package dev.ambit.server.pip.ssf;

import dev.ambit.server.pip.jose.Keys;
import dev.ambit.server.secret.Secret;
import java.util.Optional;
import java.util.Set;

/// What stands once a transmitter was reached. Its parts that change are each whole in themselves, whoever looks.
final class Live {
    private final Transmitter transmitter;
    private final Keys keys;
    private final Set<String> critical;
    private final Verification verification = new Verification();
    private volatile Stream stream;
    private volatile StreamStatus status;
    private volatile Optional<Secret> header;

    /// @param critical members of subjects that have to be understood
    /// @param header   that the transmitter was told to show
    Live(Transmitter transmitter, Keys keys, Set<String> critical, Stream stream, StreamStatus status,
            Optional<Secret> header) {
        this.transmitter = transmitter;
        this.keys = keys;
        this.critical = Set.copyOf(critical);
        this.stream = stream;
        this.status = status;
        this.header = header;
    }

    Transmitter transmitter() {
        return transmitter;
    }

    Keys keys() {
        return keys;
    }

    Set<String> critical() {
        return critical;
    }

    Verification verification() {
        return verification;
    }

    Stream stream() {
        return stream;
    }

    StreamStatus status() {
        return status;
    }

    void status(StreamStatus now) {
        status = now;
    }

    boolean knows(Optional<Secret> now) {
        return header.equals(now);
    }

    /// It is so now at its transmitter.
    void read(Stream now) {
        stream = now;
    }

    /// It was changed, and the transmitter was told what to show.
    void updated(Stream now, Optional<Secret> told) {
        stream = now;
        header = told;
    }
}
