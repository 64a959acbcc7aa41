package dev.ambit.cedar.syntax;

/// One step in setting a page of text, where a line may break and where not.
/// A group is set on one line if it fits; else all its own breaks become line ends, and those of the groups within it are
/// decided one by one.
sealed interface Step {

    /// Text that is set as it is.
    record Text(String text) implements Step {}

    /// A space, unless a line ends there.
    record Space() implements Step {}

    /// A line end if the group it belongs to is broken, else `flat`.
    record Break(String flat) implements Step {}

    /// A line end in any case.
    record NewLine() implements Step {}

    /// An empty line.
    record Gap() implements Step {}

    /// A comment, behind which the line ends, so that the groups around it are broken.
    ///
    /// @param isBeside whether it stands behind what was set before it, or on a line of its own
    record Comment(String text, boolean isBeside) implements Step {}

    /// Begins a group.
    record Open() implements Step {}

    /// Ends the group begun last.
    record Close() implements Step {}

    /// Lines that begin from here on begin further right, or further left.
    record Indent(int columns) implements Step {}
}
