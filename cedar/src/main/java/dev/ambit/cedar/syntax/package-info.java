/// Policies as they are written: the tree, its human and JSON syntax in both directions, and the formatter.
/// A [Policy] is read once and never changes. Its [Expr]s keep the shape the author wrote, so that printing gives it
/// back; what they mean is said in `engine` and, for reading, in `partial`.
/// Elsewhere: `schema` says which names exist, `validate` whether a policy makes sense under it.
@NullMarked
package dev.ambit.cedar.syntax;

import org.jspecify.annotations.NullMarked;
