package dev.ambit.cedar.schema;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A schema as its author wrote it: one source, in either syntax, no name looked up yet.
/// It keeps what both syntaxes can say, in the order written; comments and layout are lost. Several written schemas
/// together make one [Schema], and only then is it known what a name means.
///
/// @param namespaces each name once or more; more is a mistake the resolver reports
public record WrittenSchema(Source source, List<Namespace> namespaces) {

    public WrittenSchema {
        namespaces = List.copyOf(namespaces);
    }

    /// A piece of text that names something, and where it stands.
    ///
    /// @param text an identifier, a qualified name with its parts joined by `::`, or any string where quotes are allowed
    public record Name(String text, Span span) {
        /// The text as a message shows it, shortened where it is long.
        @Override
        public String toString() {
            return Excerpt.of(text);
        }
    }

    /// Declarations whose names are all prefixed with the same name.
    ///
    /// @param name empty for declarations outside any namespace
    public record Namespace(
            Map<String, Optional<String>> annotations, Name name, List<Declaration> declarations, Span span) {
        public Namespace {
            annotations = inOrder(annotations);
            declarations = List.copyOf(declarations);
        }
    }

    /// What a namespace consists of.
    public sealed interface Declaration {
        /// In the order written; an annotation without a value has none.
        Map<String, Optional<String>> annotations();

        /// What is declared: at least one name, all with the same meaning.
        List<Name> names();

        Span span();
    }

    /// `entity A, B in [C] { … } tags T;`
    ///
    /// @param shape a record; the JSON syntax allows the name of one, too
    public record EntityDeclaration(
            Map<String, Optional<String>> annotations,
            List<Name> names,
            List<Name> memberOf,
            WrittenType shape,
            Optional<WrittenType> tags,
            Span span) implements Declaration {
        public EntityDeclaration {
            annotations = inOrder(annotations);
            names = List.copyOf(names);
            memberOf = List.copyOf(memberOf);
        }
    }

    /// `entity A enum ["x", "y"];`
    ///
    /// @param ids at least one
    public record EnumDeclaration(Map<String, Optional<String>> annotations, List<Name> names, List<Name> ids,
            Span span)
            implements
                Declaration {
        public EnumDeclaration {
            annotations = inOrder(annotations);
            names = List.copyOf(names);
            ids = List.copyOf(ids);
        }
    }

    /// `action a, b in [c] appliesTo { … };`
    ///
    /// @param appliesTo empty where the action is only a group
    public record ActionDeclaration(
            Map<String, Optional<String>> annotations,
            List<Name> names,
            List<ActionName> memberOf,
            Optional<AppliesTo> appliesTo,
            Span span) implements Declaration {
        public ActionDeclaration {
            annotations = inOrder(annotations);
            names = List.copyOf(names);
            memberOf = List.copyOf(memberOf);
        }
    }

    /// `type A = T;`
    public record TypeDeclaration(Map<String, Optional<String>> annotations, Name name, WrittenType type, Span span)
            implements
                Declaration {
        public TypeDeclaration {
            annotations = inOrder(annotations);
        }

        @Override
        public List<Name> names() {
            return List.of(name);
        }
    }

    /// An action as a group of another one.
    ///
    /// @param type `Action` where none is written
    public record ActionName(Optional<Name> type, Name id) {
        /// Type and id together.
        public Span span() {
            return type.map(name -> name.span().to(id.span())).orElse(id.span());
        }
    }

    /// Who may ask for an action, what for, and what comes along.
    ///
    /// @param principals empty only in the JSON syntax: the action applies to nothing
    /// @param resources  like `principals`
    /// @param context    a record, or the name of one
    public record AppliesTo(List<Name> principals, List<Name> resources, WrittenType context) {
        public AppliesTo {
            principals = List.copyOf(principals);
            resources = List.copyOf(resources);
        }
    }

    /// Reads one source: in the JSON syntax if its name ends in `.json` or its text begins with a brace, otherwise in the
    /// human one.
    ///
    /// @throws InvalidInput with every mistake in the syntax
    public static WrittenSchema parse(Source source) throws InvalidInput {
        return parse(source, Limits.DEFAULT);
    }

    /// Like [#parse(Source)], within other limits.
    public static WrittenSchema parse(Source source, Limits limits) throws InvalidInput {
        var isJson = source.name().endsWith(".json") || source.text().stripLeading().startsWith("{");
        return isJson ? JsonSchemaReader.read(source, limits) : CedarSchemaReader.read(source, limits);
    }

    /// The schema in the human syntax.
    ///
    /// @throws InvalidInput where a name is declared twice, or something is said that only the JSON syntax can say: a
    ///     shape that is no record, or an entity type that a common type hides
    public String toHuman() throws InvalidInput {
        return CedarSchemaWriter.write(this, definitions());
    }

    /// The schema in the JSON syntax. Declarations are told apart by kind, and of an attribute given twice the later is
    /// kept.
    ///
    /// @throws InvalidInput where a name is declared twice
    public Json toJson() throws InvalidInput {
        definitions();
        return JsonSchemaWriter.write(this);
    }

    /// What is allowed and hardly meant: an attribute declared twice, a name that hides a type. At most a hundred.
    public List<Diagnostic> warnings() {
        return Doubts.in(this);
    }

    private Definitions definitions() throws InvalidInput {
        var mistakes = new Mistakes();
        var definitions = Definitions.of(List.of(this), mistakes);
        mistakes.refuse();
        return definitions;
    }

    private static Map<String, Optional<String>> inOrder(Map<String, Optional<String>> annotations) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    }
}
