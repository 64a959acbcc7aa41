package dev.ambit.server.pip.ssf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/// Reads what a transmitter answers.
final class Answers {
    /// Longest answer.
    static final int MOST_BYTES = 1 << 20;

    private Answers() {}

    static Json json(byte[] body) throws IOException {
        try {
            return JsonReader.read(new Source("answer", new String(body, UTF_8)));
        } catch (InvalidInput malformed) {
            throw new IOException("the transmitter's answer is no JSON: " + malformed.diagnostics().getFirst()
                    .message(), malformed);
        }
    }

    static Json.Obj object(byte[] body) throws IOException {
        if (json(body) instanceof Json.Obj object) {
            return object;
        }
        throw new IOException("the transmitter's answer is JSON, but no object");
    }

    /// An address that a transmitter says. One that is found by TLS is not believed where it sends us, and what we show it, away
    /// from TLS.
    static URI address(String subject, String text, URI issuer) throws IOException {
        try {
            var address = new URI(text);
            var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (address.getHost() != null
                    && (scheme.equals("https") || scheme.equals("http") && "http".equals(issuer.getScheme()))) {
                return address;
            }
        } catch (java.net.URISyntaxException none) {
            throw new IOException("%s is no address: %s".formatted(subject, none.getMessage()), none);
        }
        throw new IOException("%s is `%s`, which is not where `%s` can be asked".formatted(subject, text, issuer));
    }
}
