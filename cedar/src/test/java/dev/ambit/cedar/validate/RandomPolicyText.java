package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.schema.Type.Extension;
import dev.ambit.cedar.schema.Type.Primitive;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.TemplateLink;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Quoted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Makes up policies for a schema. What it writes is well-typed in one environment chosen beforehand, except where it means
/// mischief: an attribute that is not guarded, not there or of another type, a value that does not fit, an unknown name.
final class RandomPolicyText {
    private static final List<Type> TYPES = List.of(Primitive.BOOL, Primitive.LONG, Primitive.STRING, Extension.DECIMAL,
            Extension.IPADDR, Extension.DATETIME, Extension.DURATION, new Type.Entity("User"), new Type.Entity(
                    "N::Doc"),
            new Type.Entity("Color"), new Type.SetOf(Primitive.LONG), new Type.SetOf(Primitive.STRING));

    private final SplittableRandom random;
    private final Schema schema;
    private final SchemaPaths paths;
    private final int mischief;
    private Environment here = new Environment("User", EntityUid.of("Action", "nothing"), "User");
    private List<Path> readable = List.of();
    private Set<String> guarded = new HashSet<>();

    /// Something that can be read in the chosen environment.
    ///
    /// @param guards the questions to ask before
    private record Path(String text, Type type, List<String> guards) {}

    /// @param mischief one of how many expressions is wrong on purpose
    RandomPolicyText(SplittableRandom random, Schema schema, int mischief) {
        this.random = random;
        this.schema = schema;
        this.paths = new SchemaPaths(schema);
        this.mischief = mischief;
    }

    String policy() {
        return text(false);
    }

    /// With at least one slot.
    String template() {
        return text(true);
    }

    /// A link that fills the slots of `template`, which must be the last one made.
    TemplateLink link(Policy template, String id) {
        var values = new EnumMap<Root, EntityUid>(Root.class);
        template.slots().forEach(slot -> {
            var type = slot == Root.PRINCIPAL ? here.principal() : here.resource();
            var fill = random.nextBoolean() ? type : group(type);
            values.put(slot, Vocabulary.isActionType(fill)
                    ? anAction()
                    : EntityUid.of(fill, one(List.of("red", "green"))));
        });
        return new TemplateLink(template.id(), id, values);
    }

    private String text(boolean slots) {
        var environments = Environment.allOf(schema);
        readable = List.of();
        guarded = new HashSet<>();
        if (!environments.isEmpty()) {
            here = one(environments);
            readable = readable();
        }
        var text = new StringBuilder(random.nextBoolean() ? "permit" : "forbid").append(slots
                ? slots()
                : random.nextInt(4) == 0
                        ? "(%s, %s, %s)".formatted(scope("principal", here.principal()), action(), scope("resource",
                                here
                                        .resource()))
                        : "(principal is %s, action == %s, resource is %s)".formatted(here.principal(), here.action(),
                                here
                                        .resource()));
        for (var count = random.nextInt(3); count >= 0; count--) {
            text.append(random.nextInt(4) == 0 ? " unless { " : " when { ").append(bool(4)).append(" }");
        }
        return text.append(";").toString();
    }

    private String slots() {
        var principal = one(List.of("principal == ?principal", "principal in ?principal",
                "principal is " + meant(here.principal()) + " in ?principal"));
        var resource = one(List.of("resource == ?resource", "resource in ?resource",
                "resource is " + meant(here.resource()) + " in ?resource"));
        return switch (random.nextInt(3)) {
            case 0 -> "(%s, %s, %s)".formatted(principal, action(), resource);
            case 1 -> "(%s, %s, %s)".formatted(principal, action(), scope("resource", here.resource()));
            default -> "(%s, %s, %s)".formatted(scope("principal", here.principal()), action(), resource);
        };
    }

    private List<Path> readable() {
        var found = new ArrayList<Path>();
        for (var root : Root.values()) {
            found.add(new Path(root.word(), paths.typeOf(root, here), List.of()));
        }
        for (var i = 0; i < found.size() && found.size() < 150; i++) {
            var from = found.get(i);
            paths.attributes(from.type()).forEach((name, attribute) -> {
                var guards = new ArrayList<>(from.guards());
                if (!attribute.required()) {
                    guards.add(from.text() + " has " + name(name));
                }
                var access = Quoted.isIdentifier(name) && !name.equals("if")
                        ? "." + name
                        : "[" + Quoted.string(name) + "]";
                found.add(new Path(from.text() + access, attribute.type(), guards));
            });
        }
        return found;
    }

    private String name(String attribute) {
        return Quoted.isIdentifier(attribute) && !attribute.equals("if") && random.nextBoolean()
                ? attribute
                : Quoted.string(attribute);
    }

