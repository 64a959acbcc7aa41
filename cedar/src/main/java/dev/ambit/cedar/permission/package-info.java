/// What somebody may do, rather than whether they may do one thing.
/// [Permissions] lists actions, resources or principals; [SymbolicScope] says it in conditions, for people and as JSON.
/// Elsewhere: `partial` works out what is left of the policies, `engine` tries single candidates on that.
@NullMarked
package dev.ambit.cedar.permission;

import org.jspecify.annotations.NullMarked;
