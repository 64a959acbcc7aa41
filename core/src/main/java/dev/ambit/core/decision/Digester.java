package dev.ambit.core.decision;

import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.encoding.Values;
import dev.ambit.core.grant.RequestDigest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Works out what requests are bound to in approvals. Scratch space: it belongs to one thread.
final class Digester {
    private final Encoder out = new Encoder();
    private final MessageDigest sha256;

    Digester() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    RequestDigest digest(Request request) {
        return request.recorded().orElseGet(() -> compute(request));
    }

    private RequestDigest compute(Request request) {
        out.clear();
        out.uid(request.action()).uid(request.resource());
        Values.write(out, request.context());
        sha256.update(out.buffer(), 0, out.size());
        return new RequestDigest(HexFormat.of().formatHex(sha256.digest()));
    }
}
