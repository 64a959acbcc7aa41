package dev.ambit.server.pip.mapping;

import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.signal.Message;
import dev.ambit.core.signal.Message.Said;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// All rules of one source, compiled.
public final class Mapping {
    private static final String NOTHING = "nothing";

    private final List<Compiled> rules;
    private final UnaryOperator<String> about;

    private Mapping(List<Compiled> rules, UnaryOperator<String> about) {
        this.rules = rules;
        this.about = about;
    }

    private record Compiled(Optional<Expression> when, Optional<Expression> each, String signal, Expression subject,
            Expression value, Optional<Expression> observed) {}

    /// The mapping that `rules` are. What is wrong with them goes to `findings`, and they then make nothing.
    ///
    /// @param about which type of entity a signal is about, by its name; anything where there is no such signal, since nothing
    ///              that is said of it will be heard
    public static Mapping of(List<Rule> rules, UnaryOperator<String> about, Findings findings) {
        var compiler = new Expression.Compiler(findings);
        var compiled = new ArrayList<Compiled>();
        for (var rule : rules) {
            var when = rule.when().flatMap(at -> compiler.compile(at, SimpleType.BOOL));
            var each = rule.each().flatMap(at -> compiler.compile(at, ListType.create(SimpleType.DYN)));
            var subject = compiler.compile(rule.subject(), SimpleType.STRING);
            var value = compiler.compile(rule.value(), SimpleType.DYN);
            var observed = rule.observed().flatMap(at -> compiler.compile(at, SimpleType.DYN));
            if (subject.isPresent() && value.isPresent()) {
                compiled.add(new Compiled(when, each, rule.signal(), subject.get(), value.get(), observed));
            }
        }
        return new Mapping(List.copyOf(compiled), about);
    }

    /// What `payload` says.
    ///
    /// @param sent when, as the message itself shows; the time of readings whose rule has none of its own
    /// @param now  by our clock
    /// @throws Rejected where no rule is for it, or one that is fails
    public List<Said> said(Payload payload, Optional<Instant> sent, Instant now) throws Rejected {
        var said = new ArrayList<Said>();
        for (var rule : rules) {
            for (var variables : variables(rule, payload, now)) {
                if (rule.when().isEmpty() || truth(rule.when().get(), variables)) {
                    said.add(said(rule, variables, sent));
                }
            }
        }
        if (said.isEmpty()) {
            throw new Rejected(Reason.UNMAPPED, "none of the %d rules of this source is for it".formatted(rules
                    .size()));
        }
        if (said.size() > Message.MOST_SAID) {
            throw new Rejected(Reason.OVERSIZED, "it has %,d readings, the limit is %,d".formatted(said.size(),
                    Message.MOST_SAID));
        }
        return said;
    }

    private static List<Map<String, Object>> variables(Compiled rule, Payload payload, Instant now) throws Rejected {
        var common = Map.of("payload", payload.members(), "received", now);
        if (rule.each().isEmpty()) {
            return List.of(common);
        }
        if (!(rule.each().get().of(common) instanceof List<?> items)) {
            throw failed(rule.each().get(), "is no list");
        }
        var all = new ArrayList<Map<String, Object>>();
        for (var item : items) {
            var variables = new HashMap<>(common);
            variables.put("item", item);
            all.add(variables);
        }
        return all;
    }

    private static boolean truth(Expression expression, Map<String, Object> variables) throws Rejected {
        if (expression.of(variables) instanceof Boolean truth) {
            return truth;
        }
        throw failed(expression, "is neither true nor false");
    }

    private Said said(Compiled rule, Map<String, Object> variables, Optional<Instant> sent) throws Rejected {
        if (!(rule.subject().of(variables) instanceof String subject) || subject.isEmpty()) {
            throw failed(rule.subject(), "is no text, or an empty one");
        }
        var observed = rule.observed().isPresent() ? Optional.of(instant(rule.observed().get(), variables)) : sent;
        return new Said(rule.signal(), EntityUid.of(about.apply(rule.signal()), subject), value(rule.value(),
                variables),
                observed);
    }

    private static Optional<Value> value(Expression expression, Map<String, Object> variables) throws Rejected {
        var value = expression.of(variables);
        if (CelValues.isNull(value)) {
            return Optional.empty();
        }
        var known = CelValues.of(value);
        if (known.isEmpty()) {
            throw failed(expression,
                    "is nothing that policies know: a fraction of more than four digits, bytes, or null "
                            + "within a list");
        }
        return known;
    }

    private static Instant instant(Expression expression, Map<String, Object> variables) throws Rejected {
        return switch (expression.of(variables)) {
            case Instant instant -> instant;
            case String text -> parsed(expression, text);
            default -> throw failed(expression, "is no time");
        };
    }

    private static Instant parsed(Expression expression, String text) throws Rejected {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw failed(expression, "is no time");
        }
    }

    private static Rejected failed(Expression expression, String what) {
        return new Rejected(Reason.MAPPING_FAILED, "`%s` %s".formatted(expression.at().text(), what));
    }

    /// For a signal that the catalogue does not have.
    public static String aboutNothing() {
        return NOTHING;
    }
}
