package dev.ambit.server.yaml;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.Event.ID;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/// Reads one YAML document. What YAML has for machines, and what a reader may overlook, is refused: anchors, aliases,
/// tags, a key that stands twice, keys that are no text, a second document.
///
/// The library only cuts the text into events; the tree is built here, so that what is bounded here is all there is. Time
/// is proportional to the length of the text.
public final class YamlReader {
    /// Longest document, in UTF-16 units.
    public static final int LARGEST = 1 << 20;
    /// How deep mappings and sequences may be nested.
    public static final int DEEPEST = 32;
    /// Most keys, values, mappings and sequences of one document.
    public static final int MOST_PARTS = 200_000;

    private static final Yaml NOTHING = new Yaml.Scalar("", Yaml.Style.PLAIN, Optional.empty(), Span.NONE);

    private final Source source;
    private final Places places;
    private final Mistakes mistakes = new Mistakes();
    private final Iterator<Event> events;
    private int parts;

    private YamlReader(Source source) {
        this.source = source;
        this.places = new Places(source.text());
        this.events = new Parse(LoadSettings.builder().setCodePointLimit(LARGEST).build())
                .parseString(source.text()).iterator();
    }

    /// The document in `source`; a scalar that is nothing where there is none.
    ///
    /// @throws InvalidInput with the mistakes found up to the first place that cannot be read over
    public static Yaml read(Source source) throws InvalidInput {
        if (source.text().length() > LARGEST) {
            throw new InvalidInput(Diagnostic.error("file-too-large", source, Span.NONE,
                    "the file has %,d characters, the limit is %,d".formatted(source.text().length(), LARGEST))
                    .help("Split it: every file of its directory is read"));
        }
        return new YamlReader(source).document();
    }

    private Yaml document() throws InvalidInput {
        var root = Optional.<Yaml>empty();
        try {
            for (var event = next(); event.getEventId() != ID.StreamEnd; event = next()) {
                if (event instanceof NodeEvent node) {
                    root = Optional.of(root.isEmpty() ? part(node, 0) : second(node));
                }
            }
        } catch (Unreadable told) {
            // What was found so far, and what made it unreadable, is told below.
        }
        mistakes.refuse();
        return root.orElse(NOTHING);
    }

    private Yaml second(NodeEvent node) throws Unreadable {
        throw unreadable("second-document", span(node), "a second document begins here",
                "A file holds one document: remove the `---`, or write two files");
    }

    /// The library's one way to say that a text is not YAML is to throw; for a few texts it throws what it does not mean to.
    private Event next() throws Unreadable {
        try {
            return events.next();
        } catch (MarkedYamlEngineException marked) {
            var at = marked.getProblemMark().map(mark -> places.at(mark.getIndex())).orElse(0);
            throw unreadable(new Span(at, at), marked.getProblem());
        } catch (ReaderException strange) {
            var at = places.at(strange.getPosition());
            throw unreadable(new Span(at, Math.min(at + 1, source.text().length())), "`U+%04X` cannot stand in it"
                    .formatted(strange.getCodePoint()));
        } catch (RuntimeException failed) {
            throw unreadable(Span.NONE, String.valueOf(failed.getMessage()));
        }
    }

    private Unreadable unreadable(Span span, String why) {
        return unreadable("not-yaml", span, "the file is not YAML: %s".formatted(why.replace("\n", " ")), "");
    }

    private Unreadable unreadable(String code, Span span, String message, String help) {
        tell(code, span, message, help);
        return new Unreadable();
    }

    private void tell(String code, Span span, String message, String help) {
        var mistake = Diagnostic.error(code, source, span, message);
        mistakes.add(help.isEmpty() ? mistake : mistake.help(help));
    }

