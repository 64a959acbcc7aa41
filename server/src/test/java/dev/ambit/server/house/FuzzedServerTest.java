package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.pdp.api.RandomRequests;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole server under requests made from its own OpenAPI document at random, with words that it knows: no answer is a 5xx,
/// and after all of them it still decides. What its journal holds by then is whatever got through.
class FuzzedServerTest {
    /// Some of them wait for records to come.
    private static final int AT_ONCE = 50;

    @TempDir
    private Path data;

    @Test
    void whatever_is_sent_is_answered_without_a_5xx() throws Exception {
        fuzz(500, new SplittableRandom(1));
    }

    @Tag("slow")
    @Test
    void whatever_is_sent_is_answered_without_a_5xx_at_length() throws Exception {
        for (var seed = 2; seed < 12; seed++) {
            fuzz(3_000, new SplittableRandom(seed));
        }
    }

    private void fuzz(int count, SplittableRandom random) throws Exception {
        try (var acme = Acme.on(data); var client = HttpClient.newHttpClient()) {
            var document = JsonReader.read(new Source("openapi.json", acme.get("/openapi.json").body()));
            var requests = new RandomRequests(document, acme::uri, random);
            for (var i = 0; i < count; i += AT_ONCE) {
                var answers = Stream.generate(requests::next).limit(AT_ONCE)
                        .map(request -> client.sendAsync(request, BodyHandlers.ofString()))
                        .toList();
                for (var answer : answers) {
                    var found = answer.get(1, TimeUnit.MINUTES);
                    assertThat(found.statusCode()).as("%s: %s", found.request(), found.body()).isBetween(200, 499);
                }
            }
            assertThat(acme.get("/readyz").statusCode()).isEqualTo(200);
        }
        try (var again = Acme.on(data)) {
            assertThat(again.get("/readyz").statusCode()).as("after a restart").isEqualTo(200);
        }
    }
}
