/// Which inputs can change an answer, and which way, said before anything is asked.
///
/// [InfluenceAnalysis] takes a policy set and a schema and answers for an [InputPath] and a [Move]: can some Deny become
/// Allow, can some Allow become Deny, in which kind of request, and by which policy. `Cannot` is a proof; `can` names a
/// [Witness] and says how far it has been checked. The method is set out in `docs/influence.md`.
/// Elsewhere: `partial` evaluates one request of which not everything is known; here nothing of it is known.
@NullMarked
package dev.ambit.cedar.influence;

import org.jspecify.annotations.NullMarked;
