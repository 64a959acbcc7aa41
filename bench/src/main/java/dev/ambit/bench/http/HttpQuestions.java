package dev.ambit.bench.http;

import dev.ambit.bench.measure.Effort;
import dev.ambit.bench.measure.Median;
import dev.ambit.bench.measure.Scratch;
import dev.ambit.bench.report.Figure;
import dev.ambit.bench.report.Table;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.encoding.Corrupt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The questions about HTTP. All servers are up all the time and take turns, so that whatever disturbs one round disturbs
/// all of them; ratios are medians of ratios within a round.
public final class HttpQuestions {
    private static final int TURNS_LONGER = 10;

    private final Effort effort;
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> overEcho = new ArrayList<>();
    private final List<Double> nettyOverEcho = new ArrayList<>();
    private final List<Double> gains = new ArrayList<>();
    private final List<Double> gainsAlone = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>();
    private final List<Double> processorOverEcho = new ArrayList<>();
    private final List<Double> processorGains = new ArrayList<>();

    private HttpQuestions(Effort effort) {
        this.effort = effort;
    }

    /// @param rules a policy directory with the profile `certification`
    public static List<Object> ask(Effort effort, Path rules) throws IOException, InvalidInput, Corrupt {
        try (var data = Scratch.create(); var deciding = new Serving(data.path(), rules)) {
            var answer = answer(deciding.port());
            try (var vertx = new VertxEcho(answer); var netty = new NettyEcho(answer)) {
                return new HttpQuestions(effort).race(deciding, vertx, netty);
            }
        }
    }

    /// The body that the others are to answer with.
    private static byte[] answer(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(Exchange.one());
            var all = new ByteArrayOutputStream();
            while (!all.toString(StandardCharsets.UTF_8).endsWith("}}")) {
                var next = socket.getInputStream().read();
                if (next < 0) {
                    throw new IOException("no answer but " + all);
                }
                all.write(next);
            }
            var text = all.toString(StandardCharsets.UTF_8);
            return text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8);
        }
    }

    private List<Object> race(Serving deciding, VertxEcho vertx, NettyEcho netty) throws IOException {
        var turn = effort.turn().multipliedBy(TURNS_LONGER);
        round(deciding, vertx, netty, turn); // to warm up
        List.of(ours, overEcho, nettyOverEcho, gains, gainsAlone, processor, processorOverEcho, processorGains).forEach(
                List::clear);
        for (var i = 0; i < effort.rounds(); i++) {
            round(deciding, vertx, netty, turn);
        }
        var rate = Median.of(ours);
        var half = new Load(deciding.port(), Exchange.one()).paced(rate / 2, turn.multipliedBy(2));
        return told(rate, half);
    }

    private void round(Serving deciding, VertxEcho vertx, NettyEcho netty, Duration turn) throws IOException {
        var echo = turn(vertx.port(), Exchange.one(), turn);
        var one = turn(deciding.port(), Exchange.one(), turn);
        var bare = turn(netty.port(), Exchange.one(), turn);
        var batches = turn(deciding.port(), Exchange.batch(), turn);
        ours.add(one.perSecond);
        overEcho.add(one.perSecond / echo.perSecond);
        nettyOverEcho.add(bare.perSecond / echo.perSecond);
        gains.add(batches.perSecond * Exchange.BATCH / one.perSecond);
        gainsAlone.add(Load.alone(deciding.port(), Exchange.batch()).flatOut(turn).perSecond() * Exchange.BATCH
                / Load.alone(deciding.port(), Exchange.one()).flatOut(turn).perSecond());
        processorOverEcho.add(echo.processorNanos / one.processorNanos);
        processorGains.add(one.processorNanos / batches.processorNanos * Exchange.BATCH);
        processor.add(one.processorNanos / 1e3);
    }

    /// @param processorNanos of the server's event loop, for one request
    private record Turn(double perSecond, double processorNanos) {}

    private static Turn turn(int port, byte[] request, Duration turn) throws IOException {
        var begin = Loops.processorNanos();
        var outcome = new Load(port, request).flatOut(turn);
        return new Turn(outcome.perSecond(), (double) (Loops.processorNanos() - begin) / outcome.sortedNanos().length);
    }

    private List<Object> told(double rate, Load.Outcome half) {
        var table = new Table("one event loop, %d connections, everything on".formatted(Load.CONNECTIONS), "")
                .row("decisions per second, one in a request", rate)
                .row("beside a bare echo on the same server", Median.of(overEcho))
                .row("a bare echo on Netty beside that echo", Median.of(nettyOverEcho))
                .row("decisions per second of a lone caller, fifty in a request, beside one", Median.of(gainsAlone))
                .row("of all callers, fifty in a request, beside one", Median.of(gains))
                .row("processor time of the event loop for one request, us", Median.of(processor))
                .row("that of the echo beside it", Median.of(processorOverEcho))
                .row("that of one in a request beside one of fifty", Median.of(processorGains))
                .row("requests per second at half load", half.perSecond())
                .row("p99 at half load, ms", half.p99Millis());
        return List.of(table,
                new Figure("http_over_echo", Median.of(overEcho), "ratio"),
                new Figure("netty_over_echo", Median.of(nettyOverEcho), "ratio"),
                new Figure("http_p99_half_load", half.p99Millis(), "ms"),
                new Figure("batch_gain", Median.of(gainsAlone), "times"),
                new Figure("batch_gain_flat_out", Median.of(gains), "times"));
    }
}
