/// Rules come in: a directory of policies is loaded whole, or refused with every mistake in all of its files.
/// [ReleaseDirectory] is what one with profiles holds, [CedarDirectory] what one of Cedar alone does; [PolicyFiles] says
/// which files count, [TextFile] how one is read, [PolicyTest] what authors expect of their rules.
/// Elsewhere: `cedar` knows what a policy, a schema and an entity are, `core.policy` what a profile and a release;
/// `server.yaml` reads YAML; `server.cli` shows what was found to a person.
@NullMarked
package dev.ambit.server.pap;

import org.jspecify.annotations.NullMarked;
