package dev.ambit.bench.cedar.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.value.EntityUid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    @Test
    void the_workload_is_the_one_that_the_published_figures_were_taken_with() throws Exception {
        var workload = Workload.of(new World(1), 1_000);
        var requests = workload.requests().stream().map(Object::toString).collect(Collectors.joining("\n"));
        var digest = MessageDigest.getInstance("SHA-256");

        var found = digest.digest((workload.cedar() + requests).getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(found, 0, 8))
                .as("a change of it makes the figures in docs/benchmarks.md incomparable: take them again")
                .isEqualTo("d935b02218c65b43");
    }

    @Test
    void a_small_store_answers_what_the_large_one_answers_about_its_request() {
        var workload = Workload.of(new World(1), 10);
        var asked = workload.requests().getFirst();
        var small = workload.small().getFirst();

        assertThat(small.size()).isLessThan(30);
        assertThat(entity(small, asked.principal())).isEqualTo(entity(workload.large(), asked.principal()));
        assertThat(entity(small, asked.resource())).isEqualTo(entity(workload.large(), asked.resource()));
    }

    private static Entity entity(Entities store, EntityUid uid) {
        return Objects.requireNonNull(store.find(uid)).entity();
    }
}
