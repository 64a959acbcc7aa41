package dev.ambit.server.pip.mapping;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Span;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Optional;

/// One compiled expression. Thread-safe.
final class Expression {
    /// Longest text, in characters.
    private static final int LONGEST = 10_000;
    /// Most steps of all lists that one evaluation goes through.
    private static final int MOST_STEPS = 10_000;
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .comprehensionMaxIterations(MOST_STEPS)
            .maxRegexProgramSize(1_000)
            .build();

    private final Passage at;
    private final CelRuntime.Program program;

    private Expression(Passage at, CelRuntime.Program program) {
        this.at = at;
        this.program = program;
    }

    /// Compiles expressions. Made once and only where there is a mapping, since the library takes a while to begin.
    static final class Compiler {
        private final CelRuntime runtime = CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();
        private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("payload", SimpleType.DYN)
                .addVar("item", SimpleType.DYN)
                .addVar("received", SimpleType.TIMESTAMP)
                .build();
        private final Findings findings;

        Compiler(Findings findings) {
            this.findings = findings;
        }

        /// The expression that `at` says; empty where it is none, which has been told.
        ///
        /// @param wanted the type of its value; [SimpleType#DYN] for any
        Optional<Expression> compile(Passage at, CelType wanted) {
            try {
                var tree = compiler.compile(at.text()).getAst();
                check(tree, at, wanted);
                return Optional.of(new Expression(at, runtime.createProgram(tree)));
            } catch (CelValidationException wrong) {
                wrong.getErrors().forEach(issue -> findings.add(Diagnostic.error("bad-expression", at.source(), place(
                        at,
                        issue.getSourceLocation().getLine(), issue.getSourceLocation().getColumn()), issue
                                .getMessage())));
            } catch (CelEvaluationException wrong) {
                findings.add(Diagnostic.error("bad-expression", at.source(), at.span(), String.valueOf(wrong
                        .getMessage())));
            }
            return Optional.empty();
        }

        private void check(CelAbstractSyntaxTree tree, Passage at, CelType wanted) {
            var found = tree.getResultType();
            if (!wanted.equals(SimpleType.DYN) && !found.equals(SimpleType.DYN) && !wanted.isAssignableFrom(found)) {
                findings.add(Diagnostic.error("wrong-type", at.source(), at.span(),
                        "a %s has to stand here, and this is a %s"
                                .formatted(wanted.name(), found.name())));
            }
        }

        /// Where a mistake stands: the first character of the passage is line 1, column 0.
        private static Span place(Passage at, int line, int column) {
            var text = at.text();
            var offset = 0;
            for (var i = 1; i < line && text.indexOf('\n', offset) >= 0; i++) {
                offset = text.indexOf('\n', offset) + 1;
            }
            var start = Math.min(at.span().end(), at.span().start() + offset + Math.max(0, column));
            return new Span(start, Math.min(at.span().end(), start + 1));
        }
    }

    /// Its value.
    ///
    /// @throws Rejected where it has none, as where something is read that is not there
    Object of(Map<String, Object> variables) throws Rejected {
        try {
            return program.eval(variables);
        } catch (CelEvaluationException failed) {
            throw new Rejected(Reason.MAPPING_FAILED, "`%s`: %s".formatted(Diagnostic.cut(at.text()), failed
                    .getMessage()));
        }
    }

    Passage at() {
        return at;
    }
}
