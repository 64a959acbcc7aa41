/// People are asked: who may answer a request for approval is told of it, with everything needed to judge it.
/// Elsewhere: `govern` says what their answers come to, `notify` carries what is sent until it arrives.
@NullMarked
package dev.ambit.server.approval;

import org.jspecify.annotations.NullMarked;
