package dev.ambit.core.policy;

import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.core.policy.Profile.Pattern;
import dev.ambit.core.task.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One profile, as its author wrote it: each value of its kind, and nothing held against anything else. What is empty and
/// must not be has been told of already. What is Cedar has not been read.
///
/// @param purposes   why it may read signals, in the words of the catalogue
/// @param openers    Cedar entities
/// @param isWhole    whether nothing was left out because it could not be read
/// @param at         all of it
public record WrittenProfile(
        Written<String> name,
        Optional<Written<String>> purpose,
        List<Written<String>> purposes,
        Optional<Written<String>> owner,
        Pattern pattern,
        List<Passage> openers,
        List<WrittenType.Part> inputs,
        Optional<Passage> opensWhen,
        Optional<Passage> lastsWhile,
        Optional<Passage> pausesWhen,
        WrittenLimits limits,
        Optional<Passage> allows,
        List<WrittenApproval> approvals,
        List<WrittenCredential> credentials,
        boolean isRecordedDurably,
        Optional<WrittenBreakGlass> breakGlass,
        Optional<WrittenReauthorization> reauthorization,
        boolean isWhole,
        Passage at) {

    /// @see dev.ambit.core.task.Limits
    public record WrittenLimits(
            Optional<Written<Duration>> duration,
            Optional<Written<Duration>> idle,
            Optional<Written<Long>> uses,
            Optional<Written<Rate>> rate,
            List<IpValue> networks,
            List<Written<String>> environments,
            Optional<Written<Long>> delegation) {
        /// None are written.
        public static final WrittenLimits NONE = new WrittenLimits(Optional.empty(), Optional.empty(), Optional
                .empty(), Optional.empty(), List.of(), List.of(), Optional.empty());

        public WrittenLimits {
            networks = List.copyOf(networks);
            environments = List.copyOf(environments);
        }
    }

    /// @param asks     which requests need leave: Cedar
    /// @param by       whose: a Cedar entity, or `group:NAME`
    /// @param uses     permits it is good for
    /// @param remember `task`, the one thing that it can be remembered for
    /// @param waits    how long people have to answer
    /// @param hides    names in `context.request` whose values they are not shown
    /// @see ApprovalRule
    public record WrittenApproval(
            Optional<Passage> asks,
            Optional<Passage> by,
            Optional<Written<Long>> quorum,
            Optional<Written<Long>> uses,
            Optional<Written<Duration>> within,
            Optional<Written<String>> remember,
            Optional<Written<Duration>> waits,
            List<Written<String>> hides,
            Passage at) {
        public WrittenApproval {
            hides = List.copyOf(hides);
        }
    }

    /// @param by a Cedar entity, or `group:NAME`
    /// @see BreakGlass
    public record WrittenBreakGlass(Passage by, Written<Duration> duration, Written<Duration> reviewWithin) {}

    /// @param by   a Cedar entity, or `group:NAME`
    /// @param when Cedar
    /// @see Reauthorization
    public record WrittenReauthorization(Optional<Passage> by, Optional<Passage> when) {}

    /// A credential that a task may be lent.
    ///
    /// @param scope every text in it, at whatever depth
    public record WrittenCredential(
            Written<String> name,
            Optional<Written<String>> broker,
            Optional<Written<Duration>> ttl,
            List<Written<String>> scope,
            Passage at) {
        public WrittenCredential {
            scope = List.copyOf(scope);
        }
    }

    public WrittenProfile {
        purposes = List.copyOf(purposes);
        openers = List.copyOf(openers);
        inputs = List.copyOf(inputs);
        approvals = List.copyOf(approvals);
        credentials = List.copyOf(credentials);
    }
}
