package dev.ambit.server.pdp.caller;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Proof.Means;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One who may call, as the callers file lists it.
///
/// @param id   of an API key, or one made for a certificate; unique in the file
/// @param self the principal it is, where it may ask for itself
public record Entry(String id, Caller caller, Optional<EntityUid> self, Proof proof, Instant created) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@/-]{0,63}");

    /// What has to be shown.
    public sealed interface Proof {

        /// An API key with this hash.
        @SuppressWarnings("ArrayRecordComponent") // compared by content, and never handed out
        record KeyHash(byte[] sha256) implements Proof {
            private static final int LENGTH = 32;

            /// @throws IllegalArgumentException where it has not 32 bytes
            public KeyHash {
                if (sha256.length != LENGTH) {
                    throw new IllegalArgumentException("a hash has %d bytes".formatted(LENGTH));
                }
                sha256 = sha256.clone();
            }

            @Override
            public byte[] sha256() {
                return sha256.clone();
            }

            @Override
            public boolean equals(@Nullable Object other) {
                return other instanceof KeyHash that && MessageDigest.isEqual(sha256, that.sha256);
            }

            @Override
            public int hashCode() {
                return Arrays.hashCode(sha256);
            }

            @Override
            public String toString() {
                return HexFormat.of().formatHex(sha256);
            }
        }

        /// A client certificate that the trusted authorities vouch for, with this among its alternative names.
        ///
        /// @param name such as `URI:spiffe://acme.example/gateway` or `DNS:gateway.acme.example`
        record CertificateName(String name) implements Proof {
            /// @throws IllegalArgumentException where it is no such name
            public CertificateName {
                if (!name.matches("(URI|DNS):[!-~]{1,2048}")) {
                    throw new IllegalArgumentException("`%s` is not `URI:…` or `DNS:…`".formatted(name));
                }
            }
        }
    }

    /// @throws IllegalArgumentException where the name is none, there is no role, or the roles do not fit `self`
    public Entry {
        if (!NAME.matcher(caller.name()).matches()) {
            throw new IllegalArgumentException(
                    "`%s` is not a name: 1 to 64 letters, digits, `.`, `_`, `@`, `/`, `-`".formatted(caller.name()));
        }
        if (caller.roles().isEmpty()) {
            throw new IllegalArgumentException("`%s` has no role. Give it at least one".formatted(caller.name()));
        }
        var isSomebody = caller.is(Caller.Role.AGENT) || caller.is(Caller.Role.APPROVER) || caller.is(
                Caller.Role.OPERATOR);
        if (caller.is(Caller.Role.AGENT) && self.isEmpty() || self.isPresent() && !isSomebody) {
            throw new IllegalArgumentException(
                    "`%s` needs both the role agent and the principal, or approver or operator and the person, it is, or neither"
                            .formatted(caller
                                    .name()));
        }
    }

    Known known() {
        return new Known(caller, self, proof instanceof Proof.KeyHash ? Means.API_KEY : Means.MUTUAL_TLS);
    }
}
