package dev.ambit.server.tracing;

import dev.ambit.server.secret.Secret;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sends a span for each decision over OTLP/HTTP. Whoever decides hands it over and goes on: where the collector is slow or away, spans
/// beyond [#MOST_WAITING] are dropped.
public final class Spans implements AutoCloseable {
    /// How many spans may wait to be sent.
    public static final int MOST_WAITING = 8_192;

    private static final Duration SENT_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("ambit.outcome");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("ambit.reason");
    private static final AttributeKey<String> TASK = AttributeKey.stringKey("ambit.task");
    private static final AttributeKey<String> PROFILE = AttributeKey.stringKey("ambit.profile");
    private static final AttributeKey<String> ACTION = AttributeKey.stringKey("ambit.action");
    private static final AttributeKey<String> RELEASE = AttributeKey.stringKey("ambit.release");
    private static final AttributeKey<String> RECORD = AttributeKey.stringKey("ambit.record");
    private static final TextMapGetter<Function<String, Optional<String>>> HEADERS = new Headers();

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /// What a span says of a decision: never what was read, nor with which values.
    ///
    /// @param profile empty where the task is not known
    /// @param failed  whether it was denied only since it could not be recorded
    public record Decided(String outcome, String reason, String task, String profile, String action, String release,
            String record, boolean failed) {}

    private Spans(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("dev.ambit");
    }

    /// @param collector where spans are posted to, such as `http://localhost:4318/v1/traces`
    /// @param headers   sent with them, to prove who sends
    /// @param percent   of traces that are kept where the caller names none; one that it names is kept as it says
    /// @param service   as which the server is known there
    public static Spans to(URI collector, Map<String, Secret> headers, int percent, String service, String version) {
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(collector.toString()).setTimeout(PATIENCE);
        headers.forEach((name, value) -> exporter.addHeader(name, value.reveal()));
        return new Spans(SdkTracerProvider.builder()
                .setResource(Resource.builder().put("service.name", service).put("service.version", version).build())
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(percent / 100.0)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build())
                        .setMaxQueueSize(MOST_WAITING)
                        .setScheduleDelay(SENT_EVERY)
                        .build())
                .build());
    }

    /// Notes a decision.
    ///
    /// @param header what the caller sent under a name; `traceparent` and `tracestate` are asked for (W3C Trace Context)
    public void note(Decided decided, Function<String, Optional<String>> header, Instant began, Instant ended) {
        var span = tracer.spanBuilder("decide")
                .setParent(W3CTraceContextPropagator.getInstance().extract(Context.root(), header, HEADERS))
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(began)
                .setAttribute(OUTCOME, decided.outcome())
                .setAttribute(REASON, decided.reason())
                .setAttribute(TASK, decided.task())
                .setAttribute(PROFILE, decided.profile())
                .setAttribute(ACTION, decided.action())
                .setAttribute(RELEASE, decided.release())
                .setAttribute(RECORD, decided.record())
                .startSpan();
        if (decided.failed()) {
            span.setStatus(StatusCode.ERROR, "it could not be recorded");
        }
        span.end(ended);
    }

    /// Sends what waits, for a few seconds at most.
    @Override
    public void close() {
        provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Only the two that are asked for by name.
    private static final class Headers implements TextMapGetter<Function<String, Optional<String>>> {
        @Override
        public Iterable<String> keys(Function<String, Optional<String>> header) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Function<String, Optional<String>> header, String name) {
            return header == null ? null : header.apply(name).orElse(null);
        }
    }
}
