package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.WrittenSchema.ActionDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.ActionName;
import dev.ambit.cedar.schema.WrittenSchema.AppliesTo;
import dev.ambit.cedar.schema.WrittenSchema.Declaration;
import dev.ambit.cedar.schema.WrittenSchema.EntityDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.EnumDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.schema.WrittenSchema.Namespace;
import dev.ambit.cedar.schema.WrittenSchema.TypeDeclaration;
import dev.ambit.cedar.schema.WrittenType.Attribute;
import dev.ambit.cedar.schema.WrittenType.Meaning;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a schema in the human syntax, declaration by declaration: after a mistake it goes on behind the declaration
/// that holds it.
final class CedarSchemaReader {
    private static final List<String> DECLARATIONS = List.of("entity", "action", "type");
    private static final List<String> OUTSIDE = List.of("entity", "action", "type", "namespace");

    private final Source source;
    private final Cursor at;

    private CedarSchemaReader(Source source, Cursor at) {
        this.source = source;
        this.at = at;
    }

    static WrittenSchema read(Source source, Limits limits) throws InvalidInput {
        if (source.text().length() > limits.sourceLength()) {
            throw new InvalidInput(Diagnostic.error("source-too-long", source, Span.NONE,
                    "the schema has %,d characters, the limit is %,d"
                            .formatted(source.text().length(), limits.sourceLength())));
        }
        var mistakes = new Mistakes();
        var schema = new CedarSchemaReader(source, new Cursor(source, limits, mistakes)).schema();
        mistakes.refuse();
        return schema;
    }

    private WrittenSchema schema() {
        var outside = new ArrayList<Declaration>();
        var namespaces = new ArrayList<Namespace>();
        while (!at.isAtEnd()) {
            try {
                namespaceOrDeclaration(namespaces, outside);
            } catch (Broken _) {
                at.skipDeclaration(0);
                at.accept("}");
            }
        }
        if (!outside.isEmpty()) {
            namespaces.addFirst(new Namespace(Map.of(), new Name("", Span.NONE), outside, Span.NONE));
        }
        return new WrittenSchema(source, namespaces);
    }

    private void namespaceOrDeclaration(List<Namespace> namespaces, List<Declaration> outside) throws Broken {
        var start = at.here();
        var annotations = at.annotations();
        var keyword = at.keyword(OUTSIDE, "`entity`, `action`, `type` or `namespace`");
        if (keyword.equals("namespace")) {
            namespaces.add(namespace(annotations, start));
        } else {
            outside.add(declaration(keyword, annotations, start));
        }
    }

    private Namespace namespace(Map<String, Optional<String>> annotations, Span start) throws Broken {
        var name = at.path();
        at.open("{");
        var declarations = new ArrayList<Declaration>();
        while (!at.isAt("}") && !at.isAtEnd()) {
            try {
                declarations.add(declaration());
            } catch (Broken _) {
                at.skipDeclaration(1);
            }
        }
        at.close("}", "a declaration or `}`");
        return new Namespace(annotations, name, declarations, at.since(start));
    }

    private Declaration declaration() throws Broken {
        var start = at.here();
        var annotations = at.annotations();
        return declaration(at.keyword(DECLARATIONS, "`entity`, `action` or `type`"), annotations, start);
    }

    private Declaration declaration(String keyword, Map<String, Optional<String>> annotations, Span start)
            throws Broken {
        return switch (keyword) {
            case "entity" -> entity(annotations, start);
            case "action" -> action(annotations, start);
            default -> type(annotations, start);
        };
    }

