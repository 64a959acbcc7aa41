package dev.ambit.core.decision;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every reason there is for an answer, by the line of the combining rule it comes from. Words and numbers are stable:
/// programs match on them, and records carry the numbers.
///
/// What an agent is told names nothing that it did not name itself: no policy, no signal, no other task.
public enum Code {
    NODE_STALE(10, "node-stale", "this node last heard from the journal at %s, which is longer ago than %s",
            "nothing can be decided at the moment. Ask again shortly"),

    UNRECORDED(11, "unrecorded", "the decision could not be recorded: %s",
            "nothing can be decided at the moment. Ask again shortly"),

    IDENTITY_UNPROVEN(20, "identity-unproven", "nothing proves that `%s` asks", "your identity is not proven"),
    IDENTITY_EXPIRED(21, "identity-expired", "the proof of `%s` by `%s` ended at %s",
            "the proof of your identity has expired. Authenticate again"),
    IDENTITY_MISMATCH(22, "identity-mismatch", "task `%s` is bound to `%s`, and `%s` asks", "this task is not yours"),

    TASK_UNKNOWN(30, "task-unknown", "task `%s` is not known", "there is no such task"),
    TASK_NOT_BEGUN(31, "task-not-begun", "task `%s` begins at %s", "this task has not begun"),
    TASK_PAUSED(32, "task-paused", "task `%s` has been paused since %s: %s",
            "this task is paused until somebody resumes it"),
    TASK_ENDED(33, "task-ended", "task `%s` ended at %s: %s", "this task is over. Open a new one to continue"),
    TASK_LAPSED(34, "task-lapsed", "task `%s` lasts only while `%s`, which does not hold",
            "this task is over. Open a new one to continue"),
    TASK_PAUSES(35, "task-pauses", "task `%s` pauses when `%s`, which holds",
            "this task is paused until somebody resumes it"),
    PROFILE_UNKNOWN(36, "profile-unknown", "profile `%s` of task `%s` is not in the release in force",
            "this task is over. Open a new one to continue"),

    FROZEN_EVERYTHING(301, "frozen-everything", "task `%s` cannot go on: everything was frozen at %s by `%s`: %s",
            "operators have stopped this for the time being"),
    FROZEN_PROFILE(302, "frozen-profile", "task `%s` cannot go on: its %s was frozen at %s by `%s`: %s",
            "operators have stopped this for the time being"),
    FROZEN_PRINCIPAL(303, "frozen-principal", "task `%s` cannot go on: its %s was frozen at %s by `%s`: %s",
            "operators have stopped this for the time being"),
    FROZEN_TENANT(304, "frozen-tenant", "task `%s` cannot go on: its %s was frozen at %s by `%s`: %s",
            "operators have stopped this for the time being"),

    LIMIT_DURATION(40, "limit-duration", "the time of task `%s` was up at %s",
            "the time of this task is up. Open a new one to continue"),
    LIMIT_IDLE(41, "limit-idle", "task `%s` has been idle for too long since %s",
            "nothing was asked in this task for too long. Open a new one to continue"),
    LIMIT_USES(42, "limit-uses", "task `%s` has used all its %s permits",
            "this task has used all its permits. Open a new one to continue"),
    LIMIT_RATE(43, "limit-rate", "task `%s` asks faster than %s", "you ask too fast in this task. Ask again later"),
    LIMIT_NETWORK(44, "limit-network", "task `%s` is not for requests from %s",
            "this task is not for the network you ask from"),
    LIMIT_ENVIRONMENT(45, "limit-environment", "task `%s` is not for principals in environment %s",
            "this task is not for the environment you run in"),

    FORBIDDEN(50, "forbidden", "policy `%s` forbids it", "a policy forbids this"),

    FORBID_FAILED(60, "forbid-failed", "forbid `%s` could not be evaluated: %s",
            "whether a policy forbids this could not be told"),
    SIGNAL_UNKNOWN(61, "signal-unknown", "signal `%s` about %s is unknown, and not knowing it could widen access",
            "something that has to be known to decide this is not known at the moment. Ask again later"),

    NOT_PERMITTED(70, "not-permitted", "no policy of profile `%s` permits `%s` on `%s`",
            "nothing in this task permits this"),
    PERMIT_FAILED(71, "permit-failed", "permit `%s` could not be evaluated and does not count: %s",
            "whether a policy permits this could not be told"),

    ABOVE_NOT_PERMITTED(80, "above-not-permitted", "task `%s`, above task `%s`, is not permitted the same",
            "a task that this one was delegated from is not permitted this"),
    DELEGATED_TOO_DEEP(81, "delegated-too-deep", "task `%s` is %s hops below task `%s`, which allows %s",
            "this task was delegated further than is allowed"),

    APPROVAL_REQUIRED(90, "approval-required",
            "rule `%s` of task `%s` requires leave by %s of `%s` for this very request",
            "people have to approve this first"),

    PERMITTED(100, "permitted", "policy `%s` permits it", "this is permitted");

    /// The last number of which all digits but the last are the line.
    private static final int MOST_OF_TEN = 109;

    private static final Map<Integer, Code> BY_NUMBER = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Code::number, Function.identity()));

    private final int number;
    private final String word;
    private final String operator;
    private final String agent;
    private final int facts;

    Code(int number, String word, String operator, String agent) {
        this.number = number;
        this.word = word;
        this.operator = operator;
        this.agent = agent;
        this.facts = operator.split("%s", -1).length - 1;
    }

    /// For records.
    public int number() {
        return number;
    }

    public static Optional<Code> numbered(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /// Which line of the combining rule it comes from: 1 to 10. Where ten numbers for a line were too few, they go on at a
    /// hundred times its number.
    public int line() {
        return number > MOST_OF_TEN ? number / 100 : number / 10;
    }

    /// For programs.
    public String word() {
        return word;
    }

    /// For operators: `%s` where a fact stands.
    String operator() {
        return operator;
    }

    /// The words for operators with `facts` in their places. Every answer carries them, so they are put together by hand:
    /// a formatter would take longer than the decision.
    String tell(List<String> facts) {
        var told = new StringBuilder();
        var begin = 0;
        for (var fact : facts) {
            var place = operator.indexOf("%s", begin);
            told.append(operator, begin, place).append(fact);
            begin = place + 2;
        }
        return told.append(operator, begin, operator.length()).toString();
    }

    /// How many facts an operator is told.
    int facts() {
        return facts;
    }

    /// For the agent itself.
    public String agent() {
        return agent;
    }

    @Override
    public String toString() {
        return word;
    }
}
