package dev.ambit.core.grant;

/// What exactly was asked, as SHA-256: the action, the resource, and everything the enforcement point said about the call,
/// its arguments included. Two requests with one digest are the same request.
///
/// @param hex 64 lower-case hexadecimal digits
public record RequestDigest(String hex) {
    private static final int LENGTH = 64;

    public RequestDigest {
        if (!isSha256(hex)) {
            throw new IllegalArgumentException("`%s` is not a SHA-256 in lower-case hexadecimal".formatted(hex));
        }
    }

    private static boolean isSha256(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return text.length() == LENGTH;
    }

    @Override
    public String toString() {
        return hex;
    }
}
