package dev.ambit.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.model.policy.PolicySet;
import org.junit.jupiter.api.Test;

class OracleTest {
    @Test
    void the_official_engine_loads_in_this_jvm() throws Exception {
        assertThat(PolicySet.parsePolicies("permit(principal, action, resource);").policies).hasSize(1);
    }
}
