package dev.ambit.server.pdp.http;

import dev.ambit.server.metrics.Sheet;
import dev.ambit.server.metrics.Tally;
import dev.ambit.server.metrics.Times;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/// What was asked and answered over HTTP, by route and status, and who was turned away.
public final class HttpMeters {
    private static final int LAST_STATUS = 599;

    private final Map<String, OfRoute> routes = new ConcurrentHashMap<>();
    private final OfRoute none = new OfRoute("", "none");
    private final Tally refusals = new Tally();

    /// Answers of one route. An answer costs three additions.
    static final class OfRoute {
        private final String method;
        private final String path;
        private final AtomicReferenceArray<LongAdder> statuses = new AtomicReferenceArray<>(LAST_STATUS + 1);
        private final Times times = new Times();

        OfRoute(String method, String path) {
            this.method = method;
            this.path = path;
        }

        void answered(int status, long nanos) {
            var count = statuses.get(status);
            if (count == null) {
                statuses.compareAndSet(status, null, new LongAdder());
                count = statuses.get(status);
            }
            count.increment();
            times.add(nanos);
        }
    }

    /// Where answers of `route` are counted.
    OfRoute of(Route route) {
        return routes.computeIfAbsent(route.method() + " " + route.path(), _ -> new OfRoute(route.method(), route
                .path()));
    }

    /// Where answers to what is no route are counted.
    OfRoute none() {
        return none;
    }

    /// A request was refused, by the code of the refusal.
    void refused(String code) {
        refusals.add(code);
    }

    public void write(Sheet sheet) {
        write(none, sheet);
        routes.values().stream().sorted(Comparator.comparing(route -> route.path + " " + route.method)).forEach(
                route -> write(route, sheet));
        sheet.count("ambit_http_refusals", "Requests refused, by the code of the refusal.", refusals, "code");
    }

    private static void write(OfRoute route, Sheet sheet) {
        var asked = false;
        for (var status = 0; status <= LAST_STATUS; status++) {
            var count = route.statuses.get(status);
            if (count != null) {
                asked = true;
                sheet.count("ambit_http_requests", "Requests answered.", count.sum(), "method", route.method, "route",
                        route.path, "status", Integer.toString(status));
            }
        }
        if (asked) {
            sheet.times("ambit_http_request_seconds", "From the head of a request to its answer.", route.times,
                    "method",
                    route.method, "route", route.path);
        }
    }
}
