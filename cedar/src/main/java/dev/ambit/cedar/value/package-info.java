/// What Cedar expressions evaluate to: booleans, 64-bit integers, strings, entities, sets, records, and the extension
/// types `decimal`, `ipaddr`, `datetime` and `duration`.
/// Values are immutable, compare by content, and print as Cedar expressions that evaluate to them again.
/// Elsewhere: `entity` says what is known about an entity, `json` reads and writes values as JSON.
@NullMarked
package dev.ambit.cedar.value;

import org.jspecify.annotations.NullMarked;
