package dev.ambit.cedar.schema;

/// A declaration was given up, for a mistake that is reported already.
final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken() {
        super("", null, false, false);
    }
}
