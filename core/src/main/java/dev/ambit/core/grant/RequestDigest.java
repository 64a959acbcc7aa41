package dev.ambit.core.grant;

import java.util.regex.Pattern;

/// What exactly was asked, as SHA-256: the action, the resource, and everything the enforcement point said about the call,
/// its arguments included. Two requests with one digest are the same request.
///
/// @param hex 64 lower-case hexadecimal digits
public record RequestDigest(String hex) {
    private static final Pattern ALLOWED = Pattern.compile("[0-9a-f]{64}");

    public RequestDigest {
        if (!ALLOWED.matcher(hex).matches()) {
            throw new IllegalArgumentException("`%s` is not a SHA-256 in lower-case hexadecimal".formatted(hex));
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
