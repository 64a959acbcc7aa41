package dev.ambit.server.pip.jose;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import java.util.Optional;

/// The public keys of one signer.
@FunctionalInterface
public interface Keys {
    /// All that may have made a signature.
    ///
    /// @param id of the key that is said to have; a signer whose keys are looked up may have new ones where it is unknown
    List<JWK> now(Optional<String> id);
}
