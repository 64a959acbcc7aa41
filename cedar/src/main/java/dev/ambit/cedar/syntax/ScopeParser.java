package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.text.Diagnostic.cut;

import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Token.Kind;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the head of a policy, `(principal …, action …, resource …)`.
final class ScopeParser {
    private static final Map<String, Root> VARIABLES = Map.of("principal", Root.PRINCIPAL, "action", Root.ACTION,
            "resource", Root.RESOURCE);

    private final Cursor cursor;
    private final Complaints complaints;

    ScopeParser(Cursor cursor) {
        this.cursor = cursor;
        this.complaints = cursor.complaints();
    }

    /// The constraints on principal, action and resource; where something was wrong, some of them may be missing.
    Map<Root, Scope> scope() throws Unreadable {
        var open = cursor.expect(Kind.OPEN_PARENTHESIS);
        var found = new ArrayList<Root>();
        var scopes = new EnumMap<Root, Scope>(Root.class);
        var isKnown = true;
        while (!cursor.accept(Kind.CLOSE_PARENTHESIS)) {
            var variable = variable();
            variable.ifPresent(found::add);
            isKnown &= variable.isPresent();
            var scope = constraint(variable.orElse(Root.CONTEXT));
            scopes.put(variable.orElse(Root.CONTEXT), scope);
            separator();
        }
        if (isKnown && !found.equals(List.of(Root.PRINCIPAL, Root.ACTION, Root.RESOURCE))) {
            wrongOrder(found, cursor.since(open.start()));
        }
        return scopes;
    }

    private void wrongOrder(List<Root> found, Span span) {
        complaints.add("scope", span, "the scope has `(%s)`"
                .formatted(cut(String.join(", ", found.stream().map(Root::word).toList()))),
                "A scope is `(principal, action, resource)`: these three in this order");
    }

    private Optional<Root> variable() throws Unreadable {
        if (!cursor.at(Kind.WORD)) {
            throw cursor.unexpected("`principal`, `action` or `resource`");
        }
        var word = cursor.take();
        var variable = Optional.ofNullable(VARIABLES.get(word.text()));
        if (variable.isEmpty()) {
            complaints.add("scope", word.span(), "`%s` cannot stand in a scope".formatted(cut(word.text())),
                    Spelling.didYouMean(word.text(), VARIABLES.keySet())
                            .orElse("A scope is `(principal, action, resource)`"));
        }
        return variable;
    }

    private Scope constraint(Root variable) throws Unreadable {
        if (cursor.at(Kind.COLON)) {
            throw cursor.unexpected("`,`, `==`, `in` or `is`", "A type is tested with `is`");
        }
        if (cursor.at("is")) {
            return typed(variable);
        }
        if (cursor.accept("in")) {
            return variable == Root.ACTION ? actions() : new Scope.In(reference(variable));
        }
        return switch (cursor.current().kind()) {
            case EQUAL -> equal(variable);
            case ASSIGN -> {
                complaints.add("unknown-operator", cursor.current().span(), "`=` is no operator", "Did you mean `==`?");
                yield equal(variable);
            }
            case NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> throw cursor
                    .unexpected("`,`, `==`, `in` or `is`",
                            "Other comparisons stand in a `when { … }` behind the scope");
            default -> new Scope.Any();
        };
    }

    private Scope equal(Root variable) throws Unreadable {
        cursor.take();
        return new Scope.Equal(reference(variable));
    }

    private Scope typed(Root variable) throws Unreadable {
        var is = cursor.take();
        if (variable == Root.ACTION) {
            complaints.add("scope", is.span(), "`action` cannot be tested with `is` in the scope",
                    "Name the actions: `action in [Action::\"a\", Action::\"b\"]`");
        }
        var type = Path.type(cursor);
        if (cursor.accept("in")) {
            return new Scope.IsIn(type.name(), type.span(), reference(variable));
        }
        if (cursor.at(Kind.EQUAL)) {
            throw cursor.unexpected("`,` or `in`", "An entity has one type: compare with `==` alone");
        }
        return new Scope.Is(type.name(), type.span());
    }

