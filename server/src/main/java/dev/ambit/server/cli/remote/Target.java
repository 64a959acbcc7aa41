package dev.ambit.server.cli.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What is asked for at a server: a path, and perhaps a query. Everything put into it is escaped here.
public final class Target {
    private final String path;
    private final String query;

    private Target(String path, String query) {
        this.path = path;
        this.query = query;
    }

    /// `path` as it is, such as `/v1/tasks`.
    public static Target of(String path) {
        return new Target(path, "");
    }

    /// With one more segment.
    public Target then(String segment) {
        return new Target(path + "/" + escaped(segment), query);
    }

    public Target with(String name, String value) {
        return new Target(path, query + (query.isEmpty() ? "?" : "&") + escaped(name) + "=" + escaped(value));
    }

    /// With the value, if there is one.
    public Target with(String name, Optional<String> value) {
        return value.map(there -> with(name, there)).orElse(this);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return path + query;
    }
}
