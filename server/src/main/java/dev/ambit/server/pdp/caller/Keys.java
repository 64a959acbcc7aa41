package dev.ambit.server.pdp.caller;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller;
import dev.ambit.server.pdp.json.BadJson;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/// Makes API keys and lists certificates.
public final class Keys {
    private final CallersFile file;
    private final SecureRandom random;

    public Keys(CallersFile file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /// A new key for `caller`, in the file by now. This is the only time its secret is known.
    public ApiKey create(Caller caller, Optional<EntityUid> self, Instant now) throws IOException, BadJson {
        var key = ApiKey.random(random);
        file.add(new Entry(key.id(), caller, self, new Entry.Proof.KeyHash(key.hash()), now));
        return key;
    }

    /// Lets whoever has a certificate with `name` call as `caller`.
    ///
    /// @return the id of the entry
    public String admit(String name, Caller caller, Optional<EntityUid> self, Instant now) throws IOException, BadJson {
        var id = ApiKey.random(random).id();
        file.add(new Entry(id, caller, self, new Entry.Proof.CertificateName(name), now));
        return id;
    }
}
