package dev.ambit.cedar.value;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The name of an entity: its type and its id, `Photo::Album::"summer"`.
/// A name says nothing about whether such an entity is known.
public final class EntityUid implements Value, Comparable<EntityUid> {
    private static final String ACTION = "Action";

    private static final Set<String> RESERVED = Set.of("true", "false", "if", "then", "else", "in", "is", "has", "like",
            "__cedar");

    private final String type;
    private final String id;
    private final int hash;

    private EntityUid(String type, String id) {
        this.type = type.intern();
        this.id = id;
        this.hash = 31 * type.hashCode() + id.hashCode();
    }

    /// @param type qualified type name, its parts joined by `::`; not checked here
    /// @param id   any string
    public static EntityUid of(String type, String id) {
        return new EntityUid(type, id);
    }

    /// Whether `name` can be the name of an entity type: words of ASCII letters, digits and underscores, joined by `::`,
    /// none of them reserved.
    public static boolean isTypeName(String name) {
        for (int start = 0, end; start <= name.length(); start = end + 2) {
            end = name.indexOf("::", start);
            end = end < 0 ? name.length() : end;
            var word = name.substring(start, end);
            if (!Quoted.isIdentifier(word) || RESERVED.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /// Whether this names an action: the last word of its type is `Action`.
    public boolean isAction() {
        return type.equals(ACTION) || type.endsWith("::" + ACTION);
    }

    /// The qualified type name. Interned, so that two equal types are the same object.
    public String type() {
        return type;
    }

    public String id() {
        return id;
    }

    @Override
    public String kind() {
        return type;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // types are interned
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof EntityUid that && hash == that.hash && type == that.type && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public int compareTo(EntityUid other) {
        var types = type.compareTo(other.type);
        return types != 0 ? types : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return type + "::" + Quoted.string(id);
    }
}
