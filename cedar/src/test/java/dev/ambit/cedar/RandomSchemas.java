package dev.ambit.cedar;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.schema.WrittenSchema;
import dev.ambit.cedar.schema.WrittenSchema.ActionDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.ActionName;
import dev.ambit.cedar.schema.WrittenSchema.AppliesTo;
import dev.ambit.cedar.schema.WrittenSchema.Declaration;
import dev.ambit.cedar.schema.WrittenSchema.EntityDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.EnumDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.schema.WrittenSchema.Namespace;
import dev.ambit.cedar.schema.WrittenSchema.TypeDeclaration;
import dev.ambit.cedar.schema.WrittenType;
import dev.ambit.cedar.schema.WrittenType.Attribute;
import dev.ambit.cedar.schema.WrittenType.Meaning;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Schemas made up at random; the same random source makes up the same ones.
/// [#valid] ones resolve: two namespaces and the space outside them, entity types in each other, enumerated ones, common
/// types over common types, groups of actions across namespaces. [#hiding] ones also declare types by the names of built-in
/// ones. [#wild] ones use few names, odd ones among them, for everything, so that they collide, dangle, hide each other and
/// run in circles.
public final class RandomSchemas {
    private static final List<String> ANNOTATIONS = List.of("doc", "id", "in", "since");
    private static final List<String> STRINGS = List.of("", "x", "two words", "\"quoted\"", "back\\slash", "ü€",
            "\n\t\0",
            "\u200b", "in", "Action::\"x\"");
    private static final List<String> ATTRIBUTES = List.of("a", "b", "c", "name", "owner", "in", "if", "two words", "",
            "Set", "\"", "é", "__cedar", "context");
    private static final List<String> WILD = List.of("A", "B", "C", "Bool", "Long", "String", "decimal", "Set",
            "Record",
            "Action", "entity", "type", "EntityOrCommon");
    private static final int DEEPEST = 3;

    private final SplittableRandom random;
    private List<String> words = WILD;

    public RandomSchemas(SplittableRandom random) {
        this.random = random;
    }

    /// A schema without mistakes, in terms that both syntaxes have.
    public WrittenSchema valid() {
        return new Valid(false).schema();
    }

    /// A valid schema in which a name such as `decimal` may mean another type than the built-in one.
    public WrittenSchema hiding() {
        return new Valid(true).schema();
    }

    /// A schema that is wrong more often than not; each syntax has words for it.
    public WrittenSchema wild() {
        words = some(2, 5, WILD);
        var namespaces = some(1, 3, List.of("", "N", "N::M", "Action")).stream().distinct()
                .map(name -> namespace(name, times(0, 4, this::wildDeclaration)))
                .toList();
        return schema(namespaces);
    }

    /// What a valid schema is made of: names declared so far, so that only those are used.
    private final class Valid {
        private final List<String> namespaces = one(List.of(List.of(""), List.of("N"), List.of("", "N"),
                List.of("", "N", "N::M"), List.of("N", "N::M")));
        private final Map<String, List<String>> entityTypes = new HashMap<>();
        private final Map<String, List<String>> commonTypes = new HashMap<>();
        private final List<ActionName> actions = new ArrayList<>();
        private final boolean isHiding;
        private String inside = "";

        Valid(boolean isHiding) {
            this.isHiding = isHiding;
        }

        WrittenSchema schema() {
            for (var namespace : namespaces) {
                var prefix = namespace.isEmpty() ? "Free" : namespace.substring(namespace.length() - 1);
                entityTypes.put(namespace, new ArrayList<>(numbered(prefix + "Entity", random.nextInt(1, 5))));
                if (hides(namespace)) {
                    entityTypes.get(namespace).add(one(List.of("Bool", "Long", "Set", "ipaddr")));
                }
            }
            var all = new ArrayList<Namespace>();
            for (var namespace : namespaces) {
                inside = namespace;
                all.add(namespace(namespace, declarations()));
            }
            return RandomSchemas.schema(all);
        }

