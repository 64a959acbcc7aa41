package dev.ambit.bench.cedar;

import dev.ambit.bench.cedar.contender.Ambit;
import dev.ambit.bench.cedar.workload.Workload;
import dev.ambit.bench.cedar.workload.World;
import dev.ambit.bench.measure.Race;
import dev.ambit.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Does one thing over and over and samples meanwhile which code runs.
public final class Profile {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(1);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int ROWS = 30;

    private final IntPredicate call;
    private final int inputs;

    private Profile(IntPredicate call, int inputs) {
        this.call = call;
        this.inputs = inputs;
    }

    /// Decides over the large store, provenance on.
    public static Profile deciding(int policies) {
        var workload = Workload.of(new World(1), policies);
        return new Profile(new Ambit(workload, Ambit.Store.LARGE, Ambit.Provenance.ON)::allows, Workload.WARM);
    }

    /// Parses and compiles.
    public static Profile loading(int policies) {
        var text = Workload.text(new World(1), policies);
        return new Profile(_ -> Ambit.load(text).size() == policies, 1);
    }

    /// Goes on for as long as `time`, writes all samples to `file` and says where most of them fell.
    public String run(Duration time, Path file) throws IOException {
        repeat(WARM_UP);
        try (var recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(BETWEEN_SAMPLES);
            recording.start();
            repeat(time);
            recording.stop();
            Files.createDirectories(file.getParent());
            recording.dump(file);
        }
        var samples = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null)
                .map(Profile::stack)
                .filter(stack -> stack.stream().anyMatch(frame -> frame.startsWith("Profile.repeat")))
                .toList();
        return "Lines that ran, of %,d samples\n%s\nMethods on the stack\n%s".formatted(
                samples.size(),
                table(samples, stack -> List.of(stack.getFirst())),
                table(samples, stack -> stack.stream().map(frame -> frame.replaceAll(":.*", "")).distinct().toList()));
    }

    private void repeat(Duration time) {
        new Race(inputs, 1, time.dividedBy(2)).run(List.of(call));
    }

    private static List<String> stack(RecordedEvent sample) {
        return sample.getStackTrace().getFrames().stream()
                .filter(RecordedFrame::isJavaFrame)
                .map(frame -> "%s.%s:%d".formatted(
                        frame.getMethod().getType().getName().replaceAll(".*\\.", ""),
                        frame.getMethod().getName(),
                        frame.getLineNumber()))
                .toList();
    }

    private static Table table(List<List<String>> samples, Function<List<String>, List<String>> counted) {
        Map<String, Long> counts = samples.stream()
                .flatMap(stack -> counted.apply(stack).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        var rows = new ArrayList<>(counts.entrySet());
        rows.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        var table = new Table("where", "of a hundred samples");
        rows.stream().limit(ROWS).forEach(row -> table.row(row.getKey(), 100.0 * row.getValue() / samples.size()));
        return table;
    }
}
