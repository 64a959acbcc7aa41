package dev.ambit.server.pip.mapping;

import dev.ambit.cedar.text.Passage;
import java.util.Optional;

/// How a payload is told as a reading of one signal, as it was written: expressions of the Common Expression Language over `payload`,
/// over `received`, the time by our clock, and, where there is `each`, over `item`.
///
/// @param when     whether the rule is for this payload, or item; always, where it is empty
/// @param each     a list in the payload; the rule is for each of its items
/// @param subject  the id of whom the reading is about, a string
/// @param value    of the signal; null says that there is none
/// @param observed when the source knew it, a timestamp or its text; empty where the message itself says when it was sent
public record Rule(Optional<Passage> when, Optional<Passage> each, String signal, Passage subject, Passage value,
        Optional<Passage> observed) {}
