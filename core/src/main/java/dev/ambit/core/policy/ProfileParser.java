package dev.ambit.core.policy;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Abbreviations;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.policy.ReadProfile.Approval;
import dev.ambit.core.policy.WrittenProfile.WrittenApproval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the Cedar in one profile, every piece for itself: a mistake in one does not keep the others from being read.
final class ProfileParser {
    private static final String GROUP = "group:";

    private final WrittenProfile written;
    private final Entities entities;
    private final TypeResolver types;
    private final PolicyIds ids;
    private final Findings findings;
    private boolean isWhole;

    ProfileParser(WrittenProfile written, Entities entities, TypeResolver types, PolicyIds ids, Findings findings) {
        this.written = written;
        this.entities = entities;
        this.types = types;
        this.ids = ids;
        this.findings = findings;
        this.isWhole = written.isWhole();
    }

    ReadProfile read() {
        return new ReadProfile(
                written,
                openers(),
                inputs(),
                written.opensWhen().flatMap(this::condition),
                written.lastsWhile().flatMap(this::condition),
                written.pausesWhen().flatMap(this::condition),
                policies(),
                approvals(),
                written.breakGlass().flatMap(this::breakGlass),
                written.reauthorization().flatMap(WrittenProfile.WrittenReauthorization::by).flatMap(this::approver),
                written.reauthorization().flatMap(WrittenProfile.WrittenReauthorization::when).flatMap(this::condition),
                isWhole);
    }

    private List<Written<EntityUid>> openers() {
        var found = new ArrayList<Written<EntityUid>>();
        written.openers().forEach(at -> entity(at).ifPresent(uid -> found.add(new Written<>(uid, at))));
        return found;
    }

    private Optional<EntityUid> entity(Passage at) {
        var expr = expression(at, Abbreviations.NONE);
        if (expr.isPresent() && !(expr.get() instanceof Expr.Literal(EntityUid _, _))) {
            refuse("not-an-entity", at, "`%s` is no entity".formatted(Diagnostic.cut(at.text())),
                    "Write its type and its id: 'Type::\"id\"', in single quotes for YAML");
        }
        return expr.filter(Expr.Literal.class::isInstance).map(Expr.Literal.class::cast).map(Expr.Literal::value)
                .filter(EntityUid.class::isInstance).map(EntityUid.class::cast);
    }

    private Map<String, Type> inputs() {
        var inputs = new LinkedHashMap<String, Type>();
        for (var part : written.inputs()) {
            var name = part.name();
            if (!Names.isWritable(name.value())) {
                add(name.error("bad-name", "a policy cannot name input `%s`".formatted(Diagnostic.cut(name.value())))
                        .help(Names.HELP));
            } else if (!part.required()) {
                add(name.error("optional-input", "input `%s` is optional".formatted(name.value())).help(
                        "Remove the `?`: a task is opened with all inputs of its profile"));
            }
            var type = types.resolve(part.type()).filter(_ -> Names.isWritable(name.value()));
            isWhole &= type.isPresent();
            type.ifPresent(known -> inputs.put(name.value(), known));
        }
        return inputs;
    }

    private Optional<ReadProfile.Condition> condition(Passage at) {
        return expression(at, ContextSchema.SUGAR)
                .filter(expr -> isAboutTasks(expr, at))
                .map(expr -> new ReadProfile.Condition(expr, at));
    }

    /// A condition is asked when nobody has asked for anything, so there is no action and no resource.
    private boolean isAboutTasks(Expr expr, Passage at) {
        if (expr instanceof Expr.Variable(var root, var span) && (root == Expr.Root.ACTION
                || root == Expr.Root.RESOURCE)) {
            add(Diagnostic.error("condition-on-request", at.source(), span,
                    "a condition on a task knows no `%s`".formatted(root.word())).help(
                            "It is about the task as a whole: `inputs`, `signals` and `principal`"));
            return false;
        }
        return expr.children().stream().filter(child -> !isAboutTasks(child, at)).toList().isEmpty();
    }

    private Optional<Expr> expression(Passage at, Abbreviations abbreviations) {
        try {
            return Optional.of(PolicyParser.parseExpression(at, Limits.DEFAULT, abbreviations));
        } catch (InvalidInput input) {
            input.diagnostics().forEach(this::add);
            return Optional.empty();
        }
    }

    private List<Policy> policies() {
        var found = new ArrayList<Policy>();
        try {
            var number = 0;
            for (var policy : written.allows().isPresent()
                    ? PolicyParser.parseAll(written.allows().get(), Limits.DEFAULT, ContextSchema.SUGAR)
                    : List.<Policy>of()) {
                ids.name(policy, written.name().value(), String.valueOf(++number)).ifPresent(found::add);
                if (policy.isTemplate()) {
                    add(Diagnostic.error("template", policy.source(), policy.span(), "a template decides nothing in a "
                            + "profile").help("What differs from task to task is an input: `inputs.NAME`"));
                }
            }
        } catch (InvalidInput input) {
            input.diagnostics().forEach(this::add);
        }
        return found;
    }

    private List<Approval> approvals() {
        var found = new ArrayList<Approval>();
        for (var approval : written.approvals()) {
            var by = approval.by().flatMap(this::approver);
            var asks = approval.asks().flatMap(at -> asks(at, found.size() + 1));
            if (by.isPresent() && asks.isPresent()) {
                found.add(new Approval(approval, asks.get(), by.get()));
            } else {
                isWhole = false;
            }
        }
        return found;
    }

    private Optional<BreakGlass> breakGlass(WrittenProfile.WrittenBreakGlass glass) {
        var longest = written.limits().duration().map(Written::value);
        if (longest.filter(limit -> glass.duration().value().compareTo(limit) > 0).isPresent()) {
            add(glass.duration().error("break-glass-too-long", "it lasts longer than a task that opens as it should")
                    .help("Write a `duration` below that in `limits`"));
        }
        return approver(glass.by()).map(by -> new BreakGlass(by, glass.duration().value(), glass.reviewWithin()
                .value()));
    }

    private Optional<Policy> asks(Passage at, int number) {
        return expression(at, ContextSchema.SUGAR).map(expr -> dev.ambit.core.policy.Condition.policy(
                Policy.Effect.PERMIT, expr, at.source()).named("approval#" + number));
    }

    /// A Cedar entity, or as `group:NAME` the one group of that name that somebody is in.
    private Optional<EntityUid> approver(Passage at) {
        if (!at.text().startsWith(GROUP)) {
            return entity(at);
        }
        var name = at.text().substring(GROUP.length());
        var groups = entities.names().stream().filter(uid -> !uid.isAction()).toList();
        var meant = groups.stream().filter(uid -> uid.id().equals(name)).toList();
        if (meant.size() == 1) {
            return Optional.of(meant.getFirst());
        }
        refuse("unknown-group", at, meant.isEmpty()
                ? "no entity is called `%s`".formatted(Diagnostic.cut(name))
                : "%d entities are called `%s`".formatted(meant.size(), name), meant.isEmpty()
                        ? Spelling.didYouMean(name, groups.stream().map(EntityUid::id).toList()).orElse(
                                "Groups of people stand in `entities.json`")
                        : "Write which: '%s'".formatted(meant.getFirst()));
        return Optional.empty();
    }

    private void refuse(String code, Passage at, String message, String help) {
        add(Diagnostic.error(code, at.source(), at.span(), message).help(help));
    }

    private void add(Diagnostic mistake) {
        isWhole = false;
        findings.add(mistake);
    }
}
