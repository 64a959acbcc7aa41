package dev.ambit.core.scope;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.policy.ApprovalRule;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.task.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/// Something that could be otherwise than it is.
sealed interface Change {

    /// In words, after "would be permitted".
    String words();

    /// Somebody resumes a paused task.
    record Resumed(TaskId task) implements Change {
        @Override
        public String words() {
            return "after task `%s` is resumed".formatted(task);
        }
    }

    /// Operators lift a freeze.
    record Lifted(String freeze) implements Change {
        @Override
        public String words() {
            return "after freeze `%s` is lifted".formatted(freeze);
        }
    }

    /// A task begins that is to begin later.
    record Begun(TaskId task, Instant at) implements Change {
        @Override
        public String words() {
            return "once task `%s` has begun, at %s".formatted(task, at);
        }
    }

    /// Time passes.
    record Later(Instant at) implements Change {
        @Override
        public String words() {
            return "from %s on".formatted(at);
        }
    }

    /// It is asked from somewhere else.
    ///
    /// @param network any address of which will do
    record From(IpValue network) implements Change {
        @Override
        public String words() {
            return "from network %s".formatted(network.text());
        }
    }

    /// Whoever asks runs somewhere else.
    record Within(String environment) implements Change {
        @Override
        public String words() {
            return "in environment `%s`".formatted(environment);
        }
    }

    /// A signal says something else.
    ///
    /// @param whole its value
    /// @param parts what of it matters, by the path that policies read it by
    record Says(Signal signal, EntityUid subject, Value whole, Map<String, Value> parts) implements Change {
        @Override
        public String words() {
            return "if " + Change.parts("signal ", parts, " about `%s`".formatted(subject));
        }
    }

    /// The call says something else.
    ///
    /// @param whole all of `context.request`
    /// @param parts what of it matters, by the path that policies read it by
    record Called(RecordValue whole, Map<String, Value> parts) implements Change {
        @Override
        public String words() {
            return "if " + Change.parts("", parts, "");
        }
    }

    /// People approve it.
    record Approved(ApprovalRule rule, Approval approval) implements Change {
        @Override
        public String words() {
            return "after %d of `%s` approve it by rule `%s`".formatted(rule.quorum(), rule.by(), rule.name());
        }
    }

    private static String parts(String before, Map<String, Value> parts, String after) {
        return parts.entrySet().stream()
                .sorted(Entry.comparingByKey())
                .map(part -> "%s`%s`%s were %s".formatted(before, part.getKey(), after, part.getValue()))
                .collect(Collectors.joining(" and "));
    }
}