    private Yaml part(NodeEvent event, int depth) throws Unreadable {
        if (++parts > MOST_PARTS) {
            throw unreadable("too-many-parts", span(event), "the file has more than %,d parts".formatted(MOST_PARTS),
                    "Split it: every file of its directory is read");
        }
        if (depth > DEEPEST) {
            throw unreadable("too-deep", span(event), "what stands here is nested deeper than %d levels"
                    .formatted(DEEPEST), "");
        }
        refuseMachinery(event);
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case CollectionStartEvent start when start.getEventId() == ID.MappingStart -> mapping(start, depth);
            case CollectionStartEvent start -> sequence(start, depth);
            default -> NOTHING;
        };
    }

    private void refuseMachinery(NodeEvent event) {
        if (event instanceof AliasEvent) {
            tell("alias", span(event), "an alias stands here", "Write out what it stands for");
        } else if (event.getAnchor().isPresent()) {
            tell("anchor", span(event), "anchor `&%s` stands here".formatted(event.getAnchor().get()),
                    "Remove it: there are no aliases");
        }
        var tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent start -> start.getTag();
            default -> Optional.<String>empty();
        };
        tag.ifPresent(name -> tell("tag", span(event), "tag `%s` stands here".formatted(name),
                "Remove it, or quote a text that begins with `!`: what a value is follows from its key"));
    }

    private Yaml.Scalar scalar(ScalarEvent event) {
        var span = span(event);
        var style = style(event.getScalarStyle());
        return new Yaml.Scalar(event.getValue(), style, verbatim(event, span), span);
    }

    private static Yaml.Style style(ScalarStyle style) {
        return switch (style) {
            case PLAIN, JSON_SCALAR_STYLE -> Yaml.Style.PLAIN;
            case SINGLE_QUOTED, DOUBLE_QUOTED -> Yaml.Style.QUOTED;
            case LITERAL, FOLDED -> Yaml.Style.BLOCK;
        };
    }

    private Optional<Span> verbatim(ScalarEvent event, Span span) {
        return switch (event.getScalarStyle()) {
            case LITERAL -> Optional.of(behindHead(span));
            case SINGLE_QUOTED, DOUBLE_QUOTED -> asIs(event, new Span(span.start() + 1, Math.max(span.start() + 1, span
                    .end() - 1)));
            case PLAIN, JSON_SCALAR_STYLE -> asIs(event, span);
            case FOLDED -> Optional.empty();
        };
    }

    private Optional<Span> asIs(ScalarEvent event, Span inner) {
        return source.slice(inner).equals(event.getValue()) ? Optional.of(inner) : Optional.empty();
    }

    /// The lines of a block, without the `|` before them and the empty lines at their end.
    private Span behindHead(Span block) {
        var text = source.slice(block);
        var head = text.indexOf('\n') + 1;
        var start = block.start() + (head == 0 ? text.length() : head);
        return new Span(start, Math.max(start, block.start() + text.stripTrailing().length()));
    }

    private Yaml mapping(CollectionStartEvent start, int depth) throws Unreadable {
        var entries = new ArrayList<Yaml.Entry>();
        var seen = new HashMap<String, Yaml.Scalar>();
        for (var event = next(); event.getEventId() != ID.MappingEnd; event = next()) {
            var key = part((NodeEvent) event, depth + 1);
            var value = part((NodeEvent) next(), depth + 1);
            if (key instanceof Yaml.Scalar name && !name.text().isEmpty()) {
                if (isNew(name, seen)) {
                    entries.add(new Yaml.Entry(name, value));
                }
            } else {
                tell("bad-key", key.span(), "%s stands where a key must".formatted(key.kind()), "");
            }
        }
        var all = new ArrayList<Yaml>();
        entries.forEach(entry -> {
            all.add(entry.key());
            all.add(entry.value());
        });
        return new Yaml.Mapping(entries, span(start, all));
    }

    private boolean isNew(Yaml.Scalar key, Map<String, Yaml.Scalar> seen) {
        var before = seen.putIfAbsent(key.text(), key);
        if (before != null) {
            tell("duplicate-key", key.span(), "key `%s` stands here a second time".formatted(Diagnostic.cut(key
                    .text())), "Its first place is line %d".formatted(source.line(before.span().start())));
        }
        return before == null;
    }

    private Yaml sequence(CollectionStartEvent start, int depth) throws Unreadable {
        var items = new ArrayList<Yaml>();
        for (var event = next(); event.getEventId() != ID.SequenceEnd; event = next()) {
            items.add(part((NodeEvent) event, depth + 1));
        }
        return new Yaml.Sequence(items, span(start, items));
    }

    private Span span(Event event) {
        var start = event.getStartMark().map(mark -> places.at(mark.getIndex())).orElse(0);
        var end = event.getEndMark().map(mark -> places.at(mark.getIndex())).orElse(start);
        return new Span(start, Math.max(start, end));
    }

    private Span span(CollectionStartEvent start, List<Yaml> parts) {
        var begin = span(start);
        return parts.isEmpty() ? begin : begin.to(parts.getLast().span());
    }

    /// Reading stops here; why has been told.
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super(null, null, false, false);
        }
    }
}
