package dev.ambit.bench.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.bench.cedar.workload.Workload;
import dev.ambit.bench.cedar.workload.World;
import org.junit.jupiter.api.Test;

class AgreementTest {
    @Test
    void every_engine_answers_every_request_alike() {
        var agreement = new Agreement();

        agreement.check(Lineup.of(30, Workload.of(new World(1), 30)), 60);

        assertThat(agreement.toString()).contains(" 60 ");
    }
}
