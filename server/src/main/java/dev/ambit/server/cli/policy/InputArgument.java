package dev.ambit.server.cli.policy;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.validate.SchemaPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Reads an input as a policy writes it: `context.signals.risk`.
final class InputArgument {
    private InputArgument() {}

    /// @throws InvalidInput where `text` is no path of attributes, or leads nowhere in every kind of request
    static InputPath read(String text, Schema schema) throws InvalidInput {
        var source = new Source("--input", text);
        var path = parsed(source);
        var answers = Environment.allOf(schema).stream()
                .map(environment -> new SchemaPaths(schema).typeOf(path.root(), names(path), environment))
                .toList();
        if (answers.stream().noneMatch(SchemaPaths.Found.class::isInstance)) {
            throw nowhere(source, path, schema, answers);
        }
        return path;
    }

    private static InputPath parsed(Source source) throws InvalidInput {
        var names = new ArrayList<String>();
        var expr = PolicyParser.parseExpression(source, Limits.DEFAULT);
        while (expr instanceof Expr.Attribute(var of, var name, _)) {
            names.addFirst(name);
            expr = of;
        }
        if (expr instanceof Expr.Variable(var root, _) && !names.isEmpty()) {
            return InputPath.of(root, names.toArray(String[]::new));
        }
        throw wrong("not-an-input", source, "`%s` is no input".formatted(source.text()),
                "An input is a path of attributes: `context.signals.risk`");
    }

    private static List<String> names(InputPath path) {
        return path.steps().stream().map(InputPath.Step::name).toList();
    }

    /// Names the attribute that was probably meant, or else what there is in its place, where the path leads furthest.
    private static InvalidInput nowhere(Source source, InputPath path, Schema schema,
            List<SchemaPaths.Answer> answers) {
        var known = new TreeSet<String>();
        var furthest = -1;
        for (var answer : answers) {
            if (answer instanceof SchemaPaths.Unknown(var index, _, var on, _) && index >= furthest) {
                if (index > furthest) {
                    known.clear();
                }
                furthest = index;
                known.addAll(new SchemaPaths(schema).attributes(on).keySet());
            }
        }
        var unknown = path.steps().get(Math.max(furthest, 0)).name();
        var there = known.isEmpty()
                ? Optional.<String>empty()
                : Optional.of("There are: " + String.join(", ", known));
        return wrong("unknown-attribute", source, "no request has `%s`: the schema does not know `%s`"
                .formatted(path, unknown), Spelling.didYouMean(unknown, known).or(() -> there).orElse(""));
    }

    private static InvalidInput wrong(String code, Source source, String message, String help) {
        return new InvalidInput(Diagnostic.error(code, source, new Span(0, source.text().length()), message).help(
                help));
    }
}
