/// What was given beyond the policies, and what is owed when it ends: people answer an [ApprovalRequest], and an [Approval]
/// lets that one request through.
/// Elsewhere: `server.approval` asks people, `server.credential` lends and revokes.
@NullMarked
package dev.ambit.core.grant;

import org.jspecify.annotations.NullMarked;
