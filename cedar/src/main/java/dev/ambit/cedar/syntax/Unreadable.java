package dev.ambit.cedar.syntax;

/// Ends the reading of one part of a text, whose mistake has been reported; whoever catches it knows where the next part
/// begins.
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    /// It carries nothing, not even a stack.
    Unreadable() {
        super(null, null, false, false);
    }
}
