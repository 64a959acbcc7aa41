package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.WrittenSchema.ActionDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.Declaration;
import dev.ambit.cedar.schema.WrittenSchema.EntityDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.EnumDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.schema.WrittenSchema.Namespace;
import dev.ambit.cedar.schema.WrittenSchema.TypeDeclaration;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What some written schemas declare, by qualified name; of two declarations of one name, the first.
/// Reports names that are declared twice, that nobody may declare, or that hide another (RFC 70).
final class Definitions {
    /// Most names one schema may declare, whatever it is written in.
    static final int MOST = 100_000;

    /// Longest name of a namespace, in UTF-16 units: it stands before the name of everything declared in it.
    static final int LONGEST_NAMESPACE = 250;

    private final Map<String, Definition<Declaration>> entityTypes = new LinkedHashMap<>();
    private final Map<String, Definition<TypeDeclaration>> commonTypes = new LinkedHashMap<>();
    private final Map<EntityUid, Definition<ActionDeclaration>> actions = new LinkedHashMap<>();
    private final Set<String> actionTypes = new HashSet<>();
    private final Mistakes mistakes;
    private int declared;

    /// One name of a declaration.
    record Definition<D extends Declaration>(D declaration, Name name, Scope scope) {
        /// Source, line and column.
        String place() {
            var source = scope.source();
            var start = name.span().start();
            return "%s:%d:%d".formatted(source.name(), source.line(start), source.column(start));
        }
    }

