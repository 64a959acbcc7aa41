/// JSON as it crosses the network: I-JSON (RFC 7493) and nothing looser, read in one pass and written in one.
/// Elsewhere: `cedar.json` reads files people write, and tells of mistakes by line and column.
@NullMarked
package dev.ambit.server.pdp.json;

import org.jspecify.annotations.NullMarked;
