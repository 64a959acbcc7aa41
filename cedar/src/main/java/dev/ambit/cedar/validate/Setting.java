package dev.ambit.cedar.validate;

import java.util.function.Consumer;

/// What typing one policy in one environment works with.
///
/// @param shapes    of the same policy in whatever environment
/// @param questions of the same policy in whatever environment
/// @param mistakes  told of every mistake, perhaps of one more than once
record Setting(
        Vocabulary vocabulary,
        Environment environment,
        Shapes shapes,
        Wording wording,
        Questions questions,
        Consumer<Mistake> mistakes) {

    void report(Mistake mistake) {
        mistakes.accept(mistake);
    }
}
