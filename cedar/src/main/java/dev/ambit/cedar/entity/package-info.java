/// What is known about entities: attributes, tags and the groups they are in.
/// [Entities] is an immutable store; a decision reads it and never changes it.
@NullMarked
package dev.ambit.cedar.entity;

import org.jspecify.annotations.NullMarked;
