package dev.ambit.server.settings;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.server.yaml.Fields;
import dev.ambit.server.yaml.Forms;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import dev.ambit.server.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was said: by the file, and by the command line, which comes first. Notes every mistake and goes on, so that all are told at once.
final class Given {
    private final Map<String, Yaml> sections = new LinkedHashMap<>();
    private final Map<String, Said> said = new LinkedHashMap<>();
    private final List<Effective> effective = new ArrayList<>();
    private final Page page;
    private final Path base;

    /// @param base what relative paths of the file are relative to
    Given(Yaml file, Page page, Path base, List<Said> said) {
        this.page = page;
        this.base = base;
        said.forEach(one -> this.said.put(one.key(), one));
        if (!isNothing(file)) {
            var names = Settings.GROUPS.stream().map(Group::name).toList();
            Fields.of(file, page, "`ambit.yaml`", names).ifPresent(fields -> names.forEach(name -> fields.yaml(name)
                    .filter(yaml -> !isNothing(yaml)).ifPresent(yaml -> sections.put(name, yaml))));
        }
    }

    private static boolean isNothing(Yaml yaml) {
        return yaml instanceof Yaml.Scalar scalar && scalar.isNothing();
    }

    /// What every setting is, in the order in which they were read.
    List<Effective> effective() {
        return effective;
    }

    /// The values of a section that there is once.
    Values section(Group.One<?> group) {
        return values(group.name(), group.name(), group.keys(), Optional.ofNullable(sections.get(group.name())))
                .orElseThrow();
    }

    /// The values of everything that stands in a section, by name.
    List<Values> sections(Group.Named<?> group) {
        var section = sections.get(group.name());
        if (section == null) {
            return List.of();
        }
        var entries = Fields.any(section, page, "a mapping from names");
        if (entries.size() > Group.MOST_NAMED) {
            page.tell("too-many", section, "`%s` has %,d entries, the limit is %,d".formatted(group.name(), entries
                    .size(), Group.MOST_NAMED), "");
            return List.of();
        }
        var all = new ArrayList<Values>();
        for (var entry : entries) {
            Forms.NAME.read(entry.key(), page).flatMap(name -> values(name, group.name() + "." + name, group.keys(),
                    Optional.of(entry.value()))).ifPresent(all::add);
        }
        return all;
    }

    /// @param path how the section is called in messages
    /// @return empty where something is missing or wrong that has no default
    private Optional<Values> values(String name, String path, List<Key<?>> keys, Optional<Yaml> section) {
        var written = new LinkedHashMap<String, Yaml>();
        section.ifPresent(yaml -> gather(yaml, path, keys.stream().map(Key::name).toList(), "", written));
        var values = new Values(name);
        var isWhole = true;
        for (var key : keys) {
            isWhole &= put(key, path, values, Optional.ofNullable(written.get(key.name())), section);
        }
        return isWhole ? Optional.of(values) : Optional.empty();
    }

    /// Finds what stands under each of `names`, which may lie several levels deep.
    private void gather(Yaml section, String path, List<String> names, String prefix, Map<String, Yaml> written) {
        var heads = names.stream().map(Given::head).distinct().toList();
        Fields.of(section, page, "`%s`".formatted(path), heads).ifPresent(fields -> {
            for (var head : heads) {
                var below = names.stream().filter(name -> name.startsWith(head + "."))
                        .map(name -> name.substring(head.length() + 1)).toList();
                fields.yaml(head).ifPresent(yaml -> {
                    if (below.isEmpty()) {
                        written.put(prefix + head, yaml);
                    } else if (!isNothing(yaml)) {
                        gather(yaml, path + "." + head, below, prefix + head + ".", written);
                    }
                });
            }
        });
    }

    private static String head(String name) {
        var dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /// @return whether there is a value, if only the default
    private <T> boolean put(Key<T> key, String path, Values values, Optional<Yaml> written, Optional<Yaml> section) {
        var full = path + "." + key.name();
        var over = Optional.ofNullable(said.remove(full));
        var value = over.isPresent()
                ? fromOption(key, over.get(), values)
                : written.flatMap(yaml -> fromFile(key, yaml, values));
        note(full, key, over, written);
        if (value.isPresent()) {
            values.put(key, value.get());
            return true;
        }
        return switch (key.fallback()) {
            case Key.Fallback.Written<T>(var text) -> {
                values.put(key, fallback(key, text));
                yield true;
            }
            case Key.Fallback.Absent<T>(var absent, _) -> {
                values.put(key, absent);
                yield true;
            }
            case Key.Fallback.Required<T> _ -> {
                if (written.isEmpty()) {
                    page.tell("missing-key", section.orElseThrow(), "`%s` has no `%s`".formatted(path, key.name()),
                            key.about());
                }
                yield false;
            }
        };
    }

    private <T> Optional<T> fromFile(Key<T> key, Yaml yaml, Values values) {
        values.said(key, yaml, page);
        return key.form().read(yaml, page).map(value -> key.placed().apply(value, base));
    }

    private <T> Optional<T> fromOption(Key<T> key, Said over, Values values) {
        var source = new Source(over.by(), over.value());
        var own = new Page(source, page.mistakes());
        try {
            var yaml = YamlReader.read(source);
            values.said(key, yaml, own);
            return key.form().read(yaml, own);
        } catch (InvalidInput malformed) {
            malformed.diagnostics().forEach(page.mistakes());
            return Optional.empty();
        }
    }

    /// The default of `key`. Only our own mistake keeps it from being read.
    private static <T> T fallback(Key<T> key, String text) {
        var source = new Source("default of `%s`".formatted(key.name()), text);
        try {
            return key.form().read(YamlReader.read(source), new Page(source, mistake -> {
                throw new IllegalStateException(mistake.toString());
            })).orElseThrow();
        } catch (InvalidInput malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private void note(String full, Key<?> key, Optional<Said> over, Optional<Yaml> written) {
        effective.add(over.map(said -> new Effective(full, said.value(), said.by()))
                .or(() -> written.map(yaml -> new Effective(full, text(yaml), "%s:%d".formatted(page.source().name(),
                        page.source().line(yaml.span().start())))))
                .orElseGet(() -> new Effective(full, key.withoutIt(), "default")));
    }

    private String text(Yaml yaml) {
        return page.source().slice(page.passage(yaml).span()).replaceAll("\\s+", " ");
    }

    /// What the command line said that is no setting.
    void refuseUnknown() {
        var known = Settings.keys();
        said.values().forEach(one -> page.mistakes().accept(Diagnostic.error("unknown-key", new Source(one.by(), one
                .key()), Span.NONE, "there is no setting `%s`".formatted(Diagnostic.cut(one.key())))
                .help(Spelling.didYouMean(one.key(), known).orElse(
                        "All settings are listed by `ambit serve --print-settings`"))));
    }
}
