package dev.ambit.server.pdp.authzen;

import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.task.TaskId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request as it was read: whatever was there and well-formed. What has to be there depends on what is asked.
final class Draft {
    @Nullable
    Named subject;
    @Nullable
    Named action;
    @Nullable
    Named resource;
    @Nullable
    Context context;
    /// One for each question of several; `null` where the request has no such member.
    @Nullable
    List<Item> evaluations;
    Decisions.Stop stop = Decisions.Stop.NEVER;
    @Nullable
    Page page;

    /// An entity or action.
    ///
    /// @param type `null` where it is missing, and for an action
    /// @param id   its id, or the name of an action; `null` where it is missing
    record Named(@Nullable String type, @Nullable String id, RecordValue properties) {}

    /// What of `context` means something.
    ///
    /// @param approval  id of an approval that is presented
    /// @param because   why access is wanted, in the asker's words
    record Context(Optional<TaskId> task, RecordValue request, Origin origin, Optional<String> approval,
            Optional<String> because) {
        static final Context NONE = new Context(Optional.empty(), RecordValue.EMPTY, Origin.UNKNOWN, Optional.empty(),
                Optional.empty());
    }

    /// Which stretch of results is wanted.
    record Page(Optional<String> token, Optional<Integer> limit) {}

    /// One question of several.
    ///
    /// @param mistake what is wrong with it; empty where it is well-formed
    record Item(Draft draft, String mistake) {}

    /// This, with everything that it lacks as in `defaults`: each member whole or not at all.
    Draft or(Draft defaults) {
        var merged = new Draft();
        merged.subject = subject == null ? defaults.subject : subject;
        merged.action = action == null ? defaults.action : action;
        merged.resource = resource == null ? defaults.resource : resource;
        merged.context = context == null ? defaults.context : context;
        return merged;
    }
}
