package dev.ambit.server.approval;

import dev.ambit.cedar.value.StringValue;
import dev.ambit.core.govern.Approvers;
import dev.ambit.core.grant.ApprovalRequest;
import dev.ambit.core.state.State;
import java.util.List;
import java.util.stream.Stream;

/// Where those can be reached who may answer.
///
/// @param attribute of a person's entity, which holds the address
record Recipients(String attribute) {
    /// Most who are told of one request.
    static final int MOST = 50;

    /// The addresses of those who are asked, each once, in order.
    List<String> of(State state, ApprovalRequest request) {
        return state.release().entities().all().stream()
                .filter(entity -> Approvers.includes(state, request, entity.uid()))
                .flatMap(entity -> Stream.ofNullable(entity.attributes().get(attribute)))
                .filter(StringValue.class::isInstance)
                .map(text -> ((StringValue) text).value())
                .filter(address -> address.length() <= 254 && address.chars().noneMatch(Character::isISOControl))
                .distinct()
                .sorted()
                .limit(MOST)
                .toList();
    }
}
