package dev.ambit.core.policy;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.exchange.EntityJson;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.WrittenSchema;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Span;
import dev.ambit.core.signal.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes releases of policy directories: a directory is compiled whole, or refused with everything that is wrong with it.
///
/// What cannot be read keeps nothing else from being looked at, as long as that makes sense without it: policies are
/// type-checked once schema, catalogue and inputs are known, whatever is wrong elsewhere.
public final class Releases {
    /// Most profiles of one release.
    public static final int MOST_PROFILES = 10_000;

    private final PolicyDirectory directory;
    private final Findings findings;
    private final PolicyIds ids;

    private Releases(PolicyDirectory directory, Findings findings) {
        this.directory = directory;
        this.findings = findings;
        this.ids = new PolicyIds(findings);
    }

    /// A release, and what its authors should look at.
    public record Compiled(Release release, List<Diagnostic> warnings) {
        public Compiled {
            warnings = List.copyOf(warnings);
        }
    }

    /// The release that `directory` is.
    ///
    /// @throws InvalidInput with every mistake, warnings among them
    public static Compiled compile(PolicyDirectory directory) throws InvalidInput {
        return compile(directory, new Findings());
    }

    /// Like [#compile(PolicyDirectory)], where reading the directory has already found something.
    ///
    /// @throws InvalidInput with every mistake and warning in `findings`, if one of them is a mistake
    public static Compiled compile(PolicyDirectory directory, Findings findings) throws InvalidInput {
        return new Releases(directory, findings).compile();
    }

    private Compiled compile() throws InvalidInput {
        var schema = schema();
        var catalogueCheck = new CatalogueCheck(schema, findings);
        var catalogue = catalogueCheck.catalogue(directory.signals());
        var entities = entities(schema);
        var guardrails = new Guardrails(ids, findings);
        var forbids = guardrails.read(directory.guardrails());
        var read = profiles(schema, entities);
        var profiles = new LinkedHashMap<String, Profile>();
        if (schema.isPresent() && catalogueCheck.isWhole()) {
            guardrails.check(new ContextSchema(schema.get(), catalogue).forPolicies(Map.of()), catalogue.signals()
                    .keySet());
            profiles.putAll(compile(schema.get(), catalogue, forbids, read));
        }
        findings.refuse();
        return new Compiled(new Release(ReleaseId.of(directory.files()), catalogue, entities, profiles, directory
                .controls()), findings
                        .inOrder());
    }

    private Optional<Schema> schema() {
        if (directory.schemas().size() != 1) {
            findings.add(Diagnostic.error(directory.schemas().isEmpty() ? "no-schema" : "two-schemas", directory
                    .place(),
                    Span.NONE, "`%s` has %s".formatted(directory.name(), directory.schemas().isEmpty()
                            ? "no schema"
                            : "two schemas")).help("Describe its entity types and actions in `%s`"
                                    .formatted(PolicyDirectory.SCHEMAS.getFirst())));
            return Optional.empty();
        }
        try {
            var written = WrittenSchema.parse(directory.schemas().getFirst());
            findings.addAll(written.warnings());
            var schema = Schema.of(List.of(written));
            ForeignContext.check(schema, directory.schemas(), findings);
            return Optional.of(schema);
        } catch (InvalidInput input) {
            findings.addAll(input.diagnostics());
            return Optional.empty();
        }
    }

    /// Without a schema, all that can be said of the file is whether it is JSON.
    private Entities entities(Optional<Schema> schema) {
        var source = directory.entities();
        try {
            if (source.isPresent() && schema.isPresent()) {
                return EntityJson.read(source.get(), schema.get());
            }
            if (source.isPresent()) {
                JsonReader.read(source.get());
            }
        } catch (InvalidInput input) {
            findings.addAll(input.diagnostics());
        }
        return schema.map(known -> Entities.of(known.actionEntities())).orElse(Entities.EMPTY);
    }

    private List<ReadProfile> profiles(Optional<Schema> schema, Entities entities) {
        var types = new TypeResolver(schema, findings);
        var read = new ArrayList<ReadProfile>();
        var named = new LinkedHashMap<String, WrittenProfile>();
        for (var written : directory.profiles()) {
            var before = named.putIfAbsent(written.name().value(), written);
            if (before != null) {
                findings.add(written.name().error("duplicate-profile", "profile `%s` is written twice".formatted(written
                        .name().value())).help("Its first place is %s".formatted(before.name().at().source().name())));
            } else if (read.size() < MOST_PROFILES) {
                read.add(new ProfileParser(written, entities, types, ids, findings).read());
            }
        }
        if (named.size() > MOST_PROFILES) {
            findings.add(Diagnostic.error("too-many-profiles", directory.place(), Span.NONE,
                    "`%s` has %,d profiles, the limit is %,d".formatted(directory.name(), named.size(),
                            MOST_PROFILES)));
        }
        return read;
    }

    private Map<String, Profile> compile(
            Schema schema, Catalogue catalogue, List<Policy> guardrails, List<ReadProfile> read) {
        var compiler = new ProfileCompiler(schema, catalogue, guardrails, findings);
        var profiles = new LinkedHashMap<String, Profile>();
        for (var profile : read) {
            compiler.compile(profile).ifPresent(compiled -> profiles.put(compiled.name(), compiled));
        }
        return profiles;
    }
}
