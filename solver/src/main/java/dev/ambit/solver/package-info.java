/// Exact answers to the questions that cedar's influence analysis can only answer carefully, from the SMT solver Z3.
/// For those who write policies, on their machines: it carries native code, and the server never loads it.
@NullMarked
package dev.ambit.solver;

import org.jspecify.annotations.NullMarked;
