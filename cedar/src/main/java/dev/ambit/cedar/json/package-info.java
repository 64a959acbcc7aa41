/// JSON, read strictly and written canonically enough to compare.
/// The module has no dependencies, so it brings its own: [JsonReader] refuses whatever RFC 8259 leaves open (duplicate
/// names, lone surrogates, trailing text) and keeps the place of every value, so that whoever reads further can point
/// at it.
@NullMarked
package dev.ambit.cedar.json;

import org.jspecify.annotations.NullMarked;
