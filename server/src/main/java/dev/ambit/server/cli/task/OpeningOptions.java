package dev.ambit.server.cli.task;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.EntityOption;
import dev.ambit.server.cli.remote.Pair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What a task is opened with. Limits can only be narrower than the profile's: both hold.
final class OpeningOptions {
    @Option(names = "--profile", required = true, paramLabel = "NAME", order = 1, description = "What it may do.")
    private String profile;

    @Option(names = "--principal", required = true, paramLabel = "ENTITY", converter = EntityOption.class, order = 2, description = {
        "For whom: agent/month-end."})
    private EntityOption.Named principal;

    @Option(names = "--input", paramLabel = "NAME=VALUE", converter = Pair.Converter.class, order = 3, description = {
        "An input of the profile, such as repo=site. Once for each."})
    private List<Pair> inputs = List.of();

    @Option(names = "--id", paramLabel = "ID", order = 4, description = "What it is called. Without it, the server makes an id.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--begins", paramLabel = "INSTANT", order = 5, description = "When it is to open: 2030-01-31T10:00:00Z.")
    private Optional<String> begins = Optional.empty();

    @Option(names = "--for", paramLabel = "TIME", order = 6, description = "How long it may last: 2h, 15m, 1d12h.")
    private Optional<String> duration = Optional.empty();

    @Option(names = "--idle", paramLabel = "TIME", order = 7, description = "How long it may be idle.")
    private Optional<String> idle = Optional.empty();

    @Option(names = "--uses", paramLabel = "N", order = 8, description = "How many permits it may get.")
    private Optional<Long> uses = Optional.empty();

    @Option(names = "--rate", paramLabel = "N/UNIT", order = 9, description = "How fast: 50/s, 100/m.")
    private Optional<String> rate = Optional.empty();

    @Option(names = "--network", paramLabel = "RANGE", order = 10, description = "From where: 10.0.0.0/8. Once for each.")
    private List<String> networks = List.of();

    @Option(names = "--environment", paramLabel = "NAME", order = 11, description = "Where it runs. Once for each.")
    private List<String> environments = List.of();

    @Option(names = "--delegation", paramLabel = "N", order = 12, description = "How many hops below it another task may be.")
    private Optional<Long> delegation = Optional.empty();

    /// As the API takes it. Whether it makes sense is for the server to say, all of it at once.
    Json json() {
        var fields = new LinkedHashMap<String, Json>();
        id.ifPresent(text -> fields.put("id", Json.of(text)));
        fields.put("principal", principal.json());
        fields.put("profile", Json.of(profile));
        fields.put("inputs", Pair.object(inputs));
        var limits = limits();
        if (!limits.isEmpty()) {
            fields.put("limits", Json.object(limits));
        }
        begins.ifPresent(text -> fields.put("begins", Json.of(text)));
        return Json.object(fields);
    }

    private Map<String, Json> limits() {
        var limits = new LinkedHashMap<String, Json>();
        duration.ifPresent(text -> limits.put("duration", Json.of(text)));
        idle.ifPresent(text -> limits.put("idle", Json.of(text)));
        uses.ifPresent(number -> limits.put("uses", Json.of(number)));
        rate.ifPresent(text -> limits.put("rate", Json.of(text)));
        if (!networks.isEmpty()) {
            limits.put("networks", Json.array(networks.stream().map(Json::of).toList()));
        }
        if (!environments.isEmpty()) {
            limits.put("environments", Json.array(environments.stream().map(Json::of).toList()));
        }
        delegation.ifPresent(number -> limits.put("delegation", Json.of(number)));
        return limits;
    }
}
