package dev.ambit.bench.cedar.contender;

/// An engine that has loaded a workload and waits for its requests.
public interface Contender {
    String name();

    /// Decides request `index` of the workload.
    boolean allows(int index);

    /// Decides request `index` and tells everything this engine tells. Not for measuring.
    Answer answer(int index);
}
