package dev.ambit.cedar.schema;

import dev.ambit.cedar.text.Source;

/// Where a name is written: the same name can mean something else elsewhere.
///
/// @param source    the text it is written in
/// @param namespace the namespace around it; empty outside any
record Scope(Source source, String namespace) {

    /// `name` as it is known outside, declared here.
    String qualify(String name) {
        return namespace.isEmpty() ? name : namespace + "::" + name;
    }

    /// Whether an unqualified name may mean something of this namespace first.
    boolean isNamed() {
        return !namespace.isEmpty();
    }
}
