package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.Rate;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.StrictJson;
import dev.ambit.server.pdp.json.ValueReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what callers want of tasks. Unlike AuthZEN's, these requests are ours alone: an unknown member is a mistake.
final class TaskReader {
    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,8})/(ms|s|m|h|d)");

    private final StrictJson json;
    private final Members members;
    private @Nullable TaskId id;
    private @Nullable EntityUid principal;
    private @Nullable String profile;
    private RecordValue inputs = RecordValue.EMPTY;
    private Limits limits = Limits.NONE;
    private @Nullable Instant begins;
    private boolean isBreaking;
    private @Nullable String reason;
    private @Nullable TaskId above;

    private TaskReader(StrictJson json) {
        this.json = json;
        this.members = new Members(json);
    }

    /// @param fresh makes the id of a task whose caller names none
    static Opening opening(byte[] body, Optional<TaskId> parent, Supplier<TaskId> fresh) throws BadJson {
        return StrictJson.read(body, json -> new TaskReader(json).opening(parent, fresh));
    }

    /// A task to be opened against the conditions of its profile, and why.
    record Breaking(Opening opening, String reason) {}

    /// Like [#opening], with `parent` and `reason` as further members.
    static Breaking breaking(byte[] body, Supplier<TaskId> fresh) throws BadJson {
        return StrictJson.read(body, json -> new TaskReader(json).breaking(fresh));
    }

    private Breaking breaking(Supplier<TaskId> fresh) throws BadJson {
        isBreaking = true;
        var opening = opening(Optional.empty(), fresh);
        if (reason == null) {
            throw new BadJson("/reason", "`reason` is missing", "Say why: somebody else will review it");
        }
        return new Breaking(above == null ? opening : opening.below(above), reason);
    }

    private Opening opening(Optional<TaskId> parent, Supplier<TaskId> fresh) throws BadJson {
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            var at = "/" + name;
            switch (name) {
                case "id" -> id = taskId(at);
                case "principal" -> principal = members.entity(at);
                case "profile" -> profile = members.name(at);
                case "inputs" -> inputs = json.object(at) ? new ValueReader(json).record(at) : inputs;
                case "limits" -> limits = json.object(at) ? new LimitsReader(json).read() : limits;
                case "begins" -> begins = members.instant(at);
                case "reason", "parent" -> whereBreaking(name, at);
                default -> members.unknown(at);
            }
        }
        members.require(principal != null, "principal");
        members.require(profile != null, "profile");
        json.mistakes().check();
        return new Opening(id == null ? fresh.get() : id, parent, Members.kept(principal), Members.kept(profile),
                inputs, limits,
                Optional
                        .ofNullable(begins));
    }

    private void whereBreaking(String name, String at) {
        if (!isBreaking) {
            members.unknown(at);
        } else if (name.equals("reason")) {
            reason = members.name(at);
        } else {
            above = taskId(at);
        }
    }

    /// The instant in `{"until": …}`.
    static Instant until(byte[] body) throws BadJson {
        return StrictJson.read(body, json -> {
            Instant until = null;
            for (var name = json.nextMember(); name != null; name = json.nextMember()) {
                if (name.equals("until")) {
                    until = new Members(json).instant("/until");
                } else {
                    new Members(json).unknown("/" + name);
                }
            }
            json.mistakes().check();
            if (until == null) {
                throw new BadJson("/until", "`until` is missing", "Send an instant such as 2030-01-31T10:00:00Z");
            }
            return until;
        });
    }

    private @Nullable TaskId taskId(String at) {
        var text = json.string(at);
        if (text == null) {
            return null;
        }
        if (TaskId.isAllowed(text) && !new TaskId(text).isReserved()) {
            return new TaskId(text);
        }
        json.mistakes().add(at, "`id` is reserved, or no task id: 1 to 128 letters, digits, `.`, `_`, `:`, `~`, `-`",
                "Leave it out to have one made");
        return null;
    }

    /// Limits as profiles write them: `{"duration": "2h", "uses": 10, "rate": "50/s"}`.
    private static final class LimitsReader {
        private final StrictJson json;
        private Optional<Duration> duration = Optional.empty();
        private Optional<Duration> idle = Optional.empty();
        private OptionalLong uses = OptionalLong.empty();
        private Optional<Rate> rate = Optional.empty();
        private List<IpValue> networks = List.of();
        private Set<String> environments = Set.of();
        private int delegation = Limits.NONE.delegation();

        LimitsReader(StrictJson json) {
            this.json = json;
        }

        Limits read() {
            for (var name = json.nextMember(); name != null; name = json.nextMember()) {
                var at = "/limits/" + name;
                switch (name) {
                    case "duration" -> duration = duration(at);
                    case "idle" -> idle = duration(at);
                    case "uses" -> uses = number(at, 1, Long.MAX_VALUE);
                    case "rate" -> rate = rate(at);
                    case "networks" -> networks = networks(at);
                    case "environments" -> environments = new TreeSet<>(strings(at));
                    case "delegation" -> delegation = Math.toIntExact(number(at, 0, Limits.MOST_HOPS).orElse(0));
                    default -> new Members(json).unknown(at);
                }
            }
            return json.mistakes().isEmpty() ? limits() : Limits.NONE;
        }

        private Limits limits() {
            try {
                return new Limits(duration, idle, uses, rate, networks, environments, delegation);
            } catch (IllegalArgumentException wrong) {
                json.mistakes().add("/limits", "`limits`: " + wrong.getMessage(), "");
                return Limits.NONE;
            }
        }

        private Optional<Duration> duration(String at) {
            var text = json.string(at);
            var value = text == null ? null : DurationValue.parse(text);
            if (text != null && value == null) {
                wrong(at, "no duration", "Send one such as 2h, 15m or 1d12h");
            }
            return Optional.ofNullable(value).map(parsed -> Duration.ofMillis(parsed.millis()));
        }

        private OptionalLong number(String at, long least, long most) {
            if (!json.isInteger()) {
                json.wrong(at, "a whole number");
                return OptionalLong.empty();
            }
            var number = json.integer(at);
            if (number != null && (number < least || number > most)) {
                wrong(at, "not between %d and %d".formatted(least, most), "");
                return OptionalLong.empty();
            }
            return number == null ? OptionalLong.empty() : OptionalLong.of(number);
        }

        private Optional<Rate> rate(String at) {
            var text = json.string(at);
            if (text == null) {
                return Optional.empty();
            }
            var match = RATE.matcher(text);
            try {
                if (match.matches()) {
                    return Optional.of(new Rate(Long.parseLong(match.group(1)), Duration.ofMillis(unit(match.group(
                            2)))));
                }
                wrong(at, "no rate", "Send one such as 50/s or 100/m");
            } catch (IllegalArgumentException tooMany) {
                wrong(at, "more than one permit in a nanosecond", "Leave it out where there is to be no limit");
            }
            return Optional.empty();
        }

        private static long unit(String word) {
            return switch (word) {
                case "ms" -> 1;
                case "s" -> 1_000;
                case "m" -> 60_000;
                case "h" -> 3_600_000;
                default -> 86_400_000;
            };
        }

        private List<IpValue> networks(String at) {
            var found = new ArrayList<IpValue>();
            for (var text : strings(at)) {
                var network = IpValue.parse(text);
                if (network == null) {
                    wrong(at, "not all networks", "Send some such as 10.0.0.0/8");
                    return List.of();
                }
                found.add(network);
            }
            return found;
        }

        private List<String> strings(String at) {
            var found = new ArrayList<String>();
            if (json.array(at)) {
                while (json.nextElement()) {
                    var text = json.string(at);
                    if (text != null) {
                        found.add(text);
                    }
                }
            }
            return found;
        }

        private void wrong(String at, String what, String help) {
            json.mistakes().add(at, "`%s` is %s".formatted(at.substring(1).replace('/', '.'), what), help);
        }
    }
}
