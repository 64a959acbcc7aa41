package dev.ambit.server.pap;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.policy.Written;
import dev.ambit.server.yaml.Fields;
import dev.ambit.server.yaml.Form;
import dev.ambit.server.yaml.Forms;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// How a value of a known type is written in YAML: as its type suggests, an entity as in Cedar, `Repo::"site"`.
public record ValueForm(Type type) implements Form<Value> {
    private static final int MOST = 10_000;

    @Override
    public Optional<Value> read(Yaml yaml, Page page) {
        return switch (type) {
            case Type.Primitive primitive -> primitive(primitive, yaml, page);
            case Type.Extension extension -> extension(extension, yaml, page);
            case Type.Entity(var name) -> entity(name, yaml, page);
            case Type.SetOf(var element) -> Forms.listOf(new ValueForm(element), MOST).read(yaml, page).map(
                    SetValue::of);
            case Type.RecordOf record -> record(record, yaml, page);
        };
    }

    private static Optional<Value> primitive(Type.Primitive type, Yaml yaml, Page page) {
        return switch (type) {
            case BOOL -> Forms.TRUTH.read(yaml, page).map(BoolValue::of);
            case LONG -> Forms.number(-999_999_999_999_999_999L, 999_999_999_999_999_999L).read(yaml, page).map(
                    LongValue::of);
            case STRING -> Forms.scalar(yaml, page, "a text").map(scalar -> StringValue.of(scalar.text()));
        };
    }

    private static Optional<Value> extension(Type.Extension type, Yaml yaml, Page page) {
        return Forms.scalar(yaml, page, "a `%s`".formatted(type)).flatMap(scalar -> {
            var value = Optional.<Value>ofNullable(switch (type) {
                case DECIMAL -> DecimalValue.parse(scalar.text());
                case IPADDR -> IpValue.parse(scalar.text());
                case DATETIME -> DatetimeValue.parse(scalar.text());
                case DURATION -> DurationValue.parse(scalar.text());
            });
            if (value.isEmpty()) {
                page.tell("bad-value", yaml, "`%s` is no `%s`".formatted(Diagnostic.cut(scalar.text()), type), "");
            }
            return value;
        });
    }

    private static Optional<Value> entity(String type, Yaml yaml, Page page) {
        return Forms.CEDAR.read(yaml, page).flatMap(at -> uid(at, page)).filter(uid -> {
            var fits = uid.type().equals(type);
            if (!fits) {
                page.tell("bad-value", yaml, "`%s` is no `%s`".formatted(uid, type), "");
            }
            return fits;
        }).map(uid -> uid);
    }

    /// The entity that is written at `at`; empty where none is, which has been told.
    public static Optional<EntityUid> uid(Passage at, Page page) {
        try {
            if (PolicyParser.parseExpression(Source.of(at.text()),
                    Limits.DEFAULT) instanceof Expr.Literal(EntityUid uid, _)) {
                return Optional.of(uid);
            }
        } catch (InvalidInput noExpression) {
            // Said below, in words for a value.
        }
        page.mistakes().accept(Diagnostic.error("not-an-entity", at.source(), at.span(), "`%s` is no entity".formatted(
                Diagnostic.cut(at.text()))).help("Write its type and its id: 'Type::\"id\"', in single quotes"));
        return Optional.empty();
    }

    private static Optional<Value> record(Type.RecordOf type, Yaml yaml, Page page) {
        var known = List.copyOf(type.attributes().keySet());
        return Fields.of(yaml, page, "the value", known).flatMap(fields -> {
            var values = new LinkedHashMap<String, Value>();
            var isWhole = true;
            for (var entry : type.attributes().entrySet()) {
                var form = new ValueForm(entry.getValue().type());
                var value = entry.getValue().required()
                        ? fields.required(entry.getKey(), form, "").map(Written::value)
                        : fields.get(entry.getKey(), form);
                value.ifPresent(found -> values.put(entry.getKey(), found));
                isWhole &= value.isPresent() || !fields.has(entry.getKey()) && !entry.getValue().required();
            }
            return isWhole ? Optional.of(RecordValue.of(values)) : Optional.empty();
        });
    }
}
