package dev.ambit.server.yaml;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.function.Consumer;

/// The file that is being read, and who is told what is wrong with it.
public record Page(Source source, Consumer<Diagnostic> mistakes) {

    /// Where `yaml` stands, without the line breaks behind it.
    public Passage passage(Yaml yaml) {
        return passage(yaml.span());
    }

    Passage passage(Span span) {
        var text = source.slice(span);
        return new Passage(source, new Span(span.start(), span.start() + text.stripTrailing().length()));
    }

    /// @param help what to do about it; empty where nothing useful can be said
    public void tell(String code, Yaml place, String message, String help) {
        tell(code, passage(place).span(), message, help);
    }

    void tell(String code, Span span, String message, String help) {
        var mistake = Diagnostic.error(code, source, span, message);
        mistakes.accept(help.isEmpty() ? mistake : mistake.help(help));
    }
}
