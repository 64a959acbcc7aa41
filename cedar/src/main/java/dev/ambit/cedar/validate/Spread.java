package dev.ambit.cedar.validate;

import java.util.ArrayList;
import java.util.Optional;

/// The environments something happens in: one of them, and what all of them have in common.
final class Spread {
    private final Environment first;
    private Environment last;
    private boolean samePrincipal = true;
    private boolean sameAction = true;
    private boolean sameResource = true;
    private int size = 1;

    Spread(Environment first) {
        this.first = first;
        this.last = first;
    }

    /// An environment that was added last is not counted again.
    void add(Environment other) {
        if (other.equals(last)) {
            return;
        }
        samePrincipal &= other.principal().equals(first.principal());
        sameAction &= other.action().equals(first.action());
        sameResource &= other.resource().equals(first.resource());
        last = other;
        size++;
    }

    /// What sets these apart from `all` they are among, in a sentence; nothing where it is all of them.
    Optional<String> amid(Spread all) {
        if (size == all.size) {
            return Optional.empty();
        }
        var common = new ArrayList<String>();
        if (samePrincipal && !all.samePrincipal) {
            common.add("`principal` is a `%s`".formatted(first.principal()));
        }
        if (sameAction && !all.sameAction) {
            common.add("`action` is `%s`".formatted(first.action()));
        }
        if (sameResource && !all.sameResource) {
            common.add("`resource` is a `%s`".formatted(first.resource()));
        }
        return Optional.of("This happens where " + (common.isEmpty() ? first : String.join(" and ", common)));
    }
}
