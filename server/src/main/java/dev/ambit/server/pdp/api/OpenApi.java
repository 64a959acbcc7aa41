package dev.ambit.server.pdp.api;

import dev.ambit.server.pdp.caller.CallersFile;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Content;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.Route.Parameter;
import dev.ambit.server.pdp.json.JsonOut;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The OpenAPI 3.1 document, made of the very routes that are served. What bodies look like stands in
/// `openapi-schemas.json` beside this class.
public final class OpenApi {
    private static final String PATH = "/openapi.json";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)(\\.\\.\\.)?}");
    private static final String PROBLEM = schema("Problem");

    private OpenApi() {}

    /// `routes`, and one more that describes all of them and itself.
    public static List<Route> describing(List<Route> routes, String version) {
        var all = new ArrayList<>(routes);
        var own = new About("describe", "This document.", "", "Document");
        all.add(Route.open(PATH, own, _ -> CompletableFuture.completedFuture(document(all, version))));
        return List.copyOf(all);
    }

    private static Content document(List<Route> routes, String version) {
        var byPath = routes.stream()
                .collect(Collectors.groupingBy(OpenApi::path, TreeMap::new, Collectors.toList()));
        return Response.json(out -> out.put("openapi", "3.1.0")
                .putObject("info", info -> info.put("title", "Ambit").put("version", version)
                        .put("description", "Runtime authorization for AI agents and other non-human identities."))
                .putObject("paths", paths -> byPath.forEach((path, some) -> paths.putObject(path,
                        item -> some.forEach(route -> item.putObject(route.method().toLowerCase(Locale.ROOT),
                                operation -> operation(route, operation))))))
                .putObject("components", components -> components.putWritten("schemas", schemas())
                        .putObject("securitySchemes", schemes -> schemes.putObject("key", key -> key.put("type", "http")
                                .put("scheme", "bearer").put("description", "An API key made by `ambit keys create`"))
                                .putObject("certificate", certificate -> certificate.put("type", "mutualTLS")))));
    }

    /// A place for several segments is, to OpenAPI, a place for one.
    private static String path(Route route) {
        return PLACE.matcher(route.path()).replaceAll("{$1}");
    }

    private static void operation(Route route, JsonOut out) {
        out.put("operationId", route.about().id()).put("summary", route.about().summary());
        var parameters = new ArrayList<Map.Entry<String, Parameter>>();
        PLACE.matcher(route.path()).results().forEach(place -> parameters.add(Map.entry("path", new Parameter(place
                .group(
                        1), "string", ""))));
        route.about().query().forEach(parameter -> parameters.add(Map.entry("query", parameter)));
        out.putObjects("parameters", parameters, OpenApi::parameter);
        if (route.hasBody()) {
            out.putObject("requestBody", body -> body.put("required", true)
                    .putWritten("content", content(schema(route.about().request()))));
        }
        if (route.takesAnything()) {
            out.putWritten("requestBody", "{\"required\":true,\"content\":{\"*/*\":{}}}");
        }
        out.putObject("responses", responses -> responses(route, responses));
        if (route.isOpen()) {
            out.putWritten("security", "[]");
        } else {
            out.putWritten("security", "[{\"key\":[]},{\"certificate\":[]}]");
            out.putStrings("x-roles", route.allowed().stream().map(CallersFile::word).sorted().toList());
        }
    }

    private static void parameter(Map.Entry<String, Parameter> placed, JsonOut out) {
        var parameter = placed.getValue();
        out.put("name", parameter.name()).put("in", placed.getKey()).put("required", placed.getKey().equals("path"));
        if (!parameter.description().isEmpty()) {
            out.put("description", parameter.description());
        }
        out.putObject("schema", schema -> schema.put("type", parameter.type()));
    }

    private static void responses(Route route, JsonOut out) {
        out.putObject(Integer.toString(route.about().status()), success -> {
            success.put("description", "Done.");
            if (!route.about().response().isEmpty()) {
                success.putWritten("content", content(schema(route.about().response())));
            }
        });
        out.putObject("default", refusal -> refusal.put("description", "Refused, in words.")
                .putWritten("content", content(PROBLEM)));
    }

    private static String schema(String name) {
        return "{\"$ref\":\"#/components/schemas/%s\"}".formatted(name);
    }

    private static String content(String schema) {
        return "{\"application/json\":{\"schema\":%s}}".formatted(schema);
    }

    private static String schemas() {
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi-schemas.json")) {
            return new String(Objects.requireNonNull(in, "it is in the same jar").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
