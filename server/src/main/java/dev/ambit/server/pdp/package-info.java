/// Questions come in: the decision point as programs reach it, over HTTP.
///
/// - [dev.ambit.server.pdp.json] reads and writes JSON, strictly
/// - [dev.ambit.server.pdp.caller] knows who may call, and as what
/// - [dev.ambit.server.pdp.http] is the front: listener, TLS, limits, routes
/// - [dev.ambit.server.pdp.authzen] speaks OpenID AuthZEN 1.0
/// - [dev.ambit.server.pdp.api] is the rest of the API: tasks, records, health, and the document that describes all of it
///
/// Each may know those before it. None decides, opens a task or reads a record: interfaces here say what the house does
/// for them.
@NullMarked
package dev.ambit.server.pdp;

import org.jspecify.annotations.NullMarked;
