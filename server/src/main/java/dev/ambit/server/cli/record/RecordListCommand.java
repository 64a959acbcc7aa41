package dev.ambit.server.cli.record;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.cli.frame.JsonOption;
import dev.ambit.server.cli.frame.Screen;
import dev.ambit.server.cli.remote.Connection;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.NoReply;
import dev.ambit.server.cli.remote.Reply;
import dev.ambit.server.cli.remote.ServerOptions;
import dev.ambit.server.cli.remote.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ambit record list`: what was decided, the newest first; or, following, as it is decided.
@Command(name = "list", description = "Lists decisions, the newest first. With --follow, goes on with new ones as they come.", sortOptions = false, mixinStandardHelpOptions = true, footerHeading = "%nExample:%n", footer = "  ambit record list --task pr-118 --outcome deny")
final class RecordListCommand implements Callable<Integer> {
    static final Target RECORDS = Target.of("/v1/records");
    private static final String USUALLY_BEFORE_FOLLOWING = "10";

    @Spec
    private CommandSpec spec;

    @Mixin
    private RecordFilter filter;

    @Option(names = "--after", paramLabel = "RECORD", order = 8, description = "Only those older than this one.")
    private Optional<String> after = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", order = 9, description = {
        "At most so many, 1 to 1000. Default: 100, and 10 before following"})
    private Optional<Integer> limit = Optional.empty();

    @Option(names = {"-f", "--follow"}, order = 10, description = "Stays, and shows new ones as they come.")
    private boolean follow;

    @Mixin
    private ServerOptions server;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws NoReply {
        if (follow && after.isPresent()) {
            throw new ParameterException(spec.commandLine(),
                    "`--follow` goes on with the newest, `--after` with older ones");
        }
        var screen = Screen.of(spec.commandLine());
        try (var connection = server.connect()) {
            return follow ? follow(connection, screen) : list(connection, screen);
        }
    }

    private int list(Connection connection, Screen screen) throws NoReply {
        var reply = connection.get(filter.on(RECORDS).with("after", after).with("limit", limit.map(Object::toString)));
        if (json.isOn()) {
            screen.say(reply.text());
            return ExitCode.OK;
        }
        var page = reply.object();
        var records = Fields.objects(page, "records");
        records.forEach(record -> screen.say(RecordText.line(record, screen.paint())));
        if (records.isEmpty()) {
            screen.warn("there are no such records");
        }
        Fields.maybe(page, "next").ifPresent(next -> screen.warn("there are older ones: --after " + next));
        return ExitCode.OK;
    }

    /// Never returns: whoever follows ends it. Where they go on is known before the newest are listed, so that none is missed,
    /// and what came in between is not shown twice.
    private int follow(Connection connection, Screen screen) throws NoReply {
        var feed = filter.on(Target.of("/v1/records/feed"));
        var next = next(connection.get(feed.with("wait", "0")));
        var newest = Fields.objects(connection.get(filter.on(RECORDS).with("limit", limit.map(Object::toString).orElse(
                USUALLY_BEFORE_FOLLOWING))).object(), "records").reversed();
        Set<String> shown = new HashSet<>();
        show(newest, shown, screen);
        while (true) {
            var reply = connection.get(feed.with("from", next));
            show(Fields.objects(reply.object(), "records"), shown, screen);
            shown.clear();
            next = next(reply);
        }
    }

    private static String next(Reply reply) throws NoReply {
        return reply.object().get("next") instanceof Json.Num number ? number.literal() : "0";
    }

    private void show(List<Json.Obj> records, Set<String> shown, Screen screen) {
        for (var record : records) {
            if (shown.add(Fields.text(record, "id"))) {
                screen.say(json.isOn() ? record.toString() : RecordText.line(record, screen.paint()));
            }
        }
    }
}
