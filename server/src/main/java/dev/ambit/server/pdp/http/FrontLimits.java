package dev.ambit.server.pdp.http;

import java.time.Duration;

/// Bounds on what the front takes in.
///
/// @param bodyBytes         longest body
/// @param headBytes         longest head, request line excluded
/// @param lineBytes         longest request line
/// @param connections       most at a time, over all callers; further ones are closed at once
/// @param requestsPerSecond of one caller, a second's worth at once
/// @param idle              after which a connection is closed that has finished no request, whatever trickles in
/// @param body              in which a body must arrive once its head has
/// @param answer            after which a caller is told that there is no answer
/// @param drain             in which requests under way may finish when the server stops
public record FrontLimits(
        int bodyBytes,
        int headBytes,
        int lineBytes,
        int connections,
        long requestsPerSecond,
        Duration idle,
        Duration body,
        Duration answer,
        Duration drain) {

    /// 1 MiB bodies, 16 KiB heads, 10,000 connections, 100,000 requests a second for each caller; a minute of idleness,
    /// 10 s for a body, 30 s for an answer, 10 s to finish.
    public static final FrontLimits DEFAULT = new FrontLimits(1 << 20, 16 << 10, 8 << 10, 10_000, 100_000, Duration
            .ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(10));

    /// @throws IllegalArgumentException where one is not positive
    public FrontLimits {
        if (bodyBytes < 1 || headBytes < 1 || lineBytes < 1 || connections < 1 || requestsPerSecond < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
        if (!idle.isPositive() || !body.isPositive() || !answer.isPositive() || !drain.isPositive()) {
            throw new IllegalArgumentException("every time is positive");
        }
    }

    public FrontLimits withConnections(int most) {
        return new FrontLimits(bodyBytes, headBytes, lineBytes, most, requestsPerSecond, idle, body, answer, drain);
    }

    public FrontLimits withBodyBytes(int most) {
        return new FrontLimits(most, headBytes, lineBytes, connections, requestsPerSecond, idle, body, answer, drain);
    }

    public FrontLimits withRequestsPerSecond(long most) {
        return new FrontLimits(bodyBytes, headBytes, lineBytes, connections, most, idle, body, answer, drain);
    }

    public FrontLimits withTimes(Duration idle, Duration body, Duration answer) {
        return new FrontLimits(bodyBytes, headBytes, lineBytes, connections, requestsPerSecond, idle, body, answer,
                drain);
    }
}
