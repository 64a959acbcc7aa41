package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.value.StringValue;

/// Types calls of the functions and methods of the extension types.
final class Calls {
    private final Inference inference;
    private final Setting setting;

    Calls(Inference inference, Setting setting) {
        this.inference = inference;
        this.setting = setting;
    }

    Answer call(Expr.Call e, Guards guards) {
        var signature = Signatures.of(e.function());
        var isComplete = e.arguments().size() == signature.takes().size();
        for (var i = 0; i < e.arguments().size(); i++) {
            var argument = e.arguments().get(i);
            var answer = inference.infer(argument, guards);
            if (isComplete) {
                inference.fit(answer, argument, signature.takes().get(i), Operators.word(e.function()));
            }
        }
        if (!isComplete) {
            setting.report(Wording.wrongArity(e));
        } else if (Signatures.isConstructor(e.function())) {
            construction(e);
        }
        return Answer.of(setting.vocabulary().infer(signature.gives()));
    }

    /// A policy has to spell out the string, so that it can be read once, and here.
    private void construction(Expr.Call e) {
        var argument = e.arguments().getFirst();
        var literal = Literals.of(argument);
        if (literal.isEmpty()) {
            setting.report(setting.wording().notWrittenOut(argument, e.function()));
        } else if (literal.get() instanceof StringValue(var text) && !Signatures.accepts(e.function(), text)) {
            setting.report(Wording.malformed(argument, text, e.function()));
        }
    }
}
