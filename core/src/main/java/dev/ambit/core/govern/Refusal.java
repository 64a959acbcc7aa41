package dev.ambit.core.govern;

import java.util.Arrays;
import java.util.List;

/// Why a command is not carried out.
///
/// @param code  stable, for programs
/// @param facts what it is about, in the order its words tell them
public record Refusal(Code code, List<String> facts) {

    /// Every reason there is.
    public enum Code {
        TASK_EXISTS("task-exists", "there is a task `%s` already"),
        TASK_UNKNOWN("task-unknown", "task `%s` is not known"),
        TASK_OVER("task-over", "task `%s` is over"),
        TASK_NOT_OPEN("task-not-open", "task `%s` is not open"),
        TASK_NOT_PAUSED("task-not-paused", "task `%s` is not paused"),
        PROFILE_UNKNOWN("profile-unknown", "there is no profile `%s` in the release in force"),
        PRINCIPAL_NOT_ALLOWED("principal-not-allowed", "profile `%s` is not for `%s`"),
        INPUT_MISSING("input-missing", "profile `%s` needs input `%s`, a %s"),
        INPUT_UNKNOWN("input-unknown", "profile `%s` has no input `%s`: %s"),
        INPUT_INVALID("input-invalid", "%s"),
        DOES_NOT_OPEN("does-not-open", "profile `%s` opens when `%s`, which does not hold"),
        DOES_NOT_LAST("does-not-last", "profile `%s` lasts while `%s`, which does not hold"),
        STILL_PAUSES("still-pauses", "profile `%s` pauses when `%s`, which holds"),
        PARENT_NOT_OPEN("parent-not-open", "task `%s`, from which it would be delegated, is not open"),
        TOO_DEEP("too-deep", "it would be %s hops below task `%s`, which allows %s"),
        TOO_LATE("too-late", "task `%s` may last until %s, not until %s"),
        ALREADY_OVER("already-over", "%s is not later than now"),
        RULE_UNKNOWN("rule-unknown", "profile `%s` has no approval rule `%s`"),
        APPROVER_NOT_ALLOWED("approver-not-allowed", "`%s` may not approve by rule `%s`, only members of `%s`"),
        APPROVER_ASKS("approver-asks", "`%s` cannot approve what is asked in its own task `%s`, or below it"),
        TOO_FEW_APPROVERS("too-few-approvers", "rule `%s` needs %s to approve, and %s did"),
        APPROVAL_TOO_WIDE("approval-too-wide", "rule `%s` grants %s uses within %s and no more"),
        REQUEST_UNKNOWN("request-unknown", "there is no request `%s` for approval"),
        REQUEST_SETTLED("request-settled", "request `%s` for approval is %s already"),
        REQUEST_PENDING("request-pending", "the same is asked already, by request `%s`, which is pending"),
        REQUESTS_UNLIKE("requests-unlike", "requests `%s` and `%s` are not alike: each has to be looked at"),
        KEY_REUSED("key-reused", "the key `%s` was used for another request, `%s`"),
        TOO_MANY_ASKED("too-many-asked", "task `%s` has %s requests for approval, which is the most there can be"),
        FROZEN("frozen", "%s was frozen at %s by `%s`: %s"),
        FREEZE_EXISTS("freeze-exists", "there is a freeze `%s` already"),
        FREEZE_UNKNOWN("freeze-unknown", "freeze `%s` is not known, or was lifted"),
        TOO_MANY_FREEZES("too-many-freezes", "there are %s freezes already, which is the limit"),
        NO_REASON("no-reason", "a reason has 1 to %s characters"),
        NOTHING_TO_CONFIRM("nothing-to-confirm", "freeze `%s` waits for nobody"),
        SAME_OPERATOR("same-operator", "`%s` asked for it, so somebody else has to confirm freeze `%s`"),
        LIFT_WAITS("lift-waits", "that freeze `%s` is lifted waits for a second operator already"),
        NO_BREAK_GLASS("no-break-glass", "profile `%s` does not say who may break the glass"),
        BREAKER_NOT_ALLOWED("breaker-not-allowed",
                "`%s` may not break the glass of profile `%s`, only members of `%s`"),
        BEGINS_AT_ONCE("begins-at-once", "a task for which the glass is broken begins at once, not at %s"),
        REVIEW_OWED("review-owed", "task `%s` was opened by breaking the glass before, and nobody has reviewed that"),
        OWN_REVIEW("own-review",
                "`%s` had part in breaking the glass for task `%s`, so somebody else has to review it"),
        REAUTHORIZER_NOT_ALLOWED("reauthorizer-not-allowed",
                "task `%s` is resumed by members of `%s` who do not ask in it"),
        NOT_OWED("not-owed", "nothing is owed by the id `%s`"),
        FOR_PEOPLE("for-people", "`%s` is for people to do, by POST /v1/tasks/{task}/review"),
        TOO_MUCH_OWED("too-much-owed", "%s things are owed already, which is the limit");

        private final String word;
        private final String words;

        Code(String word, String words) {
            this.word = word;
            this.words = words;
        }

        /// For programs.
        public String word() {
            return word;
        }

        int facts() {
            return words.split("%s", -1).length - 1;
        }
    }

    /// @throws IllegalArgumentException where there are more or fewer facts than the words tell
    public Refusal {
        facts = List.copyOf(facts);
        if (facts.size() != code.facts()) {
            throw new IllegalArgumentException("`%s` tells %d facts, not %s".formatted(code.word, code.facts(), facts));
        }
    }

    static Refusal of(Code code, Object... facts) {
        return new Refusal(code, Arrays.stream(facts).map(Object::toString).toList());
    }

    /// In words.
    public String words() {
        return code.words.formatted(facts.toArray());
    }

    @Override
    public String toString() {
        return code.word + ": " + words();
    }
}
