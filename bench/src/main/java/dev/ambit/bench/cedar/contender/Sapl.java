package dev.ambit.bench.cedar.contender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ambit.bench.cedar.workload.Workload;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.ExtensionValue;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import io.sapl.api.pdp.AuthorizationSubscription;
import io.sapl.api.pdp.Decision;
import io.sapl.interpreter.DefaultSAPLInterpreter;
import io.sapl.interpreter.combinators.PolicyDocumentCombiningAlgorithm;
import io.sapl.interpreter.functions.AnnotationFunctionContext;
import io.sapl.interpreter.pip.AnnotationAttributeContext;
import io.sapl.pdp.EmbeddedPolicyDecisionPoint;
import io.sapl.pdp.config.PDPConfiguration;
import io.sapl.prp.Document;
import io.sapl.prp.PolicyRetrievalPoint;
import io.sapl.prp.PrpUpdateEvent;
import io.sapl.prp.index.canonical.CanonicalImmutableParsedDocumentIndex;
import io.sapl.prp.index.naive.NaiveImmutableParsedDocumentIndex;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/// SAPL's embedded decision point, policies and subscriptions parsed beforehand. What Cedar looks up in its entities (attributes
/// and groups) is already in the subscription here, and an address is already a number.
public final class Sapl implements Contender {
    /// How SAPL finds the policies that can apply.
    public enum Index {
        /// Tries the target of every policy. What SAPL's own factory chooses.
        NAIVE,
        /// Tries each different predicate of all targets once.
        CANONICAL
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Index index;
    private final EmbeddedPolicyDecisionPoint engine;
    private final List<AuthorizationSubscription> subscriptions;

    public Sapl(Workload workload, Index index) {
        this.index = index;
        var configuration = configuration(workload, index);
        engine = new EmbeddedPolicyDecisionPoint(() -> Flux.just(configuration));
        subscriptions = IntStream.range(0, workload.requests().size())
                .mapToObj(i -> subscription(workload.requests().get(i), workload.small().get(i)))
                .toList();
    }

    @Override
    public String name() {
        return "SAPL, " + index.name().toLowerCase(Locale.ROOT) + " index";
    }

    @Override
    public boolean allows(int index) {
        return decide(index) == Decision.PERMIT;
    }

    @Override
    public Answer answer(int index) {
        var decision = decide(index);
        if (decision == Decision.INDETERMINATE) {
            throw new IllegalStateException("SAPL cannot decide request " + index);
        }
        return new Answer(decision == Decision.PERMIT, Optional.empty());
    }

    private Decision decide(int index) {
        return Objects.requireNonNull(engine.decide(subscriptions.get(index)).blockFirst()).getDecision();
    }

    private static PDPConfiguration configuration(Workload workload, Index index) {
        var attributes = new AnnotationAttributeContext();
        var functions = new AnnotationFunctionContext();
        var canonical = new CanonicalImmutableParsedDocumentIndex(attributes, functions);
        var policies = documents(workload.sapl());
        return new PDPConfiguration(
                "bench",
                attributes,
                functions,
                Map.of(),
                PolicyDocumentCombiningAlgorithm.DENY_OVERRIDES,
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                switch (index) {
                    case NAIVE -> new NaiveImmutableParsedDocumentIndex(policies, true);
                    case CANONICAL -> canonical.apply(published(policies));
                });
    }

    private static Map<String, Document> documents(List<String> texts) {
        var parser = new DefaultSAPLInterpreter();
        return texts.stream().map(text -> document(parser, text))
                .collect(Collectors.toMap(Document::name, Function.identity()));
    }

    private static Document document(DefaultSAPLInterpreter parser, String text) {
        var document = parser.parseDocument(text);
        if (document.isInvalid()) {
            throw new IllegalStateException("SAPL does not load the policy: " + document.errorMessage() + "\n" + text);
        }
        return document;
    }

    private static PrpUpdateEvent published(Map<String, Document> policies) {
        return new PrpUpdateEvent(policies.values().stream()
                .map(document -> new PrpUpdateEvent.Update(PrpUpdateEvent.Type.PUBLISH, document))
                .toList());
    }

    private static AuthorizationSubscription subscription(Request asked, Entities near) {
        return new AuthorizationSubscription(
                described(asked.principal(), near),
                JSON.textNode(asked.action().id()),
                described(asked.resource(), near),
                json(asked.context()));
    }

    /// An entity with its attributes, and the names of all groups it is in, itself included as Cedar has it.
    private static ObjectNode described(EntityUid uid, Entities near) {
        var known = Objects.requireNonNull(near.find(uid));
        var object = object(known.entity().attributes());
        object.put("type", uid.type()).put("id", uid.id());
        var groups = object.putArray("groups").add(uid.id());
        known.ancestors().forEach(group -> groups.add(group.id()));
        return object;
    }

    private static ObjectNode object(RecordValue record) {
        var object = JSON.objectNode();
        record.attributes().forEach((name, value) -> object.set(name, json(value)));
        return object;
    }

    private static JsonNode json(Value value) {
        return switch (value) {
            case BoolValue bool -> JSON.booleanNode(bool.value());
            case LongValue(var number) -> JSON.numberNode(number);
            case StringValue(var text) -> JSON.textNode(text);
            case EntityUid uid -> JSON.textNode(uid.id());
            case SetValue set -> array(set);
            case RecordValue inner -> object(inner);
            case IpValue address -> JSON.numberNode(address.low());
            case ExtensionValue other -> JSON.textNode(other.text());
        };
    }

    private static ArrayNode array(SetValue set) {
        var array = JSON.arrayNode();
        set.members().forEach(member -> array.add(json(member)));
        return array;
    }
}
