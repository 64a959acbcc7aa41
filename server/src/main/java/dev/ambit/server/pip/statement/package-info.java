/// Signed statements: JSON that its source has signed by a public key, such as an approved release window.
@NullMarked
package dev.ambit.server.pip.statement;

import org.jspecify.annotations.NullMarked;
