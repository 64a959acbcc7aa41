package dev.ambit.server.approval;

import java.util.Optional;

/// By which server mail is sent, and from whom.
///
/// @param login empty where the server asks for none
/// @param from  the sender's address
public record Mailbox(String host, int port, Protection protection, Optional<Login> login, String from) {

    /// How the connection is protected.
    public enum Protection {
        /// TLS from the first byte.
        IMPLICIT,
        /// TLS before anything that matters, or nothing is sent.
        STARTTLS,
        /// None: for a server on the same machine.
        NONE
    }

    /// A user and a password, which are sent over a protected connection alone.
    public static final class Login {
        private final String user;
        private final String password;

        public Login(String user, String password) {
            this.user = user;
            this.password = password;
        }

        String user() {
            return user;
        }

        String revealPassword() {
            return password;
        }

        @Override
        public String toString() {
            return "the login of `%s`".formatted(user);
        }
    }

    /// @throws IllegalArgumentException where a password would be sent for everybody to read
    public Mailbox {
        if (login.isPresent() && protection == Protection.NONE) {
            throw new IllegalArgumentException(
                    "a password is sent over a protected connection alone. Use `tls: starttls`");
        }
    }
}
