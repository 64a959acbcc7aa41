package dev.ambit.cedar.syntax;

import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Policies, templates and the links that make policies of templates. Immutable; ids are unique over all three.
public final class PolicySet {
    public static final PolicySet EMPTY = of(List.of(), List.of());

    private final Map<String, Policy> policies = new LinkedHashMap<>();
    private final Map<String, Policy> templates = new LinkedHashMap<>();
    private final Map<String, TemplateLink> links = new LinkedHashMap<>();

    private PolicySet(Collection<Policy> policies, Collection<TemplateLink> links) {
        policies.forEach(this::add);
        links.forEach(this::add);
    }

    /// @param policies policies and templates, in any order
    /// @throws IllegalArgumentException where two things have one id, a link names no template, or a link does not
    ///     fill exactly the slots of its template
    public static PolicySet of(Collection<Policy> policies, Collection<TemplateLink> links) {
        return new PolicySet(policies, links);
    }

    public static PolicySet of(Policy... policies) {
        return of(List.of(policies), List.of());
    }

    /// The policies written outright, by id, in the order given.
    public Map<String, Policy> policies() {
        return Collections.unmodifiableMap(policies);
    }

    /// The templates, by id, in the order given.
    public Map<String, Policy> templates() {
        return Collections.unmodifiableMap(templates);
    }

    /// The links, by the id of the policy they make, in the order given.
    public Map<String, TemplateLink> links() {
        return Collections.unmodifiableMap(links);
    }

    /// Every policy that decides: those written outright, then those made by links, their slots filled.
    public List<Policy> effective() {
        var all = new ArrayList<>(policies.values());
        links.values().forEach(link -> all.add(fill(Objects.requireNonNull(templates.get(link.template())), link)));
        return all;
    }

    private void add(Policy policy) {
        claim(policy.id());
        (policy.isTemplate() ? templates : policies).put(policy.id(), policy);
    }

    private void add(TemplateLink link) {
        claim(link.id());
        var template = templates.get(link.template());
        if (template == null) {
            throw new IllegalArgumentException("link `%s` names no template: `%s`".formatted(link.id(), link
                    .template()));
        }
        if (!template.slots().equals(link.values().keySet())) {
            throw new IllegalArgumentException("link `%s` fills the slots %s, but template `%s` has %s"
                    .formatted(link.id(), link.values().keySet(), template.id(), template.slots()));
        }
        links.put(link.id(), link);
    }

    private void claim(String id) {
        if (policies.containsKey(id) || templates.containsKey(id) || links.containsKey(id)) {
            throw new IllegalArgumentException("policy id `%s` is used twice".formatted(id));
        }
    }

    private static Policy fill(Policy template, TemplateLink link) {
        return new Policy(
                link.id(),
                template.effect(),
                template.annotations(),
                fill(template.principal(), link.values()),
                template.action(),
                fill(template.resource(), link.values()),
                template.conditions(),
                template.source(),
                template.span());
    }

    private static Scope fill(Scope scope, Map<Expr.Root, EntityUid> values) {
        return switch (scope) {
            case Scope.Equal(Scope.Slot slot) -> new Scope.Equal(fill(slot, values));
            case Scope.In(Scope.Slot slot) -> new Scope.In(fill(slot, values));
            case Scope.IsIn(var type, var span, Scope.Slot slot) -> new Scope.IsIn(type, span, fill(slot, values));
            default -> scope;
        };
    }

    private static Scope.Known fill(Scope.Slot slot, Map<Expr.Root, EntityUid> values) {
        return new Scope.Known(Objects.requireNonNull(values.get(slot.root())), slot.span());
    }
}
