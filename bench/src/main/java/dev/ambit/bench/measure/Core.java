package dev.ambit.bench.measure;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The processor core a thread runs on.
public final class Core {
    private static final long BYTES_OF_MASK = 128;
    private static final FunctionDescriptor AFFINITY = FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);

    private Core() {}

    /// Keeps the calling thread on the last core it may use now, so that no sample contains a move from one to another.
    ///
    /// @return whether that worked; it does on Linux
    public static boolean pin() {
        var get = function("sched_getaffinity");
        var set = function("sched_setaffinity");
        if (get.isEmpty() || set.isEmpty()) {
            return false;
        }
        try (var arena = Arena.ofConfined()) {
            var mask = arena.allocate(BYTES_OF_MASK, Long.BYTES);
            if ((int) get.get().invokeExact(0, BYTES_OF_MASK, mask) < 0) {
                return false;
            }
            keepLast(mask);
            return (int) set.get().invokeExact(0, BYTES_OF_MASK, mask) == 0;
        } catch (Throwable failed) {
            throw new IllegalStateException("the thread cannot be kept on one core", failed);
        }
    }

    /// The function of the C library that takes a thread, the size of a mask and the mask.
    @SuppressWarnings("restricted") // both read or write the mask and nothing else
    private static Optional<MethodHandle> function(String name) {
        var linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address, AFFINITY));
    }

    private static void keepLast(MemorySegment mask) {
        var found = false;
        for (var at = BYTES_OF_MASK - 1; at >= 0; at--) {
            var cores = Byte.toUnsignedInt(mask.get(ValueLayout.JAVA_BYTE, at));
            mask.set(ValueLayout.JAVA_BYTE, at, (byte) (found ? 0 : Integer.highestOneBit(cores)));
            found |= cores != 0;
        }
    }
}
