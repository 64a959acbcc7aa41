package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.Names.Target;
import dev.ambit.cedar.schema.WrittenType.Attribute;
import dev.ambit.cedar.schema.WrittenType.Meaning;
import dev.ambit.cedar.text.Diagnostic;
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
/// how large a type may become, [#LARGEST].
final class Types {
    /// Most parts of one type, each counted as often as it is met.
    static final int LARGEST = 100_000;

    /// Most names of a cycle that are told.
    private static final int SHOWN = 10;

    private final Definitions definitions;
    private final Names names;
    private final Limits limits;
    private final Mistakes mistakes;
    private final Map<String, Optional<Sized>> common = new HashMap<>();

    /// A type and how much of it there is.
    ///
    /// @param parts  this type and all in it, each as often as it is met
    /// @param height sets and records around the innermost type
    private record Sized(Type type, long parts, int height) {
        static Sized leaf(Type type) {
            return new Sized(type, 1, 0);
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
    Optional<Type> resolve(WrittenType type, Scope scope) {
        return sized(type, scope).map(Sized::type);
    }

    /// The record type written, or nothing where it is wrong or no record, which is reported then.
    ///
    /// @param subject whose record it is, for a diagnostic
    Optional<Type.RecordOf> resolveRecord(WrittenType written, Scope scope, String subject) {
        return resolve(written, scope).flatMap(type -> {
            if (type instanceof Type.RecordOf attributes) {
                return Optional.of(attributes);
            }
            report("not-a-record", scope, written.span(), "%s is a record, not `%s`".formatted(subject, type));
            return Optional.empty();
        });
    }

    private Optional<Sized> sized(WrittenType written, Scope scope) {
        return switch (written) {
            case WrittenType.Primitive(var type, _) -> Optional.of(Sized.leaf(type));
            case WrittenType.Named(var name, var meaning) -> names.resolve(name, meaning, scope).flatMap(this::sized);
            case WrittenType.SetOf(var element, var span) -> sized(element, scope)
                    .map(of -> new Sized(new Type.SetOf(of.type), of.parts + 1, of.height + 1))
                    .filter(type -> isWithinLimits(type, scope, span));
            case WrittenType.RecordOf(var attributes, var span) -> record(attributes, scope)
                    .filter(type -> isWithinLimits(type, scope, span));
        };
    }

    private Optional<Sized> sized(Target target) {
        return switch (target) {
            case Target.BuiltIn(var type) -> Optional.of(Sized.leaf(type));
            case Target.Entity(var name) -> Optional.of(Sized.leaf(new Type.Entity(name)));
            case Target.Common(var name) -> common.getOrDefault(name, Optional.empty());
        };
    }

    private Optional<Sized> record(List<Attribute> attributes, Scope scope) {
        var byName = new LinkedHashMap<String, Attribute>();
        attributes.forEach(attribute -> byName.put(attribute.name().text(), attribute));
        var types = new HashMap<String, Type.Attribute>();
        var parts = 1L;
        var height = 0;
        for (var attribute : byName.entrySet()) {
            var type = sized(attribute.getValue().type(), scope);
            if (type.isPresent()) {
                parts += type.get().parts;
                height = Math.max(height, type.get().height);
                types.put(attribute.getKey(), new Type.Attribute(type.get().type, attribute.getValue().required()));
            }
        }
        return types.size() == byName.size()
                ? Optional.of(new Sized(new Type.RecordOf(types), parts, height + 1))
                : Optional.empty();
    }

    private boolean isWithinLimits(Sized type, Scope scope, Span span) {
        if (type.parts > LARGEST) {
            report("type-too-large", scope, span,
                    "the type has more than %,d parts once its common types are put in".formatted(LARGEST));
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
            case WrittenType.RecordOf(var attributes, _) -> attributes
                    .forEach(attribute -> collect(attribute.type(), scope, uses));
        }
    }

    private void reportCycle(String name, Set<String> open) {
        if (mistakes.isFull()) {
            return;
        }
        var cycle = open.stream().dropWhile(other -> !other.equals(name)).toList();
        var shown = cycle.stream().limit(SHOWN).map("`%s`"::formatted).collect(Collectors.joining(" uses "));
        var definition = definition(name);
        report("type-cycle", definition.scope(), definition.name().span(),
                "common type `%s` is made of itself: %s uses %s"
                        .formatted(name, shown, cycle.size() > SHOWN ? "…" : "`%s`".formatted(name)));
    }

    private Definitions.Definition<WrittenSchema.TypeDeclaration> definition(String name) {
        return Objects.requireNonNull(definitions.commonTypes().get(name));
    }

    private void report(String code, Scope scope, Span span, String message) {
        mistakes.add(Diagnostic.error(code, scope.source(), span, message));
    }
}
