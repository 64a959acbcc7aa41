/// What changes: every event in one order, on disk before anybody is told, and the state that all of them come to.
/// It stands on `log`, which knows bytes; the meaning of events is `core`'s. Elsewhere: `record` keeps decisions, which change
/// nothing, and `house` decides what is appended.
@NullMarked
package dev.ambit.server.journal;

import org.jspecify.annotations.NullMarked;
