package dev.ambit.core.policy;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Diagnostic.Severity;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Span;
import dev.ambit.core.policy.Profile.Pattern;
import dev.ambit.core.policy.WrittenProfile.WrittenApproval;
import dev.ambit.core.policy.WrittenProfile.WrittenCredential;
import dev.ambit.core.signal.BuiltIn;
import dev.ambit.core.signal.Catalogue;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds static roles in disguise: what calls itself a runtime access profile and holds for ever, for everybody, for
/// everything, or for nothing in particular. Each rule has a stable name, under which `docs/lint.md` explains it.
/// For a profile whose pattern is `coarse` some of what is found is a warning: standing privilege that was chosen.
final class ProfileLint {
    /// A task under a profile that is not `coarse` lasts no longer.
    static final Duration LONGEST_TASK = Duration.ofDays(7);
    /// An approval is good no longer.
    static final Duration LONGEST_APPROVAL = Duration.ofDays(1);

    private final ReadProfile read;
    private final WrittenProfile written;
    private final Catalogue catalogue;
    private final Findings findings;

    ProfileLint(ReadProfile read, Catalogue catalogue, Findings findings) {
        this.read = read;
        this.written = read.written();
        this.catalogue = catalogue;
        this.findings = findings;
    }

    /// @param signals those that are read in tasks of the profile, and whom they are about
    void check(List<ReadSignal> signals) {
        checkEnd();
        checkOpeners();
        permits().forEach(this::checkPermit);
        written.approvals().forEach(this::checkApproval);
        written.credentials().forEach(this::checkCredential);
        checkInputs(signals);
        checkPurposes();
    }

    private List<Policy> permits() {
        return read.policies().stream().filter(policy -> policy.effect() == Effect.PERMIT).toList();
    }

    private void checkEnd() {
        var duration = written.limits().duration();
        if (duration.isEmpty()) {
            standing("no-end", written.name().at(), "a task of profile `%s` has no end".formatted(read.name()),
                    "Say after how long it is over at the latest, such as `limits: { duration: 2h }`");
        } else if (duration.get().value().compareTo(LONGEST_TASK) > 0) {
            standing("long-task", duration.get().at(), "a task of profile `%s` may last %d days, the limit is %d"
                    .formatted(read.name(), duration.get().value().toDays(), LONGEST_TASK.toDays()),
                    "What goes on for longer is several tasks, each opened for its reason");
        }
    }

    private void checkOpeners() {
        if (written.openers().isEmpty()) {
            refuse("unbounded-principals", written.name().at(), "profile `%s` does not say who may use it".formatted(
                    read.name()), "Name them, as `for: [ 'Agent::\"code-reviewer\"' ]`; a group is enough");
        }
    }

    private void checkPermit(Policy permit) {
        var head = head(permit);
        var reads = reads(permit);
        if (permit.action() instanceof Scope.Any && permit.resource() instanceof Scope.Any
                && Collections.disjoint(reads, Set.of(Root.ACTION, Root.RESOURCE))) {
            standing("wildcard-permit", head, "permit `%s` is for every action on every resource".formatted(permit
                    .id()), "Name the actions, and bind the resource to the task: `resource in inputs.NAME`");
        }
        if (reads.isEmpty() && read.opensWhen().isEmpty() && read.lastsWhile().isEmpty()) {
            standing("no-condition", head, "permit `%s` hangs on nothing but time".formatted(permit.id()),
                    "Bind it to the task's inputs or to a signal, or give the profile a `lasts-while`");
        }
    }

    private static Passage head(Policy permit) {
        var text = permit.source().slice(permit.span());
        var end = text.indexOf(')') + 1;
        return new Passage(permit.source(), new Span(permit.span().start(), permit.span().start() + (end == 0
                ? text.length()
                : end)));
    }

    private static Set<Root> reads(Policy policy) {
        var roots = new HashSet<Root>();
        policy.conditions().forEach(condition -> addRoots(condition.body(), roots));
        return roots;
    }

    private static void addRoots(Expr expr, Set<Root> roots) {
        if (expr instanceof Expr.Variable(var root, _)) {
            roots.add(root);
        }
        expr.children().forEach(child -> addRoots(child, roots));
    }

    private void checkApproval(WrittenApproval approval) {
        checkRemembered(approval);
        approval.waits().filter(waits -> waits.value().compareTo(LONGEST_APPROVAL) > 0).ifPresent(waits -> refuse(
                "long-wait", waits.at(), "people have longer than a day to answer",
                "By then nobody knows any more why it was asked. Ask again instead"));
        if (approval.remember().isPresent()) {
            return;
        }
        if (approval.within().isEmpty()) {
            refuse("endless-approval", approval.asks().orElse(approval.at()),
                    "an approval by profile `%s` never expires".formatted(read.name()),
                    "Say how long it is good, as `grants: { uses: 1, within: 10m }`");
            return;
        }
        var within = approval.within().get();
        var longest = written.limits().duration().map(Written::value).filter(duration -> duration.compareTo(
                LONGEST_APPROVAL) < 0).orElse(LONGEST_APPROVAL);
        if (within.value().compareTo(longest) > 0) {
            refuse("long-approval", within.at(), "an approval is good for longer than %s".formatted(longest.equals(
                    LONGEST_APPROVAL) ? "a day" : "the task it is given in"), "Ask again when it is needed again");
        }
    }

