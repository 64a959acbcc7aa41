package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.json.JsonReading.field;
import static dev.ambit.cedar.json.JsonReading.shown;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a policy set of the JSON syntax: its policies, its templates, and the links that make policies of templates.
final class PolicySetJsonReader {
    private static final Map<String, Root> SLOTS = Map.of("?principal", Root.PRINCIPAL, "?resource", Root.RESOURCE);

    private final JsonReading reading;
    private final Limits limits;
    private final PolicyJsonReader policies;
    private final UidJsonReader uids;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Policy> templates = new LinkedHashMap<>();

    PolicySetJsonReader(JsonReading reading, Limits limits) {
        this.reading = reading;
        this.limits = limits;
        this.policies = new PolicyJsonReader(reading, limits);
        this.uids = new UidJsonReader(reading);
    }

    /// Empty where something was wrong, which has been noted.
    Optional<PolicySet> policySet(Json json) {
        return reading.object(json, "a policy set").flatMap(this::policySet);
    }

    private Optional<PolicySet> policySet(Json.Obj object) {
        reading.fields(object, "a policy set", List.of("staticPolicies", "templates", "templateLinks"), List.of());
        var read = new ArrayList<Policy>();
        policies(object, "staticPolicies", false).forEach(read::add);
        policies(object, "templates", true).forEach(template -> {
            templates.put(template.id(), template);
            read.add(template);
        });
        var links = field(object, "templateLinks").map(found -> reading.items(found, "`templateLinks`"))
                .orElse(List.of()).stream().flatMap(link -> link(link).stream()).toList();
        return reading.isFine() ? Optional.of(PolicySet.of(read, links)) : Optional.empty();
    }

    private List<Policy> policies(Json.Obj object, String field, boolean areTemplates) {
        var read = new ArrayList<Policy>();
        field(object, field).flatMap(found -> reading.object(found, "`%s`".formatted(field)))
                .ifPresent(found -> found.fields().forEach((id, json) -> {
                    if (claim(id, json)) {
                        policies.policy(id, json).ifPresent(policy -> {
                            checkKind(policy, areTemplates, json);
                            read.add(policy);
                        });
                    }
                }));
        return read;
    }

    private void checkKind(Policy policy, boolean isTemplate, Json at) {
        if (isTemplate && !policy.isTemplate()) {
            reading.wrong("no-slot", at, "template %s has no slot".formatted(shown(policy.id())),
                    "Move it to `staticPolicies`");
        }
        if (!isTemplate && policy.isTemplate()) {
            reading.wrong("slot", at, "policy %s has a slot".formatted(shown(policy.id())),
                    "Move it to `templates`");
        }
    }

    /// Whether there is room for one more policy, and none has its id.
    private boolean claim(String id, Json at) {
        if (ids.size() == limits.policies()) {
            reading.wrong("too-many-policies", at, "the policy set has more than %d policies, templates and links"
                    .formatted(limits.policies()));
            return false;
        }
        var isNew = ids.add(id);
        if (!isNew) {
            reading.wrong("duplicate-id", at, "policy id %s is used twice".formatted(shown(id)));
        }
        return isNew;
    }

    private Optional<TemplateLink> link(Json json) {
        return reading.object(json, "a template link").flatMap(this::link);
    }

    private Optional<TemplateLink> link(Json.Obj object) {
        reading.fields(object, "a template link", List.of("templateId", "newId", "values"), List.of());
        var id = field(object, "newId").flatMap(found -> reading.string(found, "`newId`")
                .filter(name -> claim(name, found)));
        var template = field(object, "templateId").flatMap(this::template);
        var values = field(object, "values").flatMap(found -> reading.object(found, "`values`").map(this::values));
        if (id.isEmpty() || template.isEmpty() || values.isEmpty()) {
            return Optional.empty();
        }
        checkSlots(object, template.get(), values.get().keySet());
        return Optional.of(new TemplateLink(template.get().id(), id.get(), values.get()));
    }

    private Optional<Policy> template(Json json) {
        var name = reading.string(json, "`templateId`");
        var template = name.flatMap(found -> Optional.ofNullable(templates.get(found)));
        if (name.isPresent() && template.isEmpty()) {
            reading.misspelt("unknown-template", json, "there is no template %s".formatted(shown(name.get())),
                    name.get(), templates.keySet());
        }
        return template;
    }

    private Map<Root, EntityUid> values(Json.Obj object) {
        reading.fields(object, "`values`", List.of(), List.copyOf(SLOTS.keySet()));
        var values = new EnumMap<Root, EntityUid>(Root.class);
        SLOTS.forEach((slot, root) -> field(object, slot).ifPresent(found -> values.put(root, uids.uid(found))));
        return values;
    }

    private void checkSlots(Json.Obj link, Policy template, Set<Root> filled) {
        if (!template.slots().equals(filled)) {
            reading.wrong("slot", link, "the link fills %s, template %s has %s"
                    .formatted(slots(filled), shown(template.id()), slots(template.slots())));
        }
    }

    private static String slots(Set<Root> roots) {
        return roots.isEmpty()
                ? "no slot"
                : roots.stream().sorted().map(root -> "`?%s`".formatted(root.word())).collect(Collectors.joining(
                        " and "));
    }
}