    private String scope(String variable, String type) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> variable + " is " + meant(type);
            case 2 -> variable + " == " + entity(meant(type));
            case 3 -> variable + " in " + entity(group(type));
            case 4 -> variable + " is " + meant(type) + " in " + entity(group(type));
            default -> variable;
        };
    }

    private String action() {
        return switch (random.nextInt(6)) {
            case 0 -> "action in " + anAction();
            case 1 -> "action in [" + here.action() + ", " + anAction() + "]";
            case 2 -> "action == " + anAction();
            case 3 -> "action";
            default -> "action == " + here.action();
        };
    }

    private EntityUid anAction() {
        return random.nextInt(mischief) == 0
                ? EntityUid.of("Action", "unknown")
                : one(List.copyOf(schema.actions().keySet()));
    }

    private String meant(String type) {
        return random.nextInt(mischief) == 0 ? one(List.of("Nobody", "User", "Color", "N::Doc")) : type;
    }

    /// A type whose entities may hold ones of `type`, if chance has it.
    private String group(String type) {
        var above = new ArrayList<>(schema.ancestorTypes(type));
        return above.isEmpty() || random.nextInt(4) == 0 ? meant(one(RandomSchemaText.TYPES)) : one(above);
    }

    private String entity(String type) {
        var id = random.nextInt(mischief) == 0 ? "blue" : one(List.of("red", "green"));
        return Vocabulary.isActionType(type) ? anAction().toString() : type + "::" + Quoted.string(id);
    }

    private String expression(Type type, int depth) {
        if (random.nextInt(mischief) == 0) {
            return mischief(depth);
        }
        var known = readable.stream()
                .filter(path -> path.type().equals(type))
                .filter(path -> guarded.containsAll(path.guards()) || random.nextInt(mischief) == 0)
                .toList();
        if (!known.isEmpty() && random.nextInt(3) != 0) {
            return one(known).text();
        }
        if (depth > 0 && random.nextInt(6) == 0) {
            return "(if " + bool(depth - 1) + " then " + expression(type, depth - 1) + " else " + expression(type, depth
                    - 1) + ")";
        }
        return switch (type) {
            case Primitive.BOOL -> "(" + bool(depth) + ")";
            case Primitive.LONG -> number(depth);
            case Primitive.STRING -> string(depth);
            case Extension extension -> extension(extension, depth);
            case Type.Entity(var name) -> entity(name);
            case Type.SetOf(var element) -> "[" + expression(element, depth - 1) + ", " + expression(element, depth - 1)
                    + "]";
            case Type.RecordOf(var attributes) -> attributes.entrySet().stream()
                    .map(entry -> Quoted.string(entry.getKey()) + ": " + expression(entry.getValue().type(), depth - 1))
                    .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private String mischief(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> "[]";
            case 1 -> one(List.of("principal", "resource", "context", "action")) + "." + one(List.of("a", "b", "c",
                    "name", "zz"));
            case 2 -> one(List.of("ip", "decimal", "datetime", "duration")) + "(" + string(1) + ")";
            case 3 -> entity(one(List.of("Nobody", "User", "Color", "Group", "Action")));
            case 4 -> "{}";
            case 5 -> "[1, \"x\"]";
            default -> expression(one(TYPES), depth - 1);
        };
    }

    private String number(int depth) {
        return depth <= 0 || random.nextInt(3) == 0
                ? Integer.toString(random.nextInt(-2, 5))
                : one(List.<Supplier<String>>of(
                        () -> "(" + number(depth - 1) + one(List.of(" + ", " - ", " * ")) + expression(Primitive.LONG,
                                depth - 1) + ")",
                        () -> "-" + expression(Primitive.LONG, depth - 1),
                        () -> expression(Extension.DURATION, depth - 1) + "." + one(List.of("toDays", "toHours",
                                "toMilliseconds")) + "()"))
                        .get();
    }

    private String string(int depth) {
        var tagged = readable.stream()
                .filter(path -> path.type() instanceof Type.Entity(var name)
                        && schema.entityType(name).flatMap(Schema.EntityType::tags).isPresent())
                .toList();
        return depth > 0 && !tagged.isEmpty() && random.nextInt(8) == 0
                ? one(tagged).text() + ".getTag(\"a\")"
                : one(List.of("\"\"", "\"red\"", "\"10.0.0.1\"", "\"1.5\"", "\"a b\""));
    }

    private String extension(Extension type, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return switch (type) {
                case DECIMAL -> "decimal(\"-0.5\")";
                case IPADDR -> "ip(\"::1/64\")";
                case DATETIME -> expression(Extension.DATETIME, depth - 1) + one(List.of(".toDate()", ".offset("
                        + expression(Extension.DURATION, depth - 1) + ")"));
                case DURATION -> expression(Extension.DATETIME, depth - 1) + one(List.of(".toTime()", ".durationSince("
                        + expression(Extension.DATETIME, depth - 1) + ")"));
            };
        }
        var argument = random.nextInt(mischief) == 0
                ? one(List.of("\"x\"", "1", "context.name", "\"1.23456\"", "true && true"))
                : switch (type) {
                    case DECIMAL -> "\"1.5\"";
                    case IPADDR -> "\"10.0.0.0/8\"";
                    case DATETIME -> "\"2030-01-01\"";
                    case DURATION -> "\"1d2h\"";
                };
        return (type == Extension.IPADDR ? "ip" : type.word()) + "(" + argument + ")";
    }

    /// A condition: not in parentheses.
    private String bool(int depth) {
        if (depth <= 0) {
            return one(List.of("true", "false", "principal == resource", "context has a", "1 == 1", "\"a\" == 1"));
        }
        return switch (random.nextInt(18)) {
            case 0, 1, 2, 3 -> guardedBool(depth);
            case 4 -> "(" + bool(depth - 1) + ") && (" + bool(depth - 1) + ")";
            case 5 -> "(" + bool(depth - 1) + ") || (" + bool(depth - 1) + ")";
            case 6 -> "!(" + bool(depth - 1) + ")";
            case 7, 8 -> {
                var type = anyType();
                yield expression(type, depth - 1) + one(List.of(" == ", " != ")) + expression(type, depth - 1);
            }
            case 9 -> {
                var type = one(List.of(Primitive.LONG, Extension.DATETIME, Extension.DURATION));
                yield expression(type, depth - 1) + one(List.of(" < ", " <= ", " > ", " >= ")) + expression(type, depth
                        - 1);
            }
            case 10 -> anEntity(depth) + " in " + (random.nextBoolean()
                    ? anEntity(depth)
                    : "[" + anEntity(depth) + ", " + anEntity(depth) + "]");
            case 11 -> anEntity(depth) + " is " + meant(one(RandomSchemaText.TYPES)) + (random.nextBoolean()
                    ? ""
                    : " in " + anEntity(depth));
            case 12 -> has();
            case 13 -> tags(depth);
            case 14 -> sets(depth);
            case 15 -> expression(Primitive.STRING, depth - 1) + " like \"*a\\**\"";
            case 16 -> one(List.of(
                    expression(Extension.IPADDR, depth - 1) + one(List.of(".isIpv4()", ".isLoopback()", ".isInRange("
                            + expression(Extension.IPADDR, depth - 1) + ")")),
                    expression(Extension.DECIMAL, depth - 1) + ".lessThan(" + expression(Extension.DECIMAL, depth - 1)
                            + ")"));
            default -> "action " + one(List.of("in", "==")) + " " + (random.nextBoolean()
                    ? anAction()
                    : "[" + anAction() + ", " + anAction() + "]");
        };
    }

    /// A condition that reads what it has asked for, or lets a branch do so.
    private String guardedBool(int depth) {
        var optional = readable.stream().filter(path -> !path.guards().isEmpty()).toList();
        if (optional.isEmpty()) {
            return bool(depth - 1);
        }
        var path = one(optional);
        var before = guarded;
        guarded = new HashSet<>(before);
        guarded.addAll(path.guards());
        var read = random.nextBoolean()
                ? bool(depth - 1)
                : expression(path.type(), 0) + " == " + path.text();
        guarded = before;
        var asked = String.join(" && ", path.guards());
        return switch (random.nextInt(6)) {
            case 0 -> "if " + asked + " then " + read + " else " + bool(depth - 1);
            case 1 -> "!(" + asked + ") || (" + read + ")";
            case 2 -> "(" + read + ") && " + asked;
            default -> asked + " && (" + read + ")";
        };
    }

    private String has() {
        var from = one(readable.isEmpty()
                ? List.of(new Path("principal", new Type.Entity("User"), List.of()))
                : readable);
        return random.nextInt(3) == 0
                ? from.text() + " has a." + one(List.of("b", "c.a", "a.a", "name"))
                : from.text() + " has " + name(one(RandomSchemaText.ATTRIBUTES));
    }

    private String tags(int depth) {
        var entity = anEntity(depth);
        var key = random.nextInt(4) == 0 ? expression(Primitive.STRING, 1) : "\"a\"";
        var type = anyType();
        return entity + ".hasTag(" + key + ") && " + (random.nextInt(mischief) == 0 ? "principal" : entity) + ".getTag("
                + key + ") == " + expression(type, 1);
    }

    private String sets(int depth) {
        var element = anyType();
        var set = new Type.SetOf(element);
        return switch (random.nextInt(4)) {
            case 0 -> expression(set, depth - 1) + ".contains(" + expression(element, depth - 1) + ")";
            case 1 -> expression(set, depth - 1) + ".containsAll(" + expression(set, depth - 1) + ")";
            case 2 -> expression(set, depth - 1) + ".containsAny(" + expression(set, depth - 1) + ")";
            default -> expression(set, depth - 1) + ".isEmpty()";
        };
    }

    private String anEntity(int depth) {
        var entities = readable.stream()
                .filter(path -> path.type() instanceof Type.Entity && guarded.containsAll(path.guards()))
                .toList();
        return entities.isEmpty() || random.nextInt(4) == 0
                ? expression(new Type.Entity(one(RandomSchemaText.TYPES)), depth - 1)
                : one(entities).text();
    }

    private Type anyType() {
        return readable.isEmpty() || random.nextBoolean() ? one(TYPES) : one(readable).type();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
