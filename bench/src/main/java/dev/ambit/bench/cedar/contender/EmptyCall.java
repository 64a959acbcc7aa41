package dev.ambit.bench.cedar.contender;

import java.util.Optional;

/// Decides nothing: what is left is the cost of asking and of measuring.
public final class EmptyCall implements Contender {
    @Override
    public String name() {
        return "empty call";
    }

    @Override
    public boolean allows(int index) {
        return (index & 1) == 0;
    }

    @Override
    public Answer answer(int index) {
        return new Answer(allows(index), Optional.empty());
    }
}
