/// What operators do in an emergency: a [Freeze] stops whatever one of its [Target]s covers until it is lifted, and
/// [Controls] say which of them take two people.
/// Elsewhere: `decision` denies what is frozen, `govern` says who may freeze and lift.
@NullMarked
package dev.ambit.core.control;

import org.jspecify.annotations.NullMarked;