        private List<Declaration> declarations() {
            var declarations = new ArrayList<Declaration>();
            if (hides(inside)) {
                declarations.add(commonType(one(List.of("decimal", "duration")),
                        new WrittenType.Primitive(Type.Primitive.STRING, Span.NONE)));
            }
            var prefix = inside.isEmpty() ? "Free" : inside.substring(inside.length() - 1);
            // Each common type uses only those before it: there is no circle.
            numbered(prefix + "Common", random.nextInt(4))
                    .forEach(name -> declarations.add(commonType(name, type(DEEPEST))));
            entityTypes.getOrDefault(inside, List.of()).forEach(name -> declarations.add(entity(name)));
            for (var name : numbered(inside.isEmpty() ? "free" : inside + "-act", random.nextInt(4))) {
                declarations.add(action(name));
                actions.add(new ActionName(Optional.of(name(qualified(inside, "Action"))), name(name)));
            }
            return declarations;
        }

        /// Outside of namespaces no built-in type can be hidden.
        private boolean hides(String namespace) {
            return isHiding && !namespace.isEmpty() && random.nextInt(3) == 0;
        }

        private Declaration commonType(String name, WrittenType type) {
            commonTypes.computeIfAbsent(inside, _ -> new ArrayList<>()).add(name);
            return new TypeDeclaration(annotations(), name(name), type, Span.NONE);
        }

        private Declaration entity(String name) {
            if (random.nextInt(6) == 0) {
                return new EnumDeclaration(annotations(), List.of(name(name)),
                        some(1, 3, STRINGS).stream().distinct().map(RandomSchemas::name).toList(), Span.NONE);
            }
            return new EntityDeclaration(annotations(), List.of(name(name)), times(0, 2, this::entityType),
                    record(DEEPEST), maybe(() -> type(2)), Span.NONE);
        }

        private Declaration action(String name) {
            var groups = actions.isEmpty() ? List.<ActionName>of() : some(0, 2, actions);
            var appliesTo = maybe(() -> new AppliesTo(times(1, 3, this::entityType), times(1, 3, this::entityType),
                    record(DEEPEST)));
            return new ActionDeclaration(annotations(), List.of(name(name)), groups, appliesTo, Span.NONE);
        }

        private Name entityType() {
            return visible(entityTypes);
        }

        /// Any of the names, written so that it is found from inside.
        private Name visible(Map<String, List<String>> names) {
            var namespace = one(List.copyOf(names.keySet()));
            var name = one(names.get(namespace));
            var isNear = namespace.equals(inside) || namespace.isEmpty();
            return name(isNear && random.nextBoolean() ? name : qualified(namespace, name));
        }

        private WrittenType type(int depth) {
            return switch (random.nextInt(depth > 0 ? 10 : 7)) {
                case 0 -> new WrittenType.Primitive(one(List.of(Type.Primitive.values())), Span.NONE);
                case 1 -> new WrittenType.Named(name(one(List.of("Bool", "Long", "String", "decimal", "__cedar::String",
                        "ipaddr", "datetime", "duration", "__cedar::ipaddr"))), Meaning.COMMON_OR_ENTITY);
                case 2 -> new WrittenType.Named(name(one(List.of("decimal", "ipaddr", "datetime", "duration"))),
                        Meaning.EXTENSION);
                case 3, 4 -> new WrittenType.Named(entityType(), one(List.of(Meaning.ENTITY,
                        Meaning.COMMON_OR_ENTITY)));
                case 5 -> commonTypes.isEmpty()
                        ? new WrittenType.Primitive(Type.Primitive.LONG, Span.NONE)
                        : new WrittenType.Named(visible(commonTypes),
                                one(List.of(Meaning.COMMON, Meaning.COMMON_OR_ENTITY)));
                case 6 -> new WrittenType.Named(name(one(List.of("Bool", "ipaddr", "__cedar::Long"))), Meaning.COMMON);
                case 7, 8 -> new WrittenType.SetOf(type(depth - 1), Span.NONE);
                default -> record(depth - 1);
            };
        }