    /// What is remembered for a task is good for as long as that, so it has to end.
    private void checkRemembered(WrittenApproval approval) {
        if (approval.remember().isEmpty()) {
            return;
        }
        var remembered = approval.remember().get();
        if (!remembered.value().equals("task")) {
            refuse("unknown-memory", remembered.at(), "an approval cannot be remembered for `%s`".formatted(remembered
                    .value()), "Write `remember: task`, or leave it out");
        } else if (written.limits().duration().isEmpty()) {
            refuse("endless-approval", remembered.at(),
                    "an approval is remembered in a task of profile `%s`, which has "
                            .formatted(read.name()) + "no end",
                    "Give the task one, such as `limits: { duration: 2h }`");
        } else if (approval.within().isPresent() || approval.uses().isPresent()) {
            refuse("two-memories", remembered.at(), "an approval is remembered for the task and grants only so much",
                    "Leave out `remember` or `grants`");
        }
    }

    private void checkCredential(WrittenCredential credential) {
        if (credential.ttl().isEmpty()) {
            refuse("endless-credential", credential.name().at(), "credential `%s` has no `ttl`".formatted(credential
                    .name().value()), "Say how long one lives, such as `ttl: 10m`");
        }
        var duration = written.limits().duration().map(Written::value);
        credential.ttl().filter(ttl -> duration.isPresent() && ttl.value().compareTo(duration.get()) > 0).ifPresent(
                ttl -> refuse("credential-outlives-task", ttl.at(), "credential `%s` lives longer than its task"
                        .formatted(credential.name().value()), "Shorten it: another is lent when it is needed"));
    }

    private void checkInputs(List<ReadSignal> signals) {
        var used = new TreeSet<String>();
        read.conditions().forEach(condition -> used.addAll(inputs(ContextReads.of(condition))));
        used.addAll(inputs(ContextReads.of(read.policies())));
        used.addAll(inputs(ContextReads.of(read.approvals().stream().map(ReadProfile.Approval::asks).toList())));
        signals.forEach(signal -> subject(signal).ifPresent(used::add));
        written.credentials().forEach(credential -> credential.scope().forEach(text -> {
            if (text.value().startsWith("inputs.")) {
                used.add(text.value().substring("inputs.".length()));
            }
        }));
        written.inputs().stream().map(WrittenType.Part::name).filter(name -> !used.contains(name.value())).forEach(
                name -> refuse("unused-input", name.at(), "nothing in profile `%s` hangs on input `%s`".formatted(read
                        .name(), name.value()), "Bind what is allowed to it, or remove it"));
    }

    private static Optional<String> subject(ReadSignal signal) {
        return signal.about() instanceof About.AnInput(var name) ? Optional.of(name) : Optional.empty();
    }

    private Set<String> inputs(ContextReads reads) {
        return reads.below(ContextSchema.TO_INPUTS, read.inputs().keySet()).keySet();
    }

    /// Guardrails read what they need; a profile, what its purposes need.
    private void checkPurposes() {
        var purposes = new TreeSet<>(Set.of(read.name()));
        written.purposes().forEach(purpose -> purposes.add(purpose.value()));
        read.conditions().forEach(condition -> checkPurposes(ContextReads.of(condition), purposes));
        checkPurposes(ContextReads.of(read.policies()), purposes);
    }

    private void checkPurposes(ContextReads reads, Set<String> purposes) {
        reads.below(ContextSchema.TO_SIGNALS, catalogue.signals().keySet()).forEach((name, at) -> {
            var allowed = catalogue.signal(name).orElseThrow().purposes();
            if (!BuiltIn.is(catalogue.signal(name).orElseThrow()) && Collections.disjoint(allowed, purposes)) {
                refuse("signal-without-purpose", at, "signal `%s` is not for the purposes of profile `%s`".formatted(
                        name, read.name()), "It may be read for `%s`: name one of them under `purposes`, or do "
                                .formatted(String.join("`, `", new TreeSet<>(allowed))) + "without the signal");
            }
        });
    }

    /// What makes a role a standing one: refused, unless that was chosen.
    private void standing(String code, Passage at, String message, String help) {
        add(written.pattern() == Pattern.COARSE ? Severity.WARNING : Severity.ERROR, code, at, message, help);
    }

    private void refuse(String code, Passage at, String message, String help) {
        add(Severity.ERROR, code, at, message, help);
    }

    private void add(Severity severity, String code, Passage at, String message, String help) {
        findings.add(new Diagnostic(severity, code, at.source(), at.span(), message, Optional.of(help)));
    }
}
