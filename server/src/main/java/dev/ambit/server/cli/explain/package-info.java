/// `ambit explain`: the path of one decision through the combining rule, from its record alone.
@NullMarked
package dev.ambit.server.cli.explain;

import org.jspecify.annotations.NullMarked;
