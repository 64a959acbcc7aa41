/// What an organisation's entities, actions and contexts look like: entity types, their attributes and tags, which
/// action applies to what.
/// [Schema] is the resolved form everything else works with. It is read from Cedar's human or JSON schema syntax.
@NullMarked
package dev.ambit.cedar.schema;

import org.jspecify.annotations.NullMarked;
