package dev.ambit.server.yaml;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.core.policy.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A mapping whose keys are known: each is asked for by name, and any other is a mistake.
public final class Fields {
    private final Yaml.Mapping mapping;
    private final Page page;
    private final String what;
    /// The keys that were probably meant by those that are unknown.
    private final Set<String> meant = new HashSet<>();

    private Fields(Yaml.Mapping mapping, Page page, String what) {
        this.mapping = mapping;
        this.page = page;
        this.what = what;
    }

    /// The fields of `yaml`, which is `what`, such as `a profile`; empty where it is no mapping.
    /// A key that is not among `known` is told of, with the nearest that is.
    public static Optional<Fields> of(Yaml yaml, Page page, String what, Collection<String> known) {
        if (!(yaml instanceof Yaml.Mapping mapping)) {
            return Forms.mismatch(yaml, page, what, "Its keys are " + Forms.list(known));
        }
        var fields = new Fields(mapping, page, what);
        mapping.entries().stream().map(Yaml.Entry::key).filter(key -> !known.contains(key.text())).forEach(
                key -> fields.refuse(key, known));
        return Optional.of(fields);
    }

    private void refuse(Yaml.Scalar key, Collection<String> known) {
        Spelling.nearest(key.text(), known).ifPresent(meant::add);
        page.tell("unknown-key", key, "%s has no key `%s`".formatted(what, Diagnostic.cut(key.text())), Spelling
                .didYouMean(key.text(), known).orElse("Its keys are " + Forms.list(known)));
    }

    /// Every entry of `yaml`, whatever its key, which is `what`.
    public static List<Yaml.Entry> any(Yaml yaml, Page page, String what) {
        if (yaml instanceof Yaml.Mapping mapping) {
            return mapping.entries();
        }
        Forms.mismatch(yaml, page, what, "");
        return new ArrayList<>();
    }

    /// Where all of it stands.
    public Passage place() {
        return page.passage(mapping);
    }

    /// Whether something stands under `key`, right or wrong.
    public boolean has(String key) {
        return mapping.get(key).isPresent();
    }

    public Optional<Yaml> yaml(String key) {
        return mapping.get(key);
    }

    /// What stands under `key`; empty where nothing does, or something wrong, which has been told.
    public <T> Optional<T> get(String key, Form<T> form) {
        return mapping.get(key).flatMap(yaml -> form.read(yaml, page));
    }

    /// Like [#get], with its place.
    public <T> Optional<Written<T>> placed(String key, Form<T> form) {
        return get(key, Forms.placed(form));
    }

    /// Like [#placed]; that nothing stands there is a mistake, unless the key was misspelt, which has been told.
    ///
    /// @param help what to write
    public <T> Optional<Written<T>> required(String key, Form<T> form, String help) {
        if (!has(key) && !meant.contains(key)) {
            var head = mapping.entries().isEmpty() ? mapping : mapping.entries().getFirst().key();
            page.tell("missing-key", head, "%s has no `%s`".formatted(what, key), help);
        }
        return placed(key, form);
    }
}
