package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.json.JsonReading.field;
import static dev.ambit.cedar.json.JsonReading.shown;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.List;

/// Reads what the head of a policy says about one of `principal`, `action` and `resource`.
final class ScopeJsonReader {
    private static final Scope ANY = new Scope.Any();

    private final JsonReading reading;
    private final UidJsonReader uids;

    ScopeJsonReader(JsonReading reading) {
        this.reading = reading;
        this.uids = new UidJsonReader(reading);
    }

    Scope scope(Root variable, Json json) {
        return reading.object(json, "`%s`".formatted(variable.word())).map(object -> scope(variable, object)).orElse(
                ANY);
    }

    private Scope scope(Root variable, Json.Obj object) {
        var operator = field(object, "op").flatMap(op -> reading.string(op, "`op`")).orElse("");
        return switch (operator) {
            case "All", "all" -> {
                fields(variable, object);
                yield ANY;
            }
            case "==" -> {
                fields(variable, object, referenceField(variable, object));
                yield new Scope.Equal(reference(variable, object));
            }
            case "in" -> in(variable, object);
            case "is" -> is(variable, object);
            default -> unknown(variable, object, operator);
        };
    }

    private Scope unknown(Root variable, Json.Obj object, String operator) {
        if (object.get("op") instanceof Json.Str op) {
            var known = variable == Root.ACTION ? List.of("All", "==", "in") : List.of("All", "==", "in", "is");
            reading.misspelt("unknown-operator", op, "%s is no `op` of `%s`, which has `%s`"
                    .formatted(shown(operator), variable.word(), String.join("`, `", known)), operator, known);
        } else if (object.get("op") == null) {
            fields(variable, object);
        }
        return ANY;
    }

    private void fields(Root variable, Json.Obj object, String... others) {
        var required = new ArrayList<>(List.of("op"));
        required.addAll(List.of(others));
        reading.fields(object, "`%s`".formatted(variable.word()), required, List.of());
    }

    private static String referenceField(Root variable, Json.Obj object) {
        return variable != Root.ACTION && object.get("slot") != null ? "slot" : "entity";
    }

    private Scope in(Root variable, Json.Obj object) {
        if (variable != Root.ACTION || object.get("entities") == null) {
            fields(variable, object, referenceField(variable, object));
            return new Scope.In(reference(variable, object));
        }
        fields(variable, object, "entities");
        var entities = field(object, "entities").map(found -> reading.items(found, "`entities`")).orElse(List.of());
        return new Scope.InAny(entities.stream().map(this::action).toList(), object.span());
    }

    private Scope is(Root variable, Json.Obj object) {
        if (variable == Root.ACTION) {
            return unknown(variable, object, "is");
        }
        reading.fields(object, "`%s`".formatted(variable.word()), List.of("op", "entity_type"), List.of("in"));
        var type = field(object, "entity_type").map(uids::type).orElse("");
        var group = field(object, "in").flatMap(found -> reading.object(found, "`in`"));
        return group.<Scope>map(found -> {
            reading.fields(found, "`in`", List.of(referenceField(variable, found)), List.of());
            return new Scope.IsIn(type, object.span(), reference(variable, found));
        }).orElseGet(() -> new Scope.Is(type, object.span()));
    }

    private Scope.Reference reference(Root variable, Json.Obj object) {
        var slot = field(object, "slot");
        if (variable != Root.ACTION && slot.isPresent()) {
            return slot(variable, slot.get());
        }
        var entity = field(object, "entity");
        var uid = entity.map(found -> variable == Root.ACTION ? action(found) : uids.uid(found));
        return new Scope.Known(uid.orElse(UidJsonReader.NONE), entity.orElse(object).span());
    }

    private Scope.Reference slot(Root variable, Json slot) {
        var name = reading.string(slot, "`slot`");
        if (name.isPresent() && !name.get().equals("?" + variable.word())) {
            reading.wrong("slot", slot, "slot %s stands for `%s`".formatted(shown(name.get()), variable.word()),
                    "Did you mean `?%s`?".formatted(variable.word()));
        }
        return new Scope.Slot(variable, slot.span());
    }

    private EntityUid action(Json json) {
        var uid = uids.uid(json);
        if (!uid.isAction() && !uid.equals(UidJsonReader.NONE)) {
            reading.wrong("not-an-action", json, "%s is no action: its type is not `Action`".formatted(shown(uid
                    .toString())));
        }
        return uid;
    }
}
