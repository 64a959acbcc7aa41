package dev.ambit.core.policy;

import dev.ambit.cedar.value.EntityUid;
import java.time.Duration;

/// When a task may be opened although what its profile opens when does not hold, and lasts although what it lasts while
/// does not: somebody breaks the glass, says why, and somebody else looks at it afterwards.
///
/// @param by           who may: a group, or one entity
/// @param duration     after which such a task is over
/// @param reviewWithin from when it was opened until it has to be reviewed
public record BreakGlass(EntityUid by, Duration duration, Duration reviewWithin) {}
