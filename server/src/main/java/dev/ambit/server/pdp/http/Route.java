package dev.ambit.server.pdp.http;

import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.json.BadJson;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// One thing that can be asked over HTTP: how it is reached, who may, and what is done.
/// The same value is routed by and described in the OpenAPI document, so that the two cannot differ.
///
/// @param path    begins with `/`; `{name}` stands for one segment, `{name...}` at the end for all that are left
/// @param allowed one of these roles it takes; empty where anybody may, unauthenticated
public record Route(String method, String path, Set<Role> allowed, About about, Handler handler) {

    /// Does what a route is for. On an event loop: it must not wait.
    @FunctionalInterface
    public interface Handler {
        /// @throws BadJson where the body has mistakes, which the front then tells
        CompletableFuture<Response> answer(Call call) throws BadJson;
    }

    /// What people and generators of clients are told.
    ///
    /// @param id       of the operation, in camel case
    /// @param request  name of the schema of the body; empty where there is none, [#ANYTHING] where it is taken as it comes
    /// @param response name of the schema of a successful answer; empty where that is not JSON
    /// @param status   of a successful answer
    /// @param query    the parameters it reads
    public record About(String id, String summary, String request, String response, int status,
            List<Parameter> query) {
        /// A body of any type.
        public static final String ANYTHING = "*";

        public About {
            query = List.copyOf(query);
        }

        public About(String id, String summary, String request, String response) {
            this(id, summary, request, response, 200, List.of());
        }
    }

    /// One parameter of the query.
    ///
    /// @param type `string` or `integer`
    public record Parameter(String name, String type, String description) {}

    public Route {
        allowed = allowed.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(allowed));
    }

    /// A route for callers with one of the roles.
    public static Route forRoles(String method, String path, Set<Role> allowed, About about, Handler handler) {
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("`%s` is for nobody".formatted(path));
        }
        return new Route(method, path, allowed, about, handler);
    }

    /// A route for anybody.
    public static Route open(String path, About about, Handler handler) {
        return new Route("GET", path, Set.of(), about, handler);
    }

    /// A route for messages whose sender is known by what is in them: anybody may call it, with any body.
    public static Route incoming(String path, About about, Handler handler) {
        return new Route("POST", path, Set.of(), about, handler);
    }

    public boolean isOpen() {
        return allowed.isEmpty();
    }

    /// Whether the body is JSON.
    public boolean hasBody() {
        return !about.request().isEmpty() && !takesAnything();
    }

    /// Whether the body is taken as it comes, with the headers that say what it is.
    public boolean takesAnything() {
        return about.request().equals(About.ANYTHING);
    }
}
