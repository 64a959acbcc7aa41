package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.syntax.TemplateLink;
import dev.ambit.cedar.text.Diagnostic.Severity;
import java.util.ArrayList;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Finds what is wrong with what a link puts into the slots of its template.
final class LinkCheck {
    private final Vocabulary vocabulary;
    private final TemplateLink link;
    private final Policy policy;

    /// @param policy the template with its slots filled
    LinkCheck(Vocabulary vocabulary, TemplateLink link, Policy policy) {
        this.vocabulary = vocabulary;
        this.link = link;
        this.policy = policy;
    }

    /// A type that is not in the schema is an error, and so is a policy that fits no request. An action or a listed
    /// entity that is not in the schema is a warning, since Cedar lets it pass.
    List<Finding> findings() {
        var mistakes = new ArrayList<Mistake>();
        var names = new Names(vocabulary, mistakes::add);
        new TreeMap<>(link.values()).forEach((slot, uid) -> names.check(uid, Heads.span(policy, slot)));
        var findings = new ArrayList<Finding>();
        mistakes.forEach(mistake -> findings.add(Validator.finding(severity(mistake), policy, told(mistake))));
        var scopes = new Scopes(vocabulary);
        if (listsUnknownAction()) {
            findings.add(Validator.finding(Severity.ERROR, policy, told(new Mistake("no-applicable-action",
                    Heads.span(policy, Root.ACTION),
                    "`%s` fits no request: it lists an action that is not in the schema"
                            .formatted(Heads.text(policy, Root.ACTION))))));
        } else if (scopes.environments(policy, Set.of()).isEmpty()) {
            var mistake = new Application(scopes, policy).mistake();
            findings.add(Validator.finding(Severity.ERROR, policy, told(mistake)));
        }
        return findings;
    }

    /// To Cedar such a list stands for no action at all, also where others of it are known.
    private boolean listsUnknownAction() {
        return policy.action() instanceof Scope.InAny(var listed, _) && listed.stream()
                .anyMatch(uid -> vocabulary.schema().action(vocabulary.meant(uid).orElse(uid)).isEmpty());
    }

    private static Severity severity(Mistake mistake) {
        return mistake.code().equals("unknown-entity-type") ? Severity.ERROR : Severity.WARNING;
    }

    private Mistake told(Mistake mistake) {
        return new Mistake(
                mistake.code(), mistake.span(), "link `%s`: %s".formatted(link.id(), mistake.message()), mistake
                        .help());
    }
}
