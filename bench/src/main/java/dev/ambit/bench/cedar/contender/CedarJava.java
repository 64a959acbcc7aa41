package dev.ambit.bench.cedar.contender;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.IpAddress;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import dev.ambit.bench.cedar.workload.Workload;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.ExtensionValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The official binding to the official engine, its policies parsed beforehand on the native side. Entities and context
/// cross as JSON with each request, so it is handed only the entities around the request. It gets no schema: with one it
/// does more.
public final class CedarJava implements Contender {
    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
    private final PolicySet policies;
    private final List<AuthorizationRequest> requests;
    private final List<Set<Entity>> entities;

    public CedarJava(Workload workload) {
        try {
            policies = PolicySet.parsePolicies(workload.cedar());
            policies.cache();
        } catch (AuthException | CacheException refused) {
            throw new IllegalStateException("the official engine does not load the workload", refused);
        }
        requests = workload.requests().stream().map(CedarJava::request).toList();
        entities = workload.small().stream().map(CedarJava::entities).toList();
    }

    @Override
    public String name() {
        return "cedar-java";
    }

    @Override
    public boolean allows(int index) {
        return decide(index).isAllowed();
    }

    @Override
    public Answer answer(int index) {
        var response = decide(index);
        var failed = response.getErrors().stream().map(AuthorizationSuccessResponse.AuthorizationError::getPolicyId);
        var why = new Answer.Why(Set.copyOf(response.getReason()), failed.collect(Collectors.toSet()));
        return new Answer(response.isAllowed(), Optional.of(why));
    }

    private AuthorizationSuccessResponse decide(int index) {
        try {
            var response = engine.isAuthorized(requests.get(index), policies, entities.get(index));
            return response.success.orElseThrow(() -> new IllegalStateException(response.toString()));
        } catch (AuthException failed) {
            throw new IllegalStateException("the official engine fails on request " + index, failed);
        }
    }

    private static AuthorizationRequest request(Request asked) {
        return new AuthorizationRequest(
                uid(asked.principal()), uid(asked.action()), uid(asked.resource()), map(asked.context()));
    }

    private static Set<Entity> entities(Entities near) {
        return near.all().stream()
                .map(entity -> new Entity(
                        uid(entity.uid()),
                        map(entity.attributes()),
                        entity.parents().stream().map(CedarJava::uid).collect(Collectors.toSet())))
                .collect(Collectors.toSet());
    }

    private static Map<String, com.cedarpolicy.value.Value> map(RecordValue record) {
        return record.attributes().entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey, entry -> value(entry.getValue()), (a, _) -> a, TreeMap::new));
    }

    private static com.cedarpolicy.value.Value value(Value value) {
        return switch (value) {
            case BoolValue bool -> new PrimBool(bool.value());
            case LongValue(var number) -> new PrimLong(number);
            case StringValue(var text) -> new PrimString(text);
            case EntityUid uid -> uid(uid);
            case SetValue set -> new CedarList(set.members().stream().map(CedarJava::value).toList());
            case RecordValue inner -> new CedarMap(map(inner));
            case ExtensionValue address -> new IpAddress(address.text());
        };
    }

    private static EntityUID uid(EntityUid uid) {
        return EntityTypeName.parse(uid.type()).orElseThrow().of(uid.id());
    }
}