    private Declaration entity(Map<String, Optional<String>> annotations, Span start) throws Broken {
        var names = at.list(at::identifier);
        if (at.accept("enum")) {
            at.open("[");
            var ids = at.list(at::string);
            at.close("]", "`,` or `]`");
            at.end("`;`");
            return new EnumDeclaration(annotations, names, ids, at.since(start));
        }
        var memberOf = at.accept("in") ? entityTypes() : List.<Name>of();
        var next = memberOf.isEmpty() ? "`in`, `enum`, `{`, `tags` or `;`" : "`{`, `tags` or `;`";
        var shape = WrittenType.RecordOf.EMPTY;
        if (at.accept("=") || at.isAt("{")) {
            shape = record();
            next = "`tags` or `;`";
        }
        var tags = at.accept("tags") ? Optional.of(type()) : Optional.<WrittenType>empty();
        at.end(tags.isPresent() ? "`;`" : next);
        return new EntityDeclaration(annotations, names, memberOf, shape, tags, at.since(start));
    }

    private Declaration type(Map<String, Optional<String>> annotations, Span start) throws Broken {
        var name = at.identifier();
        at.expect("=", "`=`");
        var type = type();
        at.end("`;`");
        return new TypeDeclaration(annotations, name, type, at.since(start));
    }

    private Declaration action(Map<String, Optional<String>> annotations, Span start) throws Broken {
        var names = at.list(at::identifierOrString);
        var memberOf = at.accept("in") ? groups() : List.<ActionName>of();
        var clause = at.here();
        var appliesTo = at.accept("appliesTo")
                ? Optional.of(AppliesToReader.read(at, this, names.getFirst(), clause))
                : Optional.<AppliesTo>empty();
        if (at.accept("attributes")) {
            at.open("{");
            at.close("}", "`}`, since actions have no attributes");
        }
        at.end(appliesTo.isPresent()
                ? "`;`"
                : memberOf.isEmpty() ? "`in`, `appliesTo` or `;`" : "`appliesTo` or `;`");
        return new ActionDeclaration(annotations, names, memberOf, appliesTo, at.since(start));
    }

    private List<ActionName> groups() throws Broken {
        if (!at.isAt("[")) {
            return List.of(group());
        }
        at.open("[");
        var groups = at.list(this::group);
        at.close("]", "`,` or `]`");
        return groups;
    }

    private ActionName group() throws Broken {
        if (at.isAtString()) {
            return new ActionName(Optional.empty(), at.string());
        }
        var type = new StringBuilder();
        var start = at.here();
        var last = at.identifier();
        while (at.accept("::")) {
            type.append(type.isEmpty() ? "" : "::").append(last.text());
            if (at.isAtString()) {
                return new ActionName(Optional.of(new Name(type.toString(), start.to(last.span()))), at.string());
            }
            last = at.identifier();
        }
        if (!type.isEmpty()) {
            throw at.broken("`::` and the name of an action in quotes");
        }
        return new ActionName(Optional.empty(), last);
    }

    /// One entity type, or a list of any length in brackets.
    List<Name> entityTypes() throws Broken {
        if (!at.isAt("[")) {
            return List.of(at.path());
        }
        at.open("[");
        var types = at.isAt("]") ? List.<Name>of() : at.list(at::path);
        at.close("]", "`,` or `]`");
        return types;
    }

    private WrittenType type() throws Broken {
        if (at.isAt("{")) {
            return record();
        }
        var name = at.path();
        if (!name.text().equals("Set") || !at.isAt("<")) {
            return new WrittenType.Named(name, Meaning.COMMON_OR_ENTITY);
        }
        at.open("<");
        var element = type();
        at.close(">", "`>`");
        return new WrittenType.SetOf(element, at.since(name.span()));
    }

    WrittenType.RecordOf record() throws Broken {
        var start = at.here();
        at.open("{");
        var attributes = new ArrayList<Attribute>();
        while (!at.isAt("}")) {
            attributes.add(attribute());
            if (!at.accept(",")) {
                break;
            }
        }
        at.close("}", attributes.isEmpty() ? "an attribute or `}`" : "`,` or `}`");
        return new WrittenType.RecordOf(attributes, at.since(start));
    }

    private Attribute attribute() throws Broken {
        var annotations = at.annotations();
        var name = at.identifierOrString();
        var isRequired = !at.accept("?");
        at.expect(":", isRequired ? "`:` or `?`" : "`:`");
        return new Attribute(annotations, name, isRequired, type());
    }
}
