package dev.ambit.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse.AuthorizationError;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.LinkValue;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.DateTime;
import com.cedarpolicy.value.Decimal;
import com.cedarpolicy.value.Duration;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.IpAddress;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicyPrinter;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.syntax.TemplateLink;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The official engine, asked in our terms: policies cross as text, everything else as its own values.
final class Official {
    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
    private final com.cedarpolicy.model.policy.PolicySet policies;

    /// An answer without its words: what was decided, by which policies, and which failed.
    record Answer(boolean allowed, Set<String> determining, Set<String> failed) {}

    Official(PolicySet policies) {
        this.policies = new com.cedarpolicy.model.policy.PolicySet(
                translated(policies.policies().values()),
                translated(policies.templates().values()),
                policies.links().values().stream().map(Official::link).toList());
    }

    Answer decide(Request request, Entities entities) {
        var asked = new AuthorizationRequest(
                uid(request.principal()), uid(request.action()), uid(request.resource()), map(request.context()));
        try {
            var response = engine.isAuthorized(asked, policies, entities.all().stream().map(Official::entity).collect(
                    Collectors.toSet()));
            var answer = response.success.orElseThrow(() -> new AssertionError(response.toString()));
            return new Answer(answer.isAllowed(), new TreeSet<>(answer.getReason()), answer.getErrors().stream().map(
                    AuthorizationError::getPolicyId).collect(Collectors.toCollection(TreeSet::new)));
        } catch (AuthException refused) {
            throw new AssertionError(refused);
        }
    }

    private static Set<com.cedarpolicy.model.policy.Policy> translated(Collection<Policy> policies) {
        return policies.stream()
                .map(policy -> new com.cedarpolicy.model.policy.Policy(PolicyPrinter.print(policy), policy.id()))
                .collect(Collectors.toSet());
    }

    private static com.cedarpolicy.model.policy.TemplateLink link(TemplateLink link) {
        var values = link.values().entrySet().stream()
                .map(slot -> new LinkValue("?" + slot.getKey().word(), uid(slot.getValue())))
                .toList();
        return new com.cedarpolicy.model.policy.TemplateLink(link.template(), link.id(), values);
    }

    private static com.cedarpolicy.model.entity.Entity entity(Entity entity) {
        return new com.cedarpolicy.model.entity.Entity(uid(entity.uid()), map(entity.attributes()),
                entity.parents().stream().map(Official::uid).collect(Collectors.toSet()), map(entity.tags()));
    }

    private static Map<String, com.cedarpolicy.value.Value> map(RecordValue record) {
        return record.attributes().entrySet().stream().collect(
                Collectors.toMap(Map.Entry::getKey, attribute -> value(attribute.getValue())));
    }

    private static com.cedarpolicy.value.Value value(Value value) {
        return switch (value) {
            case BoolValue bool -> new PrimBool(bool.value());
            case LongValue(var number) -> new PrimLong(number);
            case StringValue(var text) -> new PrimString(text);
            case EntityUid uid -> uid(uid);
            case SetValue set -> new CedarList(set.members().stream().map(Official::value).toList());
            case RecordValue record -> new CedarMap(map(record));
            case DecimalValue decimal -> new Decimal(decimal.text());
            case IpValue ip -> new IpAddress(ip.text());
            case DatetimeValue datetime -> new DateTime(datetime.text());
            case DurationValue duration -> new Duration(duration.text());
        };
    }

    private static EntityUID uid(EntityUid uid) {
        return EntityTypeName.parse(uid.type()).orElseThrow().of(uid.id());
    }
}
