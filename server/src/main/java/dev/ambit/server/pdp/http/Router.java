package dev.ambit.server.pdp.http;

import dev.ambit.server.pdp.http.Response.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the route of a request. A fixed segment goes before a `{…}`, and that before a `{…...}`, which stands for all
/// that is left, undecoded.
final class Router {
    private final Map<String, Map<String, Found>> fixed = new HashMap<>();
    private final Node root = new Node();
    private final Optional<Problem> otherwise;

    /// What a path leads to.
    sealed interface Match {}

    /// @param meter where its answers are counted
    /// @param path  what stands in the place of each `{…}`
    record Found(Route route, HttpMeters.OfRoute meter, List<String> path) implements Match {}

    record NotFound(Problem problem) implements Match {}

    private static final class Node {
        final Map<String, Node> segments = new HashMap<>();
        final Map<String, Found> methods = new TreeMap<>();
        @Nullable
        Node any;
        @Nullable
        Node rest;
    }

    /// @throws IllegalArgumentException where two routes are the same
    Router(Collection<Route> routes, HttpMeters meters) {
        this(routes, meters, Optional.empty());
    }

    /// @param otherwise what is said of every other path; empty where there is nothing
    Router(Collection<Route> routes, HttpMeters meters, Optional<Problem> otherwise) {
        this.otherwise = otherwise;
        routes.forEach(route -> add(new Found(route, meters.of(route), List.of())));
    }

    private void add(Found found) {
        var route = found.route();
        var node = root;
        for (var segment : segments(route.path())) {
            node = segment.endsWith("...}")
                    ? rest(node)
                    : segment.startsWith("{") ? any(node) : node.segments.computeIfAbsent(segment, _ -> new Node());
        }
        if (node.methods.put(route.method(), found) != null) {
            throw new IllegalArgumentException("`%s %s` is there twice".formatted(route.method(), route.path()));
        }
        if (!route.path().contains("{")) {
            fixed.computeIfAbsent(route.path(), _ -> new HashMap<>()).put(route.method(), found);
        }
    }

    private static Node any(Node node) {
        var any = node.any == null ? new Node() : node.any;
        node.any = any;
        return any;
    }

    private static Node rest(Node node) {
        var rest = node.rest == null ? new Node() : node.rest;
        node.rest = rest;
        return rest;
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    Match find(String method, String path) {
        var methods = fixed.get(path);
        var found = methods == null ? null : methods.get(method);
        return found != null ? found : findAny(method, path);
    }

    private Match findAny(String method, String path) {
        var filled = new ArrayList<String>();
        var node = path.startsWith("/") ? root : null;
        if (node != null) {
            var segments = segments(path);
            for (var i = 0; i < segments.size() && node != null; i++) {
                if (node.rest != null) {
                    filled.add(String.join("/", segments.subList(i, segments.size())));
                    node = node.rest;
                    break;
                }
                node = next(node, segments.get(i), filled);
            }
        }
        if (node == null || node.methods.isEmpty()) {
            return new NotFound(otherwise.orElseGet(() -> Problems.noSuchRoute(Shown.of(path))));
        }
        var found = node.methods.get(method);
        return found == null
                ? new NotFound(Problems.wrongMethod(Shown.of(method), Shown.of(path), node.methods.keySet()))
                : new Found(found.route(), found.meter(), List.copyOf(filled));
    }

    private static @Nullable Node next(Node node, String segment, List<String> filled) {
        var fixed = node.segments.get(segment);
        if (fixed != null || segment.isEmpty()) {
            return fixed;
        }
        try {
            filled.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        return node.any;
    }
}
