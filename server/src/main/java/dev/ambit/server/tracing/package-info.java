/// A span for each decision, sent where OpenTelemetry collects them, under the trace that the caller named. Off unless it is configured,
/// and then nothing is done. Elsewhere: the record, not the trace, is the evidence of a decision; a span names its record.
@NullMarked
package dev.ambit.server.tracing;

import org.jspecify.annotations.NullMarked;
