/// Policies compiled for deciding: quickly, without allocating, and able to say what was read.
/// [CompiledPolicies] holds a policy set as a tree of specialised [Node]s behind an [Index]; an [Evaluation] is the
/// workspace in which one thread decides again and again; [Reads] is what a decision looked at.
/// Elsewhere: `partial` gives the same answers slowly, and answers where not everything is known.
@NullMarked
package dev.ambit.cedar.engine;

import org.jspecify.annotations.NullMarked;
