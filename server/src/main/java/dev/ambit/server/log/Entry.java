package dev.ambit.server.log;

/// What was appended, and where.
///
/// @param index from 0 on, without gaps
/// @param bytes as they were appended; the caller's own copy
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copied often enough already
public record Entry(long index, byte[] bytes) {}
