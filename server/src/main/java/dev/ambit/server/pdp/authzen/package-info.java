/// OpenID AuthZEN Authorization API 1.0: evaluation, evaluations, the three searches, and the metadata that says so.
///
/// How a request maps onto a decision, whatever the house behind [Decisions] is:
/// - `subject` is the principal `TYPE::"ID"`, and `resource` likewise; a type nobody knows is no mistake, it is permitted nothing
/// - `action.name` is `Action::"NAME"`, or whole, `Acme::Action::"read"`
/// - `context.task` names the task; without it the only task of the principal that is under way is meant
/// - `context.origin.address` and `context.origin.environment` say where the principal asks from and runs
/// - policies read `context.request`: what the caller put there, and in `subject`, `action` and `resource` the
///   `properties` of these. All of it is the caller's word. It never becomes an attribute of an entity
/// - whatever else is in a request is checked to be JSON and passed over
@NullMarked
package dev.ambit.server.pdp.authzen;

import org.jspecify.annotations.NullMarked;
