package dev.ambit.server.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// One reading of all numbers, as it is put together. What is said several times under one name has different labels.
public final class Sheet {
    private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();
    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, HistogramSnapshot.Builder> histograms = new LinkedHashMap<>();

    /// Something that only grows.
    ///
    /// @param name   without `_total`, which is added
    /// @param labels names and values by turns
    public Sheet count(String name, String help, Number value, String... labels) {
        counters.computeIfAbsent(name, _ -> CounterSnapshot.builder().name(name).help(help))
                .dataPoint(CounterDataPointSnapshot.builder().value(value.doubleValue()).labels(Labels.of(labels))
                        .build());
        return this;
    }

    /// All that `tally` counted, with its names as the label `label`.
    public Sheet count(String name, String help, Tally tally, String label) {
        tally.counts().forEach((what, count) -> count(name, help, count, label, what));
        return this;
    }

    /// Something that is so at the moment.
    public Sheet gauge(String name, String help, Number value, String... labels) {
        gauges.computeIfAbsent(name, _ -> GaugeSnapshot.builder().name(name).help(help))
                .dataPoint(GaugeDataPointSnapshot.builder().value(value.doubleValue()).labels(Labels.of(labels))
                        .build());
        return this;
    }

    /// How long something took.
    ///
    /// @param name ends with `_seconds`
    public Sheet times(String name, String help, Times times, String... labels) {
        histograms.computeIfAbsent(name, _ -> HistogramSnapshot.builder().name(name).help(help))
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(Times.upperBounds(), times.counts()))
                        .sum(times.sumSeconds())
                        .labels(Labels.of(labels))
                        .build());
        return this;
    }

    /// The media type of [#text].
    public static String type() {
        return PrometheusTextFormatWriter.CONTENT_TYPE;
    }

    /// All of it, in the text format of Prometheus 0.0.4.
    public byte[] text() {
        var all = MetricSnapshots.builder();
        counters.values().forEach(counter -> all.metricSnapshot(counter.build()));
        gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
        histograms.values().forEach(histogram -> all.metricSnapshot(histogram.build()));
        var bytes = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(bytes, all.build());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
