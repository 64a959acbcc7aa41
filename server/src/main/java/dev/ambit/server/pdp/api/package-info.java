/// The API beside AuthZEN: tasks, records and the log they are in, health, and the OpenAPI document of all of it.
/// Elsewhere: the interfaces [Tasks] and [Records] are what the house does; here is only how it is asked.
@NullMarked
package dev.ambit.server.pdp.api;

import org.jspecify.annotations.NullMarked;
