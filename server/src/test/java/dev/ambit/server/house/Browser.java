package dev.ambit.server.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What a browser does without scripts: keeps cookies, follows where it is sent, and posts forms.
final class Browser implements AutoCloseable {
    private static final int MOST_HOPS = 15;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Map<String, String>> cookies = new HashMap<>();

    HttpResponse<String> get(URI uri) throws Exception {
        return followed(send(HttpRequest.newBuilder(uri), uri));
    }

    HttpResponse<String> post(URI uri, Map<String, String> form, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri).header("Content-Type", "application/x-www-form-urlencoded");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return followed(send(request.POST(BodyPublishers.ofString(form.entrySet().stream().map(field -> URLEncoder
                .encode(
                        field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8)).collect(Collectors
                                .joining(
                                        "&")))), uri));
    }

    private HttpResponse<String> followed(HttpResponse<String> first) throws Exception {
        var answer = first;
        for (var hop = 0; answer.statusCode() / 100 == 3 && hop < MOST_HOPS; hop++) {
            var next = answer.uri().resolve(answer.headers().firstValue("location").orElseThrow());
            answer = send(HttpRequest.newBuilder(next), next);
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest.Builder request, URI uri) throws Exception {
        var known = cookies.computeIfAbsent(uri.getAuthority(), _ -> new LinkedHashMap<>());
        if (!known.isEmpty()) {
            request.header("Cookie", known.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        var answer = client.send(request.build(), BodyHandlers.ofString());
        for (var set : answer.headers().allValues("set-cookie")) {
            var value = set.substring(0, set.indexOf(';') < 0 ? set.length() : set.indexOf(';'));
            known.put(value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
        }
        return answer;
    }

    /// The cookie with `name` of a site; empty for none.
    String cookie(URI uri, String name) {
        return cookies.getOrDefault(uri.getAuthority(), Map.of()).getOrDefault(name, "");
    }

    @Override
    public void close() {
        client.close();
    }
}
