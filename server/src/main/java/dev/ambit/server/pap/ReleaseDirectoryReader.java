package dev.ambit.server.pap;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.core.control.Controls;
import dev.ambit.core.policy.PolicyDirectory;
import dev.ambit.core.policy.Releases;
import dev.ambit.core.policy.WrittenProfile;
import dev.ambit.core.policy.WrittenSignal;
import dev.ambit.server.settings.Settings;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import dev.ambit.server.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// Reads one directory with profiles. A mistake in one file does not keep the others from being looked at.
final class ReleaseDirectoryReader {
    private final Path root;
    private final Findings findings = new Findings();
    private final TreeMap<String, Source> counting = new TreeMap<>();
    private long size;

    ReleaseDirectoryReader(Path root) {
        this.root = root;
    }

    ReleaseDirectory read() throws InvalidInput {
        var walked = new PolicyFilesWalk(root, findings).files();
        var files = ReleaseFiles.of(walked);
        files.stray().forEach(file -> refuseStray(walked, file));
        walked.schemas().forEach(file -> source(walked, file, true));
        walked.policies().stream().filter(file -> !files.stray().contains(file)).forEach(file -> source(walked, file,
                true));
        walked.entities().ifPresent(file -> source(walked, file, true));
        var signals = files.catalogue().flatMap(file -> yaml(walked, file, true, CatalogueReader::read)).orElse(List
                .of());
        var controls = files.controls().flatMap(file -> yaml(walked, file, true, ControlsReader::read)).orElse(
                Controls.BY_ONE);
        var profiles = profiles(files);
        files.settings().ifPresent(file -> yaml(walked, file, false, Settings::check));
        var sources = new PolicyDirectory(walked.name(root), counting, signals, profiles, controls);
        var tests = tests(files);
        refuseTooMuch(walked);
        var compiled = Releases.compile(sources, findings);
        var cases = TestCases.all(compiled.release(), tests, findings::add);
        findings.refuse();
        return new ReleaseDirectory(walked, sources, compiled.release(), cases, files.unread(), findings.inOrder());
    }

    private List<WrittenProfile> profiles(ReleaseFiles files) {
        var profiles = new ArrayList<WrittenProfile>();
        files.profiles().forEach(file -> yaml(files.files(), file, true, ProfileReader::read).flatMap(read -> read)
                .ifPresent(profiles::add));
        return profiles;
    }

    private List<PolicyTest> tests(ReleaseFiles files) {
        var tests = new ArrayList<PolicyTest>();
        files.tests().forEach(file -> yaml(files.files(), file, false, PolicyTestReader::read).ifPresent(
                tests::addAll));
        return tests;
    }

    /// What `form` makes of a YAML file; empty where the file could not be read.
    private <T> Optional<T> yaml(PolicyFiles files, Path file, boolean counts, BiFunction<Yaml, Page, T> form) {
        return source(files, file, counts).flatMap(source -> {
            try {
                return Optional.of(form.apply(YamlReader.read(source), new Page(source, findings::add)));
            } catch (InvalidInput input) {
                findings.addAll(input.diagnostics());
                return Optional.empty();
            }
        });
    }

    /// @param counts whether it is part of what the release is named after
    private Optional<Source> source(PolicyFiles files, Path file, boolean counts) {
        try {
            var source = TextFile.read(file, files.name(file));
            size += source.text().length();
            if (size > CedarDirectory.LARGEST) {
                return Optional.empty();
            }
            if (counts) {
                counting.put(files.relative(file), source);
            }
            return Optional.of(source);
        } catch (InvalidInput input) {
            findings.addAll(input.diagnostics());
            return Optional.empty();
        }
    }

    private void refuseStray(PolicyFiles files, Path file) {
        refuse("stray-policy", files.name(file), "`%s` belongs to no profile".formatted(files.name(file)),
                "What holds for every task stands below `guardrails/`, what holds for some under `allows` in a profile");
    }

    private void refuseTooMuch(PolicyFiles files) {
        if (size > CedarDirectory.LARGEST) {
            refuse("directory-too-large", files.name(root), "the files of `%s` have more than %,d characters together"
                    .formatted(files.name(root), CedarDirectory.LARGEST), "Split the directory");
        }
    }

    private void refuse(String code, String file, String message, String help) {
        findings.add(Diagnostic.error(code, new Source(file, ""), Span.NONE, message).help(help));
    }
}
