package dev.ambit.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.frame.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every `$ ambit …` in the README and in `docs` is run, and prints what stands below it. A line `…` stands for any lines, and
/// within a line for anything; where nothing stands below, the command need only be understood.
///
/// Commands that ask a server are run, in their order, against a real one on the example, one for each page. What differs with
/// each run differs: instants, and the ids of records. An id that a page shows is that of the same record in its later commands.
class QuotedCommandsTest {
    private static final Set<String> ASKING = Set.of("task", "ask", "record", "signal", "scope", "doctor", "freeze",
            "obligation");
    /// These stay until somebody ends them, so here they are only understood.
    private static final Set<String> LASTING = Set.of("serve", "demo");
    private static final Pattern VARIES = Pattern.compile("(?<record>(?<![a-z0-9-])d-[a-z0-9]{4,8}-[a-z0-9]+)"
            + "|(?<instant>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z)|(?<clock>[0-9]{2}:[0-9]{2}:[0-9]{2}Z)|(?<any>…)");

    private static final Pattern RECORD = Pattern.compile("(?<![a-z0-9-])d-[a-z0-9]{4,8}-[a-z0-9]+");

    @TempDir
    private static Path data;

    private static final Map<String, RunningServer> SERVERS = new HashMap<>();
    private static final Map<String, String> RECORDS = new HashMap<>();

    private static final Pattern COMMAND = Pattern.compile("^( *)\\$ (\\./)?ambit (.*)");
    private static final Pattern WORD = Pattern.compile("((?:'[^']*'|[^'\\s])+)\\s*");

    /// A command as it is quoted, and what is said to come of it.
    private record Quote(String where, List<String> words, String output) {}

    static Stream<Arguments> quoted() throws IOException {
        try (var docs = Files.list(Ambit.file("docs"))) {
            return Stream.concat(Stream.of(Ambit.file("README.md")), docs.filter(file -> file.toString().endsWith(
                    ".md")).sorted().toList().stream())
                    .flatMap(file -> quotes(file).stream())
                    .map(quote -> Arguments.of(quote.where(), quote.words(), quote.output()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quoted")
    void a_quoted_command_does_what_is_said(String where, List<String> words, String output) {
        var page = where.substring(0, where.indexOf(':'));
        var meant = words.stream().map(word -> RECORDS.getOrDefault(page + word, word)).toArray();
        var run = LASTING.contains(words.getFirst()) && !words.contains("--print-settings")
                ? Ambit.run(words.getFirst(), "--help")
                : isAsking(words) ? server(page).ambit(meant) : Ambit.run(meant);

        assertThat(run.exitCode()).as("%s %s", run.out(), run.err()).isLessThan(ExitCode.USAGE);
        if (!output.isEmpty()) {
            assertThat(run.out() + run.err()).matches(lines(output));
            remember(page, output, run.out());
        }
    }

    private static boolean isAsking(List<String> words) {
        return ASKING.contains(words.getFirst()) && !words.contains("--help") && !words.contains("replay");
    }

    private static RunningServer server(String page) {
        return SERVERS.computeIfAbsent(page, name -> {
            try {
                return RunningServer.on(data.resolve(name));
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        });
    }

    @AfterAll
    static void stop() throws IOException {
        for (var server : SERVERS.values()) {
            server.close();
        }
    }

    /// Which record of this run an id on the page stands for.
    private static void remember(String page, String quoted, String printed) {
        var there = RECORD.matcher(quoted).results().toList();
        var here = RECORD.matcher(printed).results().toList();
        for (var i = 0; i < Math.min(there.size(), here.size()); i++) {
            RECORDS.putIfAbsent(page + there.get(i).group(), here.get(i).group());
        }
    }

    @Test
    void the_documentation_quotes_every_command() throws IOException {
        assertThat(quoted().map(quote -> quote.get()[1].toString())).hasSizeGreaterThan(5)
                .anyMatch(words -> words.contains("check"))
                .anyMatch(words -> words.contains("format"))
                .anyMatch(words -> words.contains("explain"))
                .anyMatch(words -> words.contains("influence"))
                .anyMatch(words -> words.contains("task, open"))
                .anyMatch(words -> words.contains("ask"))
                .anyMatch(words -> words.contains("record, get"))
                .anyMatch(words -> words.contains("doctor"));
    }

    private static Pattern lines(String output) {
        var lines = new StringBuilder();
        for (var line : output.split("\n", -1)) {
            lines.append(line.equals("…") ? "(?s:.*\n)?" : line(line) + "\n");
        }
        return Pattern.compile(lines.toString());
    }

    private static String line(String line) {
        var regex = new StringBuilder();
        var end = 0;
        for (var found : VARIES.matcher(line).results().toList()) {
            regex.append(Pattern.quote(line.substring(end, found.start()))).append(anything(found));
            end = found.end();
        }
        return regex.append(Pattern.quote(line.substring(end))).toString();
    }

    private static String anything(MatchResult found) {
        return found.group("record") != null
                ? RECORD.pattern()
                : found.group("instant") != null
                        ? "[-0-9]{10}T[0-9:.]+Z"
                        : found.group("clock") != null ? "[0-9]{2}:[0-9]{2}:[0-9]{2}Z" : ".*";
    }

    private static List<Quote> quotes(Path file) {
        try {
            return quotes(file.getFileName().toString(), Files.readAllLines(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Quote> quotes(String file, List<String> lines) {
        var quotes = new ArrayList<Quote>();
        for (var i = 0; i < lines.size(); i++) {
            var begin = COMMAND.matcher(lines.get(i));
            if (!begin.matches()) {
                continue;
            }
            var where = "%s:%d".formatted(file, i + 1);
            var command = new StringBuilder(begin.group(3));
            while (command.charAt(command.length() - 1) == '\\') {
                command.setLength(command.length() - 1);
                command.append(lines.get(++i).strip());
            }
            var output = new ArrayList<String>();
            while (i + 1 < lines.size() && isOutput(lines, i + 1, begin.group(1))) {
                output.add(lines.get(++i).substring(Math.min(lines.get(i).length(), begin.group(1).length())));
            }
            quotes.add(new Quote(where, words(command.toString()), String.join("\n", output).stripTrailing()));
        }
        return quotes;
    }

    /// An indented block ends where the indent does, a fenced one with its fence. An empty line belongs to an indented
    /// block if that goes on behind it.
    private static boolean isOutput(List<String> lines, int at, String indent) {
        var line = lines.get(at);
        if (line.isEmpty() && !indent.isEmpty()) {
            return at + 1 < lines.size() && isOutput(lines, at + 1, indent);
        }
        return line.startsWith(indent) && !line.startsWith(indent + "$ ") && !line.startsWith("```");
    }

    private static List<String> words(String command) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(command.strip());
        while (matcher.lookingAt()) {
            var word = matcher.group(1).replace("'", "");
            words.add(word.startsWith("examples/") ? Ambit.file(word).toString() : word);
            matcher.region(matcher.end(), matcher.regionEnd());
        }
        return words;
    }
}
