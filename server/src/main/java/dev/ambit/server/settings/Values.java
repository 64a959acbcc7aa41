package dev.ambit.server.settings;

import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import java.util.HashMap;
import java.util.Map;

/// The values of one section, each of them said by somebody or the default.
public final class Values {
    private final String name;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Place> said = new HashMap<>();

    /// Where somebody said something.
    private record Place(Yaml yaml, Page page) {}

    Values(String name) {
        this.name = name;
    }

    /// Under which name it stands, in a group of named things; the name of the group otherwise.
    public String name() {
        return name;
    }

    /// The value of `key`, one of the keys of the group.
    @SuppressWarnings("unchecked") // each was put there by its own key
    public <T> T get(Key<T> key) {
        var value = values.get(key.name());
        if (value == null) {
            throw new IllegalStateException("`%s` is no key of `%s`".formatted(key.name(), name));
        }
        return (T) value;
    }

    /// Whether somebody said it.
    public boolean isSaid(Key<?> key) {
        return said.containsKey(key.name());
    }

    /// Refuses what somebody said under `key`, because of something else that was said.
    ///
    /// @param code    of the rule
    /// @param message what is wrong
    /// @param help    the way out; may be empty
    public void refuse(Key<?> key, String code, String message, String help) {
        var place = said.get(key.name());
        if (place == null) {
            throw new IllegalStateException("nobody said `%s`".formatted(key.name()));
        }
        place.page().tell(code, place.yaml(), message, help);
    }

    <T> void put(Key<T> key, T value) {
        values.put(key.name(), value);
    }

    void said(Key<?> key, Yaml yaml, Page page) {
        said.put(key.name(), new Place(yaml, page));
    }
}
