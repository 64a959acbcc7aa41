package dev.ambit.server.pap;

import dev.ambit.server.yaml.Fields;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import java.util.List;

/// Looks at `ambit.yaml` as a part of its directory: whether the groups of settings in it are some that there are. What
/// stands in them is for the parts of the server to read that need it.
final class SettingsReader {
    private static final List<String> GROUPS = List.of("listeners", "storage", "issuers", "brokers", "upstreams",
            "retention");

    private SettingsReader() {}

    static boolean read(Yaml yaml, Page page) {
        return yaml instanceof Yaml.Scalar scalar && scalar.isNothing()
                || Fields.of(yaml, page, "`ambit.yaml`", GROUPS).isPresent();
    }
}
