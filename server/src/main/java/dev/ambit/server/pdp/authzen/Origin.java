package dev.ambit.server.pdp.authzen;

import dev.ambit.cedar.value.IpValue;
import java.util.Optional;

/// Where a principal asks from and runs, as far as the caller says so.
public record Origin(Optional<IpValue> address, Optional<String> environment) {
    public static final Origin UNKNOWN = new Origin(Optional.empty(), Optional.empty());
}
