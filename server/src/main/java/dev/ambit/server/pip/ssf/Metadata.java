package dev.ambit.server.pip.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.pip.Asking;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// How a transmitter describes itself (SSF 1.0 §7). Members that we do not know are passed over.
record Metadata(URI issuer, Json.Obj fields) {
    private static final String WELL_KNOWN = "/.well-known/ssf-configuration";

    /// Of the transmitter that names itself `issuer`.
    static Metadata discovered(URI issuer, Asking asking) throws IOException {
        var fields = Answers.object(asking.get(configuration(issuer), Answers.MOST_BYTES));
        if (!(fields.get("issuer") instanceof Json.Str(var name, _)) || !name.equals(issuer.toString())) {
            throw new IOException("the transmitter does not name itself `%s`".formatted(issuer));
        }
        return new Metadata(issuer, fields);
    }

    /// The well-known name stands between host and path; a slash at the end is not part of the path.
    static URI configuration(URI issuer) {
        var path = issuer.getRawPath() == null ? "" : issuer.getRawPath();
        var bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return URI.create(issuer.getScheme() + "://" + issuer.getRawAuthority() + WELL_KNOWN + bare);
    }

    /// The address `name`; empty where it has none.
    ///
    /// @throws IOException where it is none that what we show to the transmitter may be sent to
    Optional<URI> address(String name) throws IOException {
        if (!(fields.get(name) instanceof Json.Str(var text, _)) || text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Answers.address("`%s` of the transmitter".formatted(name), text, issuer));
    }

    /// The address `name`, where it cannot do without.
    URI needed(String name) throws IOException {
        return address(name).orElseThrow(() -> new IOException("the transmitter has no `%s`".formatted(name)));
    }

    /// Members of complex subjects that have to be understood.
    Set<String> critical() {
        return texts("critical_subject_members");
    }

    /// Whether it delivers by `method`; one that does not say is believed to.
    boolean delivers(String method) {
        var methods = texts("delivery_methods_supported");
        return methods.isEmpty() || methods.contains(method);
    }

    private Set<String> texts(String name) {
        var texts = new TreeSet<String>();
        if (fields.get(name) instanceof Json.Arr(var items, _)) {
            for (var item : items) {
                if (item instanceof Json.Str(var text, _)) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
