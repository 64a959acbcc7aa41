/// YAML as people write it, every part with its place.
/// [YamlReader] reads one document into [Yaml], whose parts have no types yet: whoever knows what a place should hold
/// asks for it through [Fields] and [Texts], which note every mistake and go on. What is read is a small, strict part of
/// YAML 1.2: no anchors, aliases or tags, no key twice, one document, bounded in size and depth.
/// Elsewhere: `pap` knows which keys a profile, a catalogue and a policy test have.
@NullMarked
package dev.ambit.server.yaml;

import org.jspecify.annotations.NullMarked;
