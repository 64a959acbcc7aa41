package dev.ambit.core.policy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.WrittenSchema;
import dev.ambit.cedar.schema.WrittenSchema.ActionDeclaration;
import dev.ambit.cedar.schema.WrittenSchema.AppliesTo;
import dev.ambit.cedar.schema.WrittenSchema.Declaration;
import dev.ambit.cedar.schema.WrittenSchema.TypeDeclaration;
import dev.ambit.cedar.schema.WrittenType;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Refuses contexts that nobody would fill: of what a policy sees there, `request` comes from the enforcement point, and
/// `task` and `signals` from Ambit, which also says what they hold.
final class ForeignContext {
    /// What an enforcement point knows of a request, as an organisation's schema declares it.
    static final String REQUEST = "request";

    private ForeignContext() {}

    static void check(Schema schema, List<Source> sources, Findings findings) {
        var foreign = new TreeSet<String>();
        schema.actions().values().forEach(action -> foreign.addAll(action.context().attributes().keySet()));
        foreign.remove(REQUEST);
        for (var name : foreign) {
            var place = place(sources, name);
            findings.add(Diagnostic.error("foreign-context", place.source(), place.span(), isOurs(name)
                    ? "`context.%s` is not the schema's to declare".formatted(name)
                    : "nobody would fill `context.%s`".formatted(name)).help(isOurs(name)
                            ? "Remove it: it follows from the signals and from the inputs of a profile"
                            : "What the enforcement point knows stands in `request`; what else is so, in `signals.yaml`"));
        }
    }

    private static boolean isOurs(String name) {
        return name.equals(ContextSchema.TASK) || name.equals(ContextSchema.SIGNALS);
    }

    private record Place(Source source, Span span) {}

    /// Where an attribute `name` is declared that may be one of a context.
    private static Place place(List<Source> sources, String name) {
        return sources.stream()
                .flatMap(source -> attributes(source).filter(attribute -> attribute.name().text().equals(name)).map(
                        attribute -> new Place(source, attribute.name().span())))
                .findFirst()
                .orElse(new Place(sources.getFirst(), Span.NONE));
    }

    private static Stream<WrittenType.Attribute> attributes(Source source) {
        try {
            return WrittenSchema.parse(source).namespaces().stream()
                    .flatMap(namespace -> namespace.declarations().stream())
                    .flatMap(declaration -> type(declaration).stream())
                    .flatMap(type -> type instanceof WrittenType.RecordOf(var attributes, _)
                            ? attributes.stream()
                            : Stream.empty());
        } catch (InvalidInput unreadable) {
            // It was read before, whole, or there would be no schema.
            throw new IllegalStateException(unreadable);
        }
    }

    private static Optional<WrittenType> type(Declaration declaration) {
        return switch (declaration) {
            case ActionDeclaration action -> action.appliesTo().map(AppliesTo::context);
            case TypeDeclaration common -> Optional.of(common.type());
            case WrittenSchema.EntityDeclaration _,WrittenSchema.EnumDeclaration _ -> Optional.empty();
        };
    }
}
