package dev.ambit.server.pap;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// The signal by which an operator asks a running server to look at its directory again: `SIGHUP`.
///
/// The JDK handles signals only in classes of its module `jdk.unsupported`, which the compiler warns of at every mention,
/// so they are reached by name.
public final class Hangup {
    private Hangup() {}

    /// Runs `action` whenever the process is sent `SIGHUP`, on a thread of its own, instead of ending the process.
    ///
    /// @return whether the system knows the signal
    public static boolean handledBy(Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var run = MethodHandles.publicLookup().findVirtual(Runnable.class, "run", MethodType.methodType(
                    void.class));
            var handle = MethodHandles.dropArguments(run.bindTo(action), 0, signal);
            signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance(
                    "HUP"), MethodHandleProxies.asInterfaceInstance(handler, handle));
            return true;
        } catch (ReflectiveOperationException noSuchSignal) {
            return false;
        }
    }
}