        private WrittenType record(int depth) {
            var attributes = new LinkedHashMap<String, Attribute>();
            times(0, 4, () -> one(ATTRIBUTES)).forEach(attribute -> attributes.put(attribute,
                    new Attribute(annotations(), name(attribute), random.nextBoolean(), type(depth))));
            return new WrittenType.RecordOf(List.copyOf(attributes.values()), Span.NONE);
        }
    }

    private Declaration wildDeclaration() {
        return switch (random.nextInt(4)) {
            case 0 -> new TypeDeclaration(annotations(), wildWord(), wildType(2), Span.NONE);
            case 1 -> new ActionDeclaration(annotations(), times(1, 2, this::wildWord), times(0, 2, this::wildGroup),
                    maybe(() -> new AppliesTo(times(1, 2, this::wildName), times(1, 2, this::wildName),
                            random.nextBoolean() ? wildRecord(2) : new WrittenType.Named(wildName(), Meaning.COMMON))),
                    Span.NONE);
            case 2 -> new EnumDeclaration(annotations(), List.of(wildWord()),
                    some(1, 3, STRINGS).stream().map(RandomSchemas::name).toList(), Span.NONE);
            default -> new EntityDeclaration(annotations(), times(1, 2, this::wildWord), times(0, 2, this::wildName),
                    wildRecord(2), maybe(() -> wildType(1)), Span.NONE);
        };
    }

    private ActionName wildGroup() {
        return new ActionName(maybe(this::wildName), wildWord());
    }

    private WrittenType wildType(int depth) {
        return switch (random.nextInt(depth > 0 ? 4 : 2)) {
            case 0, 1 -> new WrittenType.Named(wildName(), Meaning.COMMON_OR_ENTITY);
            case 2 -> new WrittenType.SetOf(wildType(depth - 1), Span.NONE);
            default -> wildRecord(depth - 1);
        };
    }

    private WrittenType wildRecord(int depth) {
        var attributes = new LinkedHashMap<String, Attribute>();
        times(0, 2, () -> one(ATTRIBUTES)).forEach(attribute -> attributes.put(attribute,
                new Attribute(annotations(), name(attribute), random.nextBoolean(), wildType(depth))));
        return new WrittenType.RecordOf(List.copyOf(attributes.values()), Span.NONE);
    }

    private Name wildWord() {
        return name(random.nextInt(40) == 0 ? "__cedar" : one(words));
    }

    private Name wildName() {
        var word = one(words);
        return name(switch (random.nextInt(8)) {
            case 0 -> "N::" + word;
            case 1 -> "__cedar::" + word;
            case 2 -> "N::M::" + word;
            default -> word;
        });
    }

    private Map<String, Optional<String>> annotations() {
        var annotations = new LinkedHashMap<String, Optional<String>>();
        if (random.nextInt(4) == 0) {
            some(1, 2, ANNOTATIONS).forEach(name -> annotations.put(name, maybe(() -> one(STRINGS))));
        }
        return annotations;
    }

    private Namespace namespace(String name, List<Declaration> declarations) {
        return new Namespace(name.isEmpty() ? Map.of() : annotations(), name(name), declarations, Span.NONE);
    }

    private static WrittenSchema schema(List<Namespace> namespaces) {
        return new WrittenSchema(Source.of(""), namespaces);
    }

    private static String qualified(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "::" + name;
    }

    private static Name name(String text) {
        return new Name(text, Span.NONE);
    }

    private static List<String> numbered(String prefix, int count) {
        return Stream.iterate(0, number -> number + 1).limit(count).map(number -> prefix + number).toList();
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> List<T> some(int least, int most, List<T> from) {
        return times(least, most, () -> one(from));
    }

    private <T> List<T> times(int least, int most, Supplier<T> each) {
        return Stream.generate(each).limit(random.nextInt(least, most + 1)).toList();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }
}
