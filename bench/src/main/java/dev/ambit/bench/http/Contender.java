package dev.ambit.bench.http;

/// A server that answers the question.
interface Contender extends AutoCloseable {
    int port();

    @Override
    void close();
}
