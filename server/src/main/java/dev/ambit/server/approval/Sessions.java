package dev.ambit.server.approval;

import dev.ambit.cedar.value.EntityUid;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who is logged in, and who is about to be. In memory alone: after a restart people log in again.
final class Sessions {
    /// How long one lasts, however it is used.
    static final Duration LENGTH = Duration.ofHours(1);
    /// How long somebody may take to log in.
    static final Duration LOGIN = Duration.ofMinutes(10);
    /// Most of each at a time; beyond it the oldest ends.
    static final int MOST = 10_000;

    private static final int BYTES = 32;

    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<String, Session> sessions = bounded();
    private final Map<String, Attempt> attempts = bounded();

    /// Somebody who is logged in.
    ///
    /// @param csrf has to come with everything that changes something
    record Session(EntityUid person, String csrf, Instant ends) {}

    /// A login that has begun.
    ///
    /// @param verifier of PKCE
    record Attempt(String nonce, String verifier, String then, Instant ends) {}

    Sessions(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    private static <T> Map<String, T> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MOST;
            }
        };
    }

    private String fresh() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @param then where to go once it is done
    /// @return the `state` under which it is known
    synchronized String attempt(String then) {
        var state = fresh();
        attempts.put(state, new Attempt(fresh(), fresh(), then, clock.instant().plus(LOGIN)));
        return state;
    }

    synchronized Optional<Attempt> attempted(String state) {
        return Optional.ofNullable(attempts.get(state)).filter(attempt -> clock.instant().isBefore(attempt.ends()));
    }

    /// The attempt, which is over with this: a code is exchanged once.
    synchronized Optional<Attempt> finish(String state) {
        var found = attempted(state);
        attempts.remove(state);
        return found;
    }

    /// @return what the cookie says
    synchronized String begin(EntityUid person) {
        var id = fresh();
        sessions.put(id, new Session(person, fresh(), clock.instant().plus(LENGTH)));
        return id;
    }

    synchronized Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id)).filter(session -> clock.instant().isBefore(session.ends()));
    }

    synchronized void end(String id) {
        sessions.remove(id);
    }
}
