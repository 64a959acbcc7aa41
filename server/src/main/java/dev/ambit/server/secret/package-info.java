/// What must not be seen: one type for it, which every edge of the server may use and none can print by mistake.
@NullMarked
package dev.ambit.server.secret;

import org.jspecify.annotations.NullMarked;
