package dev.ambit.server.pdp.api;

import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Route.Parameter;
import java.util.Optional;
import java.util.OptionalInt;

/// Lists come in pages: `limit` items after the one that `after` names, and `next` to go on with.
final class Paging {
    /// Most items of one page.
    static final int MOST = 1_000;

    static final Parameter AFTER = new Parameter("after", "string",
            "Only what comes after this; `next` of a page before");
    static final Parameter LIMIT = new Parameter("limit", "integer", "Most items, 1 to " + MOST + "; 100 by default");

    private static final int USUAL = 100;

    private Paging() {}

    static Optional<String> after(Call call) {
        return Optional.ofNullable(call.query().get("after"));
    }

    /// Empty where it is not 1 to [#MOST].
    static OptionalInt limit(Call call) {
        var text = call.query().get("limit");
        if (text == null) {
            return OptionalInt.of(USUAL);
        }
        try {
            var limit = Integer.parseInt(text);
            return limit >= 1 && limit <= MOST ? OptionalInt.of(limit) : OptionalInt.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }
}
