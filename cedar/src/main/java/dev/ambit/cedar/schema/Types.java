package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.Names.Target;
import dev.ambit.cedar.schema.WrittenType.Attribute;
import dev.ambit.cedar.schema.WrittenType.Meaning;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes types of what is written, with common types replaced by what they stand for.
/// A common type is worked out once and shared, so that the result takes no more memory than what is written. Whoever
/// walks over a type meets a shared part again and again, though, and each use may double the walk: hence the limit on
/// how long a type may become, [#LONGEST].
final class Types {
    /// Longest type, in characters, written out without common types and spaces.
    static final int LONGEST = 1_000_000;

    /// Most names of a cycle that are told.
    private static final int SHOWN = 10;

    private final Definitions definitions;
    private final Names names;
    private final Limits limits;
    private final Mistakes mistakes;
    private final Map<String, Optional<Sized<Type>>> common = new HashMap<>();

    /// A type and how much of it there is.
    ///
    /// @param length characters, written out
    /// @param height sets and records around the innermost type
    record Sized<T extends Type>(T type, long length, int height) {
        private static Sized<Type> leaf(Type type) {
            return new Sized<>(type, type.toString().length(), 0);
        }

        private Sized<Type> set() {
            return new Sized<>(new Type.SetOf(type), length + "Set<>".length(), height + 1);
        }
    }

    Types(Definitions definitions, Names names, Limits limits, Mistakes mistakes) {
        this.definitions = definitions;
        this.names = names;
        this.limits = limits;
        this.mistakes = mistakes;
        definitions.commonTypes().keySet().forEach(this::defineCommon);
    }

    /// The type written, or nothing where it is wrong, which is reported then.
    Optional<Sized<Type>> resolve(WrittenType type, Scope scope) {
        return sized(type, scope);
    }

    /// The record type written, or nothing where it is wrong or no record, which is reported then.
    ///
    /// @param subject whose record it is, for a diagnostic
    Optional<Sized<Type.RecordOf>> resolveRecord(WrittenType written, Scope scope, String subject) {
        return sized(written, scope).flatMap(sized -> {
            if (sized.type instanceof Type.RecordOf attributes) {
                return Optional.of(new Sized<>(attributes, sized.length, sized.height));
            }
            report("not-a-record", scope, written.span(), "%s is a record, not %s".formatted(subject, kind(
                    sized.type)));
            return Optional.empty();
        });
    }

    private static String kind(Type type) {
        return switch (type) {
            case Type.Entity(var name) -> Excerpt.quoted(name);
            case Type.Primitive _,Type.Extension _ -> Excerpt.quoted(type.toString());
            case Type.SetOf _ -> "a set";
            case Type.RecordOf _ -> "a record";
        };
    }

    private Optional<Sized<Type>> sized(WrittenType written, Scope scope) {
        return switch (written) {
            case WrittenType.Primitive(var type, _) -> Optional.of(Sized.leaf(type));
            case WrittenType.Named(var name, var meaning) -> names.resolve(name, meaning, scope).flatMap(this::sized);
            case WrittenType.SetOf(var element, var span) -> sized(element, scope)
                    .map(Sized::set)
                    .filter(type -> isWithinLimits(type, scope, span));
            case WrittenType.RecordOf(var attributes, var span) -> record(attributes, scope)
                    .filter(type -> isWithinLimits(type, scope, span));
        };
    }

    private Optional<Sized<Type>> sized(Target target) {
        return switch (target) {
            case Target.BuiltIn(var type) -> Optional.of(Sized.leaf(type));
            case Target.Entity(var name) -> Optional.of(Sized.leaf(new Type.Entity(name)));
            case Target.Common(var name) -> common.getOrDefault(name, Optional.empty());
        };
    }

    private Optional<Sized<Type>> record(List<Attribute> attributes, Scope scope) {
        var byName = new LinkedHashMap<String, Attribute>();
        attributes.forEach(attribute -> byName.put(attribute.name().text(), attribute));
        var types = new HashMap<String, Type.Attribute>();
        long length = "{}".length();
        var height = 0;
        for (var attribute : byName.entrySet()) {
            var type = sized(attribute.getValue().type(), scope);
            if (type.isPresent()) {
                length += attribute.getKey().length() + ":,".length() + type.get().length;
                height = Math.max(height, type.get().height);
                types.put(attribute.getKey(), new Type.Attribute(type.get().type, attribute.getValue().required()));
            }
        }
        return types.size() == byName.size()
                ? Optional.of(new Sized<Type>(new Type.RecordOf(types), length, height + 1))
                : Optional.empty();
    }

    private boolean isWithinLimits(Sized<Type> type, Scope scope, Span span) {
        if (type.length > LONGEST) {
            report("type-too-large", scope, span,
                    "the type has more than %,d characters once its common types are put in".formatted(LONGEST));
        } else if (type.height > limits.nesting()) {
            report("nesting", scope, span,
                    "sets and records are nested deeper than %d once common types are put in"
                            .formatted(limits.nesting()));
        } else {
            return true;
        }
        return false;
    }

    /// A common type being worked out, and the others it uses that are still to be looked at.
    private record Open(String name, Iterator<String> uses) {}

    /// Works out `start` after all common types it uses, without recursion: they may form a chain of any length.
    private void defineCommon(String start) {
        var path = new ArrayList<Open>();
        var open = new LinkedHashSet<String>();
        push(start, path, open);
        while (!path.isEmpty()) {
            var last = path.getLast();
            if (last.uses.hasNext()) {
                push(last.uses.next(), path, open);
            } else {
                path.removeLast();
                open.remove(last.name);
                var definition = definition(last.name);
                common.put(last.name, sized(definition.declaration().type(), definition.scope()));
            }
        }
    }

    private void push(String name, List<Open> path, Set<String> open) {
        if (common.containsKey(name)) {
            return;
        }
        if (!open.add(name)) {
            reportCycle(name, open);
            return;
        }
        var definition = definition(name);
        var uses = new LinkedHashSet<String>();
        collect(definition.declaration().type(), definition.scope(), uses);
        path.add(new Open(name, uses.iterator()));
    }

    private void collect(WrittenType written, Scope scope, Set<String> uses) {
        switch (written) {
            case WrittenType.Primitive _ -> {}
            case WrittenType.Named(var name, var meaning) -> {
                if (meaning != Meaning.ENTITY
                        && names.find(name.text(), meaning, scope).orElse(null) instanceof Target.Common(var used)) {
                    uses.add(used);
                }
            }
            case WrittenType.SetOf(var element, _) -> collect(element, scope, uses);
            case WrittenType.RecordOf(var attributes, _) -> {
                for (var attribute : attributes) {
                    collect(attribute.type(), scope, uses);
                }
            }
        }
    }

    private void reportCycle(String name, Set<String> open) {
        if (mistakes.isFull()) {
            return;
        }
        var cycle = open.stream().dropWhile(other -> !other.equals(name)).toList();
        var shown = cycle.stream().limit(SHOWN).map(Excerpt::quoted).collect(Collectors.joining(" uses "));
        var definition = definition(name);
        report("type-cycle", definition.scope(), definition.name().span(),
                "common type %s is made of itself: %s uses %s"
                        .formatted(Excerpt.quoted(name), shown, cycle.size() > SHOWN ? "…" : Excerpt.quoted(name)));
    }

    private Definitions.Definition<WrittenSchema.TypeDeclaration> definition(String name) {
        return Objects.requireNonNull(definitions.commonTypes().get(name));
    }

    private void report(String code, Scope scope, Span span, String message) {
        mistakes.add(Diagnostic.error(code, scope.source(), span, message));
    }
}
