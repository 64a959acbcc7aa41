/// What a server is told in `ambit.yaml` and on its command line, read into one record: every mistake at once, each with its place.
/// A [Group] is one section of the file: its [Key]s, each with its default and its meaning, and the record they become. All groups
/// stand in one list, [Settings#GROUPS]; the reference in `docs/configuration.md` is written from that list by [Reference].
/// Elsewhere: `yaml` cuts the file into parts, `cli` knows the options, `house` makes a server of what stands here.
@NullMarked
package dev.ambit.server.settings;

import org.jspecify.annotations.NullMarked;
