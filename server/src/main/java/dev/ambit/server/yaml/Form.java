package dev.ambit.server.yaml;

import java.util.Optional;

/// How a value of one kind is written.
@FunctionalInterface
public interface Form<T> {

    /// The value that `yaml` is; empty where it is none, and why not has been told.
    Optional<T> read(Yaml yaml, Page page);
}
