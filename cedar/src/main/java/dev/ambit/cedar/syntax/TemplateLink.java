package dev.ambit.cedar.syntax;

import dev.ambit.cedar.value.EntityUid;
import java.util.Map;

/// A policy made from a template by filling its slots.
///
/// @param template the id of the template
/// @param id       the id of the policy that results
/// @param values   an entity for exactly the slots the template has
public record TemplateLink(String template, String id, Map<Expr.Root, EntityUid> values) {
    public TemplateLink {
        values = Map.copyOf(values);
    }
}
