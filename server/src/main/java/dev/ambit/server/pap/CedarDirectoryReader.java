package dev.ambit.server.pap;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.exchange.EntityJson;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.WrittenSchema;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.validate.Validator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads one directory. A mistake in one file does not keep the others from being looked at.
final class CedarDirectoryReader {
    private final Path root;
    private final Findings findings = new Findings();
    private final NamedPolicies policies = new NamedPolicies(findings);
    private long size;

    CedarDirectoryReader(Path root) {
        this.root = root;
    }

    CedarDirectory read() throws InvalidInput {
        var files = new PolicyFilesWalk(root, findings).files();
        var schema = schema(files);
        files.policies().forEach(file -> policies(files, file));
        var entities = entities(files, schema);
        var set = policies.set();
        schema.ifPresent(known -> new Validator(known).validate(set).findings()
                .forEach(finding -> findings.add(finding.diagnostic())));
        refuseTooMuch(files);
        findings.refuse();
        return new CedarDirectory(files, schema.orElseThrow(), set, entities, findings.inOrder());
    }

    private Optional<Schema> schema(PolicyFiles files) {
        if (files.schemas().isEmpty()) {
            refuse("no-schema", "`%s` has no schema".formatted(files.name(root)), files.policies().isEmpty()
                    ? "A policy directory has a `schema.cedarschema`, and policies in `*.cedar` files"
                    : "Describe its entity types and actions in `schema.cedarschema`");
            return Optional.empty();
        }
        if (files.schemas().size() > 1) {
            refuse("two-schemas", "`%s` has two schemas".formatted(files.name(root)),
                    "Keep `schema.cedarschema` or `schema.cedarschema.json`");
        }
        return source(files, files.schemas().getFirst()).flatMap(this::schema);
    }

    private Optional<Schema> schema(Source source) {
        try {
            var written = WrittenSchema.parse(source);
            findings.addAll(written.warnings());
            return Optional.of(Schema.of(List.of(written)));
        } catch (InvalidInput input) {
            findings.addAll(input.diagnostics());
            return Optional.empty();
        }
    }

    private void policies(PolicyFiles files, Path file) {
        source(files, file).ifPresent(source -> {
            try {
                policies.add(source, files.relative(file));
            } catch (InvalidInput input) {
                findings.addAll(input.diagnostics());
            }
        });
    }

    /// Without a schema, all that can be said of the file is whether it is JSON.
    private Entities entities(PolicyFiles files, Optional<Schema> schema) {
        var source = files.entities().flatMap(file -> source(files, file));
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

    private Optional<Source> source(PolicyFiles files, Path file) {
        try {
            var source = TextFile.read(file, files.name(file));
            size += source.text().length();
            return size > CedarDirectory.LARGEST ? Optional.empty() : Optional.of(source);
        } catch (InvalidInput input) {
            findings.addAll(input.diagnostics());
            return Optional.empty();
        }
    }

    private void refuseTooMuch(PolicyFiles files) {
        var name = files.name(root);
        if (size > CedarDirectory.LARGEST) {
            refuse("directory-too-large", "the files of `%s` have more than %,d characters together"
                    .formatted(name, CedarDirectory.LARGEST), "Split the directory");
        }
        if (policies.size() > CedarDirectory.MOST_POLICIES) {
            refuse("too-many-policies", "`%s` has %,d policies, the limit is %,d"
                    .formatted(name, policies.size(), CedarDirectory.MOST_POLICIES),
                    "Split the directory");
        }
    }

    private void refuse(String code, String message, String help) {
        var place = new Source(PolicyFiles.name(root, root), "");
        findings.add(Diagnostic.error(code, place, Span.NONE, message).help(help));
    }
}
