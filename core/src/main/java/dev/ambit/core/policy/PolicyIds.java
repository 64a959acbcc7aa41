package dev.ambit.core.policy;

import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.TemplateLink;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Gives every policy of a directory the id by which decisions name it: the value of its `@id`, or else the file it
/// stands in and its name there, `guardrails/freeze#1`. No two policies have one id.
public final class PolicyIds {
    /// Longest id, in UTF-16 units: ids stand in every record of a decision.
    public static final int LONGEST = 256;

    private final Findings findings;
    private final Map<String, Diagnostic> taken = new HashMap<>();

    /// @param findings told of what cannot be an id
    public PolicyIds(Findings findings) {
        this.findings = findings;
    }

    /// @param within what the policy is called in its file, such as its number
    /// @return the policy under its id, if it may have it
    public Optional<Policy> name(Policy policy, String file, String within) {
        var written = Optional.ofNullable(policy.annotations().get("id"));
        var id = written.isPresent()
                ? written.get().orElse("")
                : inFile(file, within);
        return isFit(id, policy) && isFree(id, policy) ? Optional.of(policy.named(id)) : Optional.empty();
    }

    /// @return the link under its id, if it may have it; the id it has in its file is that of the policy it makes
    public Optional<TemplateLink> name(TemplateLink link, Policy template, String file) {
        var id = inFile(file, link.id());
        return isFit(id, template) && isFree(id, template)
                ? Optional.of(new TemplateLink(template.id(), id, link.values()))
                : Optional.empty();
    }

    private static String inFile(String file, String within) {
        return "%s#%s".formatted(file.replaceFirst("\\.cedar(\\.json)?$", ""), within);
    }

    private boolean isFit(String id, Policy policy) {
        if (id.isBlank()) {
            refuse(policy, "bad-id", "the policy has an `@id` that names nothing", "Write `@id(\"some-name\")`");
        } else if (id.length() > LONGEST) {
            refuse(policy, "bad-id", "a policy id has %,d characters, the limit is %d".formatted(id.length(), LONGEST),
                    "Name the policy with a short `@id(\"…\")`");
        } else if (id.chars().anyMatch(Character::isISOControl)) {
            refuse(policy, "bad-id", "a policy id has control characters", "Name the policy with an `@id(\"…\")`");
        } else {
            return true;
        }
        return false;
    }

    private boolean isFree(String id, Policy policy) {
        var here = Diagnostic.error("duplicate-id", policy.source(), place(policy), "policy id `%s` is used twice"
                .formatted(id));
        var before = taken.putIfAbsent(id, here);
        if (before == null) {
            return true;
        }
        findings.add(here.help("Its first use is in %s:%d".formatted(before.source().name(), before.line())));
        return false;
    }

    private void refuse(Policy policy, String code, String message, String help) {
        findings.add(Diagnostic.error(code, policy.source(), place(policy), message).help(help));
    }

    /// Where the id is written, or else the beginning of the policy.
    public static Span place(Policy policy) {
        var text = policy.source().text();
        var end = Math.min(policy.span().end(), text.length());
        var at = text.indexOf("@id", policy.span().start());
        var start = at >= 0 && at < end ? at : policy.span().start();
        var close = text.indexOf(at == start ? ')' : '(', start);
        return close < 0 || close >= end ? new Span(start, end) : new Span(start, close + (at == start ? 1 : 0));
    }
}
