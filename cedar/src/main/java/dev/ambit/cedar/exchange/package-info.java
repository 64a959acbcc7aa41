/// Values, entities and requests as Cedar writes them in JSON, in and out.
///
/// Without a schema, JSON says by itself what it means: `{"__entity": {"type": "User", "id": "alice"}}` is an entity,
/// `{"__extn": {"fn": "ip", "arg": "10.0.0.1"}}` a value of an extension type. With one, the schema says it, so that
/// `{"type": "User", "id": "alice"}` and `"10.0.0.1"` will do, and whatever does not fit the schema is refused.
/// Every reader reports all mistakes of a document at once, each with its place.
/// Elsewhere: `json` knows the syntax, `syntax` reads policies, `schema` reads schemas.
@NullMarked
package dev.ambit.cedar.exchange;

import org.jspecify.annotations.NullMarked;
