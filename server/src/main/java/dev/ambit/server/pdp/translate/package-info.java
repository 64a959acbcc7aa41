/// Between the words of the wire and those of the core: questions become requests, decisions answers, and a search tries
/// one question after another. Pure: the state and the time are given.
/// Elsewhere: whoever implements `Decisions` decides with what is made here, writes the record, and then answers.
@NullMarked
package dev.ambit.server.pdp.translate;

import org.jspecify.annotations.NullMarked;