    private Scope actions() throws Unreadable {
        var parentheses = parentheses();
        var start = cursor.current().start();
        if (!cursor.accept(Kind.OPEN_BRACKET)) {
            var action = entityOrSlot(Root.ACTION);
            close(parentheses);
            return new Scope.In(action);
        }
        var actions = new ArrayList<EntityUid>();
        while (!cursor.accept(Kind.CLOSE_BRACKET)) {
            if (reference(Root.ACTION) instanceof Scope.Known known) {
                actions.add(known.uid());
            }
            if (!cursor.accept(Kind.COMMA) && !cursor.at(Kind.CLOSE_BRACKET)) {
                throw cursor.unexpected("`,` or `]`");
            }
        }
        var span = cursor.since(start);
        close(parentheses);
        return new Scope.InAny(actions, span);
    }

    private Scope.Reference reference(Root variable) throws Unreadable {
        var parentheses = parentheses();
        var reference = entityOrSlot(variable);
        close(parentheses);
        return reference;
    }

    private int parentheses() {
        var count = 0;
        while (cursor.accept(Kind.OPEN_PARENTHESIS)) {
            count++;
        }
        return count;
    }

    private void close(int parentheses) throws Unreadable {
        for (var i = 0; i < parentheses; i++) {
            cursor.expect(Kind.CLOSE_PARENTHESIS);
        }
    }

    private Scope.Reference entityOrSlot(Root variable) throws Unreadable {
        var wanted = variable == Root.ACTION ? "an action" : "an entity";
        return switch (cursor.current().kind()) {
            case WORD -> entity(variable);
            case SLOT -> slot(variable, cursor.take());
            case STRING -> throw cursor.unexpected(wanted, "The type stands before the id: `Type::%s`"
                    .formatted(cut(cursor.source().slice(cursor.current().span()))));
            case OPEN_BRACKET -> throw cursor.unexpected(wanted, variable == Root.ACTION
                    ? "Several actions are named with `in`"
                    : "Only `action in` takes several; of others write one policy each, or a `when { … || … }`");
            default -> throw cursor.unexpected(wanted);
        };
    }

    private Scope.Reference entity(Root variable) throws Unreadable {
        var path = Path.read(cursor);
        if (cursor.at(Kind.COLON) || cursor.at(Kind.DOT)) {
            throw cursor.unexpected("`::`", "Two colons stand between the parts of a name");
        }
        var entity = path.entity().orElse(EntityUid.of(path.name(), ""));
        if (path.id().isEmpty()) {
            complaints.add("not-an-entity", path.span(), "`%s` is no entity".formatted(cut(path.name())),
                    "An entity has an id: `%s::\"…\"`; a type is tested with `is`".formatted(cut(path.name())));
        } else if (variable == Root.ACTION && !entity.isAction()) {
            complaints.add("not-an-action", path.span(), "`%s` is no action: its type is not `Action`".formatted(
                    cut(entity.toString())));
        }
        return new Scope.Known(entity, path.span());
    }

    private Scope.Reference slot(Root variable, Token slot) {
        if (variable == Root.ACTION) {
            complaints.add("slot", slot.span(), "slot `%s` stands for an action".formatted(cut(slot.text())),
                    "Only `principal` and `resource` can be left open in a template");
        } else if (!slot.text().equals("?" + variable.word())) {
            complaints.add("slot", slot.span(), "slot `%s` stands for `%s`".formatted(cut(slot.text()), variable
                    .word()),
                    "Did you mean `?%s`?".formatted(variable.word()));
        }
        return new Scope.Slot(variable, slot.span());
    }

    private void separator() throws Unreadable {
        if (!cursor.accept(Kind.COMMA) && !cursor.at(Kind.CLOSE_PARENTHESIS)) {
            throw cursor.unexpected("`,` or `)`", againstMore());
        }
    }

    private String againstMore() {
        return switch (cursor.current().kind()) {
            case AND, OR ->
                "The scope has one constraint for each variable; more of them stand in a `when { … }` behind it";
            case WORD -> cursor.at("is") ? "The type comes first: `is Type in group`" : "";
            case DOT -> "An attribute is tested in a `when { … }` behind the scope";
            default -> "";
        };
    }
}
