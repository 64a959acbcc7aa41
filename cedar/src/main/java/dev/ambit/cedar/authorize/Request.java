package dev.ambit.cedar.authorize;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;

/// The question: may `principal` do `action` on `resource`, given `context`?
public record Request(EntityUid principal, EntityUid action, EntityUid resource, RecordValue context) {

    public static Request of(EntityUid principal, EntityUid action, EntityUid resource) {
        return new Request(principal, action, resource, RecordValue.EMPTY);
    }
}
