package dev.ambit.server.settings;

import dev.ambit.server.yaml.Forms;
import java.util.List;

/// Who may read the server's numbers.
///
/// @param isOpen whether anybody may who can connect
public record MetricsAccess(boolean isOpen) {
    private static final Key<Boolean> OPEN = Key.of("open", Forms.TRUTH, "false",
            "Whether anybody who can connect may read `/metrics`. Otherwise it takes a key with the role `monitor`, `operator`, `auditor` or "
                    + "`administrator`.");

    static final Group<MetricsAccess> GROUP = Group.of("metrics", "Numbers for Prometheus, at `/metrics`.", List.of(
            OPEN),
            values -> new MetricsAccess(values.get(OPEN)));
}