    private Definitions(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    static Definitions of(List<WrittenSchema> schemas, Mistakes mistakes) {
        var definitions = new Definitions(mistakes);
        schemas.forEach(definitions::add);
        definitions.checkShadowing();
        return definitions;
    }

    /// By qualified name, in the order written; enumerated ones included, the types of actions not.
    Map<String, Definition<Declaration>> entityTypes() {
        return entityTypes;
    }

    /// By qualified name, in the order written.
    Map<String, Definition<TypeDeclaration>> commonTypes() {
        return commonTypes;
    }

    /// In the order written.
    Map<EntityUid, Definition<ActionDeclaration>> actions() {
        return actions;
    }

    /// The types of all actions.
    Set<String> actionTypes() {
        return actionTypes;
    }

    private void add(WrittenSchema schema) {
        var names = new HashSet<String>();
        for (var namespace : schema.namespaces()) {
            var scope = new Scope(schema.source(), namespace.name().text());
            if (!names.add(scope.namespace())) {
                report(scope, "duplicate-namespace", namespace.name().span(),
                        "namespace `%s` is opened twice in one schema".formatted(namespace.name()),
                        "Put all its declarations between one pair of braces");
            }
            add(namespace, scope);
        }
    }

    private void add(Namespace namespace, Scope scope) {
        if (isAllowed(scope)) {
            namespace.declarations().forEach(declaration -> add(declaration, scope));
        } else if (Identifiers.isCedars(scope.namespace())) {
            reserved(scope, namespace.name());
        } else {
            mistakes.add(Diagnostic.error("name-too-long", scope.source(), namespace.name().span(),
                    "the name of a namespace has %,d characters, the limit is %,d"
                            .formatted(scope.namespace().length(), LONGEST_NAMESPACE)));
        }
    }

    /// Whether anything may be declared in a namespace of this name; if not, what stands there was not looked at.
    static boolean isAllowed(Scope scope) {
        return !Identifiers.isCedars(scope.namespace()) && scope.namespace().length() <= LONGEST_NAMESPACE;
    }

    private void add(Declaration declaration, Scope scope) {
        for (var name : declaration.names()) {
            if (++declared > MOST) {
                reportMost(scope, name);
                return;
            }
            add(declaration, name, scope);
        }
    }

    private void reportMost(Scope scope, Name name) {
        if (declared == MOST + 1) {
            mistakes.add(Diagnostic.error("schema-too-large", scope.source(), name.span(),
                    "the schema declares more than %,d names".formatted(MOST)));
        }
    }

    private void add(Declaration declaration, Name name, Scope scope) {
        switch (declaration) {
            case ActionDeclaration action -> addAction(action, name, scope);
            case TypeDeclaration type -> addCommonType(type, name, scope);
            case EntityDeclaration entity -> addEntityType(entity, name, scope);
            case EnumDeclaration entity -> addEntityType(entity, name, scope);
        }
    }

    private void addAction(ActionDeclaration action, Name name, Scope scope) {
        var type = scope.qualify(Identifiers.ACTION);
        actionTypes.add(type);
        var uid = EntityUid.of(type, name.text());
        var former = actions.putIfAbsent(uid, new Definition<>(action, name, scope));
        if (former != null) {
            twice(scope, name, "action " + Excerpt.quoted(uid.toString()), former);
        }
    }

    private void addCommonType(TypeDeclaration type, Name name, Scope scope) {
        if (name.text().equals(Identifiers.CEDAR)) {
            reserved(scope, name);
        } else if (Identifiers.isKeywordOfJson(name.text())) {
            report(scope, "reserved-name", name.span(),
                    "common type `%s` has the name of a built-in type".formatted(name), "Choose another name");
        }
        var qualified = scope.qualify(name.text());
        var former = commonTypes.putIfAbsent(qualified, new Definition<>(type, name, scope));
        if (former != null) {
            twice(scope, name, "common type " + Excerpt.quoted(qualified), former);
        }
    }

    private void addEntityType(Declaration entity, Name name, Scope scope) {
        if (name.text().equals(Identifiers.CEDAR)) {
            reserved(scope, name);
        } else if (name.text().equals(Identifiers.ACTION)) {
            report(scope, "reserved-name", name.span(),
                    "entity type `%s` is the type of actions and cannot be declared".formatted(name),
                    "Choose another name");
        }
        var qualified = scope.qualify(name.text());
        var former = entityTypes.putIfAbsent(qualified, new Definition<>(entity, name, scope));
        if (former != null) {
            twice(scope, name, "entity type " + Excerpt.quoted(qualified), former);
        }
    }

    private void checkShadowing() {
        entityTypes.values().forEach(this::checkShadowing);
        commonTypes.values().forEach(this::checkShadowing);
        for (var action : actions.entrySet()) {
            var outside = EntityUid.of(Identifiers.ACTION, action.getKey().id());
            if (action.getValue().scope().isNamed() && actions.containsKey(outside)) {
                shadows(action.getValue(), Excerpt.of(action.getKey().toString()), Excerpt.of(outside.toString()));
            }
        }
    }

    private void checkShadowing(Definition<? extends Declaration> inside) {
        var name = inside.name().text();
        if (inside.scope().isNamed() && (entityTypes.containsKey(name) || commonTypes.containsKey(name))) {
            shadows(inside, Excerpt.of(inside.scope().qualify(name)), Excerpt.of(name));
        }
    }

    private void shadows(Definition<? extends Declaration> inside, String name, String outside) {
        report(inside.scope(), "shadowed-name", inside.name().span(),
                "`%s` hides `%s`, which is declared outside any namespace".formatted(name, outside),
                "Rename one of them");
    }

    private void twice(Scope scope, Name name, String subject, Definition<? extends Declaration> former) {
        mistakes.add(() -> Diagnostic.error("duplicate-declaration", scope.source(), name.span(),
                "%s is declared twice".formatted(subject)).help("It is declared first at " + former.place()));
    }

    private void reserved(Scope scope, Name name) {
        report(scope, "reserved-name", name.span(),
                "`%s` cannot be declared: `__cedar` holds the built-in types".formatted(name), "Choose another name");
    }

    private void report(Scope scope, String code, Span span, String message, String help) {
        mistakes.add(Diagnostic.error(code, scope.source(), span, message).help(help));
    }
}
