import org.jspecify.annotations.NullMarked;

/// The Cedar policy language in pure Java: parse, type-check, compile, evaluate with provenance, analyse influence,
/// partially evaluate.
/// It depends on nothing but the JDK, reads no clock, file, socket or random source, and starts no thread.
@NullMarked module dev.ambit.cedar {
    requires static transitive org.jspecify;

    exports dev.ambit.cedar.authorize;
    exports dev.ambit.cedar.engine;
    exports dev.ambit.cedar.entity;
    exports dev.ambit.cedar.exchange;
    exports dev.ambit.cedar.explain;
    exports dev.ambit.cedar.influence;
    exports dev.ambit.cedar.json;
    exports dev.ambit.cedar.partial;
    exports dev.ambit.cedar.permission;
    exports dev.ambit.cedar.schema;
    exports dev.ambit.cedar.syntax;
    exports dev.ambit.cedar.text;
    exports dev.ambit.cedar.validate;
    exports dev.ambit.cedar.value;
}
