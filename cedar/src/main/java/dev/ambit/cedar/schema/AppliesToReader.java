package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.WrittenSchema.AppliesTo;
import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.schema.WrittenType.Meaning;
import dev.ambit.cedar.text.Span;
import java.util.List;
import java.util.Optional;

/// Reads `{ principal: …, resource: …, context: … }` of one action, the clauses in any order.
final class AppliesToReader {
    private static final List<String> CLAUSES = List.of("principal", "resource", "context");

    private final Cursor at;
    private final CedarSchemaReader types;
    private final Name action;
    private Optional<List<Name>> principals = Optional.empty();
    private Optional<List<Name>> resources = Optional.empty();
    private Optional<WrittenType> context = Optional.empty();

    private AppliesToReader(Cursor at, CedarSchemaReader types, Name action) {
        this.at = at;
        this.types = types;
        this.action = action;
    }

    /// @param clause where `appliesTo` stands
    static AppliesTo read(Cursor at, CedarSchemaReader types, Name action, Span clause) throws Broken {
        var reader = new AppliesToReader(at, types, action);
        at.open("{");
        do {
            reader.clause();
        } while (at.accept(",") && !at.isAt("}"));
        at.close("}", "`,` or `}`");
        return new AppliesTo(reader.present("principal", reader.principals, clause),
                reader.present("resource", reader.resources, clause),
                reader.context.orElse(WrittenType.RecordOf.EMPTY));
    }

    private void clause() throws Broken {
        var span = at.here();
        var clause = at.keyword(CLAUSES, "`principal`, `resource` or `context`");
        at.expect(":", "`:`");
        switch (clause) {
            case "principal" -> principals = once(clause, span, principals, entityTypes(clause));
            case "resource" -> resources = once(clause, span, resources, entityTypes(clause));
            default -> context = once(clause, span, context, context());
        }
    }

    private <T> Optional<T> once(String clause, Span span, Optional<T> former, T value) {
        if (former.isPresent()) {
            at.report("duplicate-clause", span, "action `%s` has two clauses `%s`".formatted(action, clause));
        }
        return Optional.of(value);
    }

    private List<Name> entityTypes(String clause) throws Broken {
        var span = at.here();
        var names = types.entityTypes();
        if (names.isEmpty()) {
            at.report("empty-clause", at.since(span),
                    "clause `%s` of action `%s` names no entity type".formatted(clause, action),
                    "Leave out `appliesTo` if the action is only a group");
        }
        return names;
    }

    private WrittenType context() throws Broken {
        return at.isAt("{") ? types.record() : new WrittenType.Named(at.path(), Meaning.COMMON);
    }

    private List<Name> present(String clause, Optional<List<Name>> names, Span span) {
        if (names.isEmpty()) {
            at.report("missing-clause", span,
                    "`appliesTo` of action `%s` has no clause `%s`".formatted(action, clause),
                    "Name the entity types, as in `%s: [User]`".formatted(clause));
        }
        return names.orElse(List.of());
    }
}
