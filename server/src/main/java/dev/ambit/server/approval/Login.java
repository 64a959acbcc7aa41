package dev.ambit.server.approval;

import dev.ambit.cedar.value.EntityUid;
import java.net.URI;
import java.util.Optional;

/// How people show who they are: an OpenID provider, and which of its claims names the person.
///
/// @param issuer     of ID tokens, exactly as it names itself
/// @param client     by which the provider knows this server
/// @param secret     empty for a public client, which has PKCE alone
/// @param claim      whose value is the id of the person's entity
/// @param personType type of that entity
public record Login(URI issuer, String client, Optional<String> secret, String claim, String personType) {
    private static final int LONGEST = 254;

    /// The person with this value of the claim.
    ///
    /// @throws IllegalArgumentException where nobody can be called so
    EntityUid person(String value) {
        if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the claim `%s` names nobody".formatted(claim));
        }
        return EntityUid.of(personType, value);
    }

    @Override
    public String toString() {
        return "the login at `%s`".formatted(issuer);
    }
}
