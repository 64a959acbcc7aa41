package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.WrittenSchema.ActionName;
import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.schema.WrittenType.Meaning;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.value.EntityUid;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what a name means where it is written (RFC 24, RFC 70).
/// A qualified name means itself. Any other is looked for in the namespace around it, then outside any namespace; at
/// each place common types come before entity types. The built-in types stand outside any namespace unless something
/// else is declared there by their name, and always in `__cedar`.
final class Names {
    /// Most declared names that are compared with one that is not declared.
    private static final int MOST_COMPARED = 1_000;

    private static final Map<String, Type> BUILT_IN = builtIn();

    private final Definitions definitions;
    private final Mistakes mistakes;

    /// What a name means.
    sealed interface Target {
        /// A primitive or extension type.
        record BuiltIn(Type type) implements Target {}

        /// A common type, by its qualified name.
        record Common(String name) implements Target {}

        /// An entity type, by its qualified name; also the type of an action.
        record Entity(String name) implements Target {}
    }

    Names(Definitions definitions, Mistakes mistakes) {
        this.definitions = definitions;
        this.mistakes = mistakes;
    }

    private static Map<String, Type> builtIn() {
        var types = new HashMap<String, Type>();
        Arrays.asList(Type.Primitive.values()).forEach(type -> types.put(type.toString(), type));
        Arrays.asList(Type.Extension.values()).forEach(type -> types.put(type.word(), type));
        return Map.copyOf(types);
    }

    /// The built-in type of this unqualified name.
    static Optional<Type> builtIn(String word) {
        return Optional.ofNullable(BUILT_IN.get(word));
    }

    /// What `name` means in `scope`, if anything.
    Optional<Target> find(String name, Meaning meaning, Scope scope) {
        return candidates(name, scope).flatMap(full -> findQualified(full, meaning).stream()).findFirst();
    }

    /// What `name` means in `scope`; reported if it means nothing.
    Optional<Target> resolve(Name name, Meaning meaning, Scope scope) {
        var found = find(name.text(), meaning, scope);
        if (found.isEmpty()) {
            mistakes.add(() -> withHelp(Diagnostic.error("unknown-type", scope.source(), name.span(),
                    "%s `%s` is %s".formatted(described(meaning), name, notDeclared(name.text(), scope))),
                    help(name.text(), meaning, scope)));
        }
        return found;
    }

    /// The entity type `name` means in `scope`, which is no type of actions; reported if there is none.
    Optional<String> resolveEntityType(Name name, Scope scope) {
        return resolve(name, Meaning.ENTITY, scope)
                .flatMap(target -> target instanceof Target.Entity(var type) ? Optional.of(type) : Optional.empty())
                .filter(type -> isNoActionType(type, name, scope));
    }

    private boolean isNoActionType(String type, Name name, Scope scope) {
        var isDeclared = definitions.entityTypes().containsKey(type);
        if (!isDeclared) {
            mistakes.add(() -> Diagnostic.error("action-type", scope.source(), name.span(),
                    "`%s` is a type of actions: nothing else is in an action, and actions neither ask nor are asked for"
                            .formatted(name)));
        }
        return isDeclared;
    }

    /// The action `name` means in `scope`; reported if there is none.
    Optional<EntityUid> resolveAction(ActionName name, Scope scope) {
        var type = name.type().map(Name::text).orElse(Identifiers.ACTION);
        var id = name.id().text();
        var found = candidates(type, scope).map(full -> EntityUid.of(full, id))
                .filter(definitions.actions()::containsKey).findFirst();
        if (found.isEmpty()) {
            mistakes.add(() -> unknownAction(name, type, scope));
        }
        return found;
    }

    private Diagnostic unknownAction(ActionName name, String type, Scope scope) {
        var id = name.id().text();
        var written = name.type().map(_ -> EntityUid.of(type, id).toString()).orElse(id);
        return withHelp(Diagnostic.error("unknown-action", scope.source(), name.span(),
                "action %s is %s".formatted(Excerpt.quoted(written), notDeclared(type, scope))),
                Spelling.didYouMean(written, declaredActions(scope)));
    }

