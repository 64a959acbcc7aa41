package dev.ambit.server.settings;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import dev.ambit.server.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Everything a server is told, read once, at its start. What holds is what the command line says, or else the file, or else the
/// default; [Read#effective] says for each setting which of them it was.
///
/// A new group is a class with its [Group], a line in [#GROUPS], and a component here.
public record Settings(Listeners listeners, Storage storage, Retention retention, CallerList callers, LogOutput log,
        MetricsAccess metrics, Tracing tracing, List<SignalSource> sources, Outward outward) {
    /// Every section that `ambit.yaml` may have, in the order of the reference.
    public static final List<Group<?>> GROUPS = Stream.concat(Stream.of(Listeners.GROUP, Storage.GROUP,
            Retention.GROUP, CallerList.GROUP, LogOutput.GROUP, MetricsAccess.GROUP, Tracing.GROUP, SignalSource.GROUP),
            Outward.GROUPS.stream())
            .toList();

    public Settings {
        sources = List.copyOf(sources);
    }

    /// Settings, and where each of them comes from.
    ///
    /// @param effective in the order of the groups and their keys
    public record Read(Settings settings, List<Effective> effective) {
        public Read {
            effective = List.copyOf(effective);
        }
    }

    /// What `file` says, and what `said` says instead.
    ///
    /// @param base what relative paths of the file are relative to
    /// @param said by the command line; the last about a key holds
    /// @throws InvalidInput with every mistake of both
    public static Read read(Source file, Path base, List<Said> said) throws InvalidInput {
        var findings = new Findings();
        var yaml = YamlReader.read(file);
        var given = new Given(yaml, new Page(file, findings::add), base, said);
        var settings = settings(given);
        given.refuseUnknown();
        findings.refuse();
        return new Read(settings, given.effective());
    }

    /// What holds where nothing is said but where the data lies.
    public static Settings in(Path data) {
        try {
            return read(Source.of(""), Path.of(""), List.of(new Said("storage.data", JsonWriter.compact(Json.of(data
                    .toString())), "data"))).settings();
        } catch (InvalidInput impossible) {
            throw new IllegalStateException("every default can be read", impossible);
        }
    }

    /// What `yaml`, a file of settings, comes to where nothing else is said; what is wrong with it is told.
    public static Settings check(Yaml yaml, Page page) {
        return settings(new Given(yaml, page, Path.of(""), List.of()));
    }

    private static Settings settings(Given given) {
        return new Settings(Listeners.GROUP.read(given), Storage.GROUP.read(given), Retention.GROUP.read(given),
                CallerList.GROUP.read(given),
                LogOutput.GROUP.read(given), MetricsAccess.GROUP.read(given), Tracing.GROUP.read(given),
                SignalSource.GROUP.read(given), Outward
                        .read(given));
    }

    /// Every setting that the command line may say.
    static List<String> keys() {
        return GROUPS.stream().filter(Group.One.class::isInstance).flatMap(group -> group.keys().stream().map(
                key -> group.name() + "." + key.name())).toList();
    }
}
