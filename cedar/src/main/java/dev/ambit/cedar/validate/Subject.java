package dev.ambit.cedar.validate;

import dev.ambit.cedar.value.Quoted;
import org.jspecify.annotations.Nullable;

/// A value as messages name it: `principal`, `context.home.city`, `User::"alice".tags["x"]`. Put into words only where it
/// is printed.
record Subject(@Nullable Subject of, Object name) {

    static Subject of(Object name) {
        return new Subject(null, name);
    }

    Subject attribute(String attribute) {
        return new Subject(this, attribute);
    }

    Subject member() {
        return new Subject(this, Member.MEMBER);
    }

    private enum Member {
        MEMBER
    }

    @Override
    public String toString() {
        if (of == null) {
            return name.toString();
        }
        if (!(name instanceof String attribute)) {
            return of + "[…]";
        }
        return of + (Quoted.isIdentifier(attribute) ? "." + attribute : "[" + Quoted.string(attribute) + "]");
    }
}