    private static String notDeclared(String name, Scope scope) {
        return scope.isNamed() && !isQualified(name)
                ? "declared neither in `%s` nor outside any namespace".formatted(scope.namespace())
                : "not declared";
    }

    private static Stream<String> candidates(String name, Scope scope) {
        return scope.isNamed() && !isQualified(name) ? Stream.of(scope.qualify(name), name) : Stream.of(name);
    }

    private Optional<Target> findQualified(String name, Meaning meaning) {
        return switch (meaning) {
            case COMMON -> findCommon(name);
            case ENTITY -> findEntity(name);
            case COMMON_OR_ENTITY -> findCommon(name).or(() -> findEntity(name));
            case EXTENSION -> builtIn(name).filter(Type.Extension.class::isInstance).map(Target.BuiltIn::new);
        };
    }

    private Optional<Target> findCommon(String name) {
        return definitions.commonTypes().containsKey(name)
                ? Optional.of(new Target.Common(name))
                : findBuiltIn(name).map(Target.BuiltIn::new);
    }

    private Optional<Type> findBuiltIn(String name) {
        var prefix = Identifiers.CEDAR + "::";
        if (name.startsWith(prefix)) {
            return builtIn(name.substring(prefix.length()));
        }
        return definitions.entityTypes().containsKey(name) ? Optional.empty() : builtIn(name);
    }

    private Optional<Target> findEntity(String name) {
        return definitions.entityTypes().containsKey(name) || definitions.actionTypes().contains(name)
                ? Optional.of(new Target.Entity(name))
                : Optional.empty();
    }

    private static boolean isQualified(String name) {
        return name.contains("::");
    }

    private static String described(Meaning meaning) {
        return switch (meaning) {
            case COMMON -> "common type";
            case ENTITY -> "entity type";
            case COMMON_OR_ENTITY -> "type";
            case EXTENSION -> "extension type";
        };
    }

    private static Diagnostic withHelp(Diagnostic mistake, Optional<String> help) {
        return help.map(mistake::help).orElse(mistake);
    }

    private Optional<String> help(String name, Meaning meaning, Scope scope) {
        return otherKind(name, scope)
                .or(() -> declared(meaning).filter(declared -> declared.endsWith("::" + name)).sorted().findFirst()
                        .map(declared -> "Did you mean %s?".formatted(Excerpt.quoted(declared))))
                .or(() -> Spelling.didYouMean(name, declared(meaning).limit(MOST_COMPARED)
                        .map(declared -> asWritten(declared, scope)).toList()));
    }

    private Optional<String> otherKind(String name, Scope scope) {
        return find(name, Meaning.COMMON_OR_ENTITY, scope).map(target -> Excerpt.quoted(name) + switch (target) {
            case Target.Common _ -> " is a common type, which cannot stand here";
            case Target.Entity _ -> " is an entity type, which cannot stand here";
            case Target.BuiltIn _ -> " is a built-in type, which cannot stand here";
        });
    }

    /// What could have been meant, by qualified name.
    private Stream<String> declared(Meaning meaning) {
        var common = Stream.concat(definitions.commonTypes().keySet().stream(), BUILT_IN.keySet().stream());
        var entity = definitions.entityTypes().keySet().stream();
        return switch (meaning) {
            case COMMON -> common;
            case ENTITY -> entity;
            case COMMON_OR_ENTITY -> Stream.concat(common, entity);
            case EXTENSION -> Arrays.stream(Type.Extension.values()).map(Type.Extension::word);
        };
    }

    private Collection<String> declaredActions(Scope scope) {
        return definitions.actions().entrySet().stream().limit(MOST_COMPARED)
                .flatMap(action -> Stream.concat(Stream.of(action.getKey().toString()),
                        action.getValue().scope().namespace().equals(scope.namespace())
                                ? Stream.of(action.getKey().id())
                                : Stream.empty()))
                .toList();
    }

    private static String asWritten(String qualified, Scope scope) {
        var prefix = scope.qualify("");
        var inside = qualified.startsWith(prefix) ? qualified.substring(prefix.length()) : qualified;
        return isQualified(inside) ? qualified : inside;
    }
}
