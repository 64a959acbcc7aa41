package dev.ambit.cedar.text;

/// What a parser is willing to look at. Beyond a limit the input is refused with a diagnostic that names it.
///
/// @param sourceLength longest text of one source, in UTF-16 units
/// @param nesting      deepest nesting of brackets while reading, and greatest height of the tree that results; a chain
///                     such as `a || b || c` counts one level per operator
/// @param policies     most policies, templates and links in one policy set
/// @param elements     most nodes of one document: tokens of a policy source, values of a JSON document
public record Limits(int sourceLength, int nesting, int policies, int elements) {

    /// 16 Mi characters, 400 levels, 100,000 policies, 8 Mi elements.
    public static final Limits DEFAULT = new Limits(16 << 20, 400, 100_000, 8 << 20);

    /// The deepest nesting any limits may allow, so that no walk over a tree can exhaust the
    /// megabyte of stack an ordinary thread has, interpreted code included.
    public static final int DEEPEST = 500;

    public Limits {
        if (sourceLength < 1 || nesting < 1 || policies < 1 || elements < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
        if (nesting > DEEPEST) {
            throw new IllegalArgumentException("nesting of %d is deeper than %d".formatted(nesting, DEEPEST));
        }
    }
}
