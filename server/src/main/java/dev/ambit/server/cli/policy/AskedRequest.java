package dev.ambit.server.cli.policy;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.exchange.ContextJson;
import dev.ambit.cedar.partial.Knowledge;
import dev.ambit.cedar.permission.ScopeQuestion;
import dev.ambit.cedar.permission.Target;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A request, or a question for a scope, while it is put together from what a person typed, and held to the schema: everything wrong with it is told
/// at once, each with the entity that was probably meant.
final class AskedRequest {
    private final Schema schema;
    private final Entities entities;
    private final List<Diagnostic> mistakes = new ArrayList<>();
    private Optional<Named> principal = Optional.empty();
    private Optional<Named> action = Optional.empty();
    private Optional<Named> resource = Optional.empty();

    /// An entity, and where its name was written.
    private record Named(EntityUid uid, Source source) {}

    AskedRequest(Schema schema, Entities entities) {
        this.schema = schema;
        this.entities = entities;
    }

    void principal(Source source) {
        principal = named(source, entities.names());
    }

    void action(Source source) {
        action = named(source, schema.actions().keySet());
    }

    void resource(Source source) {
        resource = named(source, entities.names());
    }

    /// The request with this context.
    ///
    /// @throws InvalidInput with everything that is wrong with the request
    Request request(Source context) throws InvalidInput {
        var declared = action.flatMap(this::declared);
        declared.ifPresent(known -> {
            principal.ifPresent(asking -> fit(asking, "principal", known, known.principals()));
            resource.ifPresent(asked -> fit(asked, "resource", known, known.resources()));
        });
        var values = context(context, declared.map(Schema.Action::uid));
        refuse();
        return new Request(principal.orElseThrow().uid(), action.orElseThrow().uid(), resource.orElseThrow().uid(),
                values);
    }

    /// The question for everything that the principal may do: for the action, if there is one; in the resource, if there
    /// is one.
    ///
    /// @param context where it is known; it is read as that of the first action in question
    /// @throws InvalidInput with everything that is wrong with the question
    ScopeQuestion scope(Optional<Source> context) throws InvalidInput {
        var declared = action.flatMap(this::declared).map(Schema.Action::uid);
        var targets = principal.map(asking -> targets(asking, declared)).orElse(List.of());
        var values = context.map(source -> context(source, targets.stream().findFirst().map(Target::action)));
        refuse();
        var all = ScopeQuestion.of(principal.orElseThrow().uid(), entities, schema).about(targets);
        var narrowed = resource.map(group -> all.within(group.uid())).orElse(all);
        return values.map(known -> narrowed.given(new Knowledge.Exactly(known))).orElse(narrowed);
    }

    private List<Target> targets(Named asking, Optional<EntityUid> wanted) {
        var all = Target.of(schema, asking.uid().type());
        if (all.isEmpty()) {
            var types = schema.actions().values().stream().flatMap(each -> each.principals().stream()).distinct()
                    .sorted().toList();
            mistake("wrong-principal", asking.source(), "no action has a principal of type `%s`"
                    .formatted(asking.uid().type()), Spelling.didYouMean(asking.uid().type(), types)
                            .orElse("There are: " + list(types)));
        }
        return all.stream()
                .filter(target -> wanted.isEmpty() || target.action().equals(wanted.get()))
                .filter(target -> resource.isEmpty() || schema.mayBeIn(target.resourceType(), resource.get().uid()
                        .type()))
                .toList();
    }

    private RecordValue context(Source source, Optional<EntityUid> of) {
        try {
            return of.isPresent() ? ContextJson.read(source, schema, of.get()) : ContextJson.read(source);
        } catch (InvalidInput input) {
            mistakes.addAll(input.diagnostics());
            return RecordValue.EMPTY;
        }
    }

    private void refuse() throws InvalidInput {
        if (!mistakes.isEmpty()) {
            throw new InvalidInput(mistakes);
        }
    }

    private Optional<Named> named(Source source, Collection<EntityUid> known) {
        try {
            if (PolicyParser.parseExpression(source, Limits.DEFAULT) instanceof Expr.Literal(EntityUid uid, _)) {
                return Optional.of(new Named(uid, source));
            }
        } catch (InvalidInput noExpression) {
            // Said below, in words for a command line.
        }
        var text = source.text();
        var meant = known.stream().filter(uid -> text.equals(uid.id()) || text.equals(uid.type() + "::" + uid.id()))
                .findFirst();
        mistake("not-an-entity", source, "`%s` is no entity".formatted(text), meant
                .map(uid -> "Did you mean %s '%s'?".formatted(source.name(), uid))
                .orElse("Write its type and its id, in single quotes for the shell: %s 'Type::\"id\"'"
                        .formatted(source.name())));
        return Optional.empty();
    }

    private Optional<Schema.Action> declared(Named name) {
        var found = schema.action(name.uid());
        if (found.isEmpty()) {
            mistake("unknown-action", name.source(), "action `%s` is not in the schema".formatted(name.uid()),
                    Spelling.didYouMean(name.uid().toString(), names(schema.actions().keySet()))
                            .orElse("Its actions: " + list(names(schema.actions().keySet()))));
        } else if (found.get().principals().isEmpty() || found.get().resources().isEmpty()) {
            mistake("action-group", name.source(), "action `%s` is only a group of actions".formatted(name.uid()),
                    "Ask for one of those in it: " + list(members(name.uid())));
            return Optional.empty();
        }
        return found;
    }

    private void fit(Named name, String role, Schema.Action action, Set<String> types) {
        var type = name.uid().type();
        if (!types.contains(type)) {
            mistake("wrong-" + role, name.source(), "action `%s` has no %s of type `%s`".formatted(action.uid(), role,
                    type), Spelling.didYouMean(type, types).orElse("It has: " + list(new TreeSet<>(types))));
            return;
        }
        schema.entityType(type).flatMap(Schema.EntityType::enumerated).filter(ids -> !ids.contains(name.uid().id()))
                .ifPresent(ids -> mistake("unknown-id", name.source(), "`%s` is not among the entities of type `%s`"
                        .formatted(name.uid(), type), Spelling.didYouMean(name.uid().id(), ids)
                                .orElse("They are: " + list(new TreeSet<>(ids)))));
    }

    private Collection<String> members(EntityUid group) {
        return names(schema.actions().keySet().stream().filter(each -> schema.ancestors(each).contains(group))
                .toList());
    }

    private static List<String> names(Collection<EntityUid> entities) {
        return entities.stream().map(EntityUid::toString).toList();
    }

    private static String list(Collection<String> names) {
        return String.join(", ", names.stream().map("`%s`"::formatted).toList());
    }

    private void mistake(String code, Source source, String message, String help) {
        mistakes.add(Diagnostic.error(code, source, new Span(0, source.text().length()), message).help(help));
    }
}
