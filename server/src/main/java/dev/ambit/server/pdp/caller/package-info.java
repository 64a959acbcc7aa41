/// Who may call, and as what: API keys and client certificates, and the file that lists them.
/// Elsewhere: `core.identity` says what the roles are; [dev.ambit.server.pdp.http] asks here once a request has come.
@NullMarked
package dev.ambit.server.pdp.caller;

import org.jspecify.annotations.NullMarked;
