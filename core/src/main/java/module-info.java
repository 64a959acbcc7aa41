import org.jspecify.annotations.NullMarked;

/// The functional core of Ambit: principals, tasks, signals, policies, decisions and their records, as immutable values
/// and functions from values to values.
/// It knows `cedar` and the base of the JDK, and touches no clock, file, socket, thread or random source: whatever the
/// world says arrives as an argument, and whatever shall happen in it is returned.
@NullMarked module dev.ambit.core {
    requires static transitive org.jspecify;
    requires transitive dev.ambit.cedar;

    exports dev.ambit.core.behaviour;
    exports dev.ambit.core.control;
    exports dev.ambit.core.decision;
    exports dev.ambit.core.encoding;
    exports dev.ambit.core.govern;
    exports dev.ambit.core.grant;
    exports dev.ambit.core.identity;
    exports dev.ambit.core.obligation;
    exports dev.ambit.core.policy;
    exports dev.ambit.core.record;
    exports dev.ambit.core.scope;
    exports dev.ambit.core.signal;
    exports dev.ambit.core.state;
    exports dev.ambit.core.task;
}
