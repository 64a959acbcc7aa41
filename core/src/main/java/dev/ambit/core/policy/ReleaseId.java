package dev.ambit.core.policy;

import java.util.regex.Pattern;

/// The name of a release: the SHA-256 of its canonical content.
///
/// @param hex 64 lower-case hexadecimal digits
public record ReleaseId(String hex) {
    private static final Pattern ALLOWED = Pattern.compile("[0-9a-f]{64}");

    public ReleaseId {
        if (!ALLOWED.matcher(hex).matches()) {
            throw new IllegalArgumentException("`%s` is not a SHA-256 in lower-case hexadecimal".formatted(hex));
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
