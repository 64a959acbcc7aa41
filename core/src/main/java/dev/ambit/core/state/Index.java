package dev.ambit.core.state;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Ids, such as those of tasks, in the order of something that what they name has, such as a deadline or a profile, and in
/// their own where that is the same.
/// Immutable; changing it copies a path as long as the logarithm of its size.
///
/// A weight-balanced tree with the parameters of Hirai and Yamamoto, *Balancing weight-balanced trees* (JFP 21, 2011):
/// no choice of keys makes it deep. An entry costs 32 bytes.
final class Index<K extends Comparable<? super K>, V extends Comparable<? super V>> {
    private static final int DELTA = 3;
    private static final int GAMMA = 2;

    private final @Nullable Node<K, V> root;

    private Index(@Nullable Node<K, V> root) {
        this.root = root;
    }

    private record Node<K, V>(K key, V value, int size, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {}

    static <K extends Comparable<? super K>, V extends Comparable<? super V>> Index<K, V> empty() {
        return new Index<>(null);
    }

    /// One id under one key.
    record Entry<K, V>(K key, V value) {
        static <K extends Comparable<? super K>, V extends Comparable<? super V>> Comparator<Entry<K, V>> order() {
            return Comparator.<Entry<K, V>, K>comparing(Entry::key).thenComparing(Entry::value);
        }
    }

    /// An index of entries that are in order, each once: much faster than one after another.
    static <K extends Comparable<? super K>, V extends Comparable<? super V>> Index<K, V> ofOrdered(
            List<Entry<K, V>> entries) {
        return new Index<>(build(entries, 0, entries.size()));
    }

    private static <K, V> @Nullable Node<K, V> build(List<Entry<K, V>> entries, int from, int to) {
        if (from == to) {
            return null;
        }
        var middle = from + to >>> 1;
        var entry = entries.get(middle);
        return node(entry.key(), entry.value(), build(entries, from, middle), build(entries, middle + 1, to));
    }

    int size() {
        return size(root);
    }

    Index<K, V> with(K key, V value) {
        return new Index<>(with(root, key, value));
    }

    private static <K extends Comparable<? super K>, V extends Comparable<? super V>> Node<K, V> with(
            @Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return new Node<>(key, value, 1, null, null);
        }
        var order = compare(key, value, node);
        if (order == 0) {
            return node;
        }
        return order < 0
                ? balanced(node.key, node.value, with(node.left, key, value), node.right)
                : balanced(node.key, node.value, node.left, with(node.right, key, value));
    }

    Index<K, V> without(K key, V value) {
        return new Index<>(without(root, key, value));
    }

    private static <K extends Comparable<? super K>, V extends Comparable<? super V>> @Nullable Node<K, V> without(
            @Nullable Node<K, V> node, K key,
            V value) {
        if (node == null) {
            return null;
        }
        var order = compare(key, value, node);
        if (order < 0) {
            return balanced(node.key, node.value, without(node.left, key, value), node.right);
        }
        if (order > 0) {
            return balanced(node.key, node.value, node.left, without(node.right, key, value));
        }
        return joined(node.left, node.right);
    }

    private static <K, V> @Nullable Node<K, V> joined(@Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        var next = first(right);
        return balanced(next.key, next.value, left, withoutFirst(right));
    }

    private static <K, V> Node<K, V> first(Node<K, V> node) {
        var first = node;
        for (var left = first.left; left != null; left = first.left) {
            first = left;
        }
        return first;
    }

    private static <K, V> @Nullable Node<K, V> withoutFirst(Node<K, V> node) {
        return node.left == null
                ? node.right
                : balanced(node.key, node.value, withoutFirst(node.left), node.right);
    }

    private static <K, V> Node<K, V> node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        return new Node<>(key, value, 1 + size(left) + size(right), left, right);
    }

    private static int size(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    private static int weight(@Nullable Node<?, ?> node) {
        return 1 + size(node);
    }

    /// A node over two trees of which one may have become too heavy by one.
    private static <K, V> Node<K, V> balanced(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (right != null && weight(right) > DELTA * weight(left)) {
            return weight(right.left) < GAMMA * weight(right.right)
                    ? node(right.key, right.value, node(key, value, left, right.left), right.right)
                    : doubleLeft(key, value, left, right, Objects.requireNonNull(right.left));
        }
        if (left != null && weight(left) > DELTA * weight(right)) {
            return weight(left.right) < GAMMA * weight(left.left)
                    ? node(left.key, left.value, left.left, node(key, value, left.right, right))
                    : doubleRight(key, value, left, right, Objects.requireNonNull(left.right));
        }
        return node(key, value, left, right);
    }

    private static <K, V> Node<K, V> doubleLeft(K key, V value, @Nullable Node<K, V> left, Node<K, V> right,
            Node<K, V> middle) {
        return node(middle.key, middle.value, node(key, value, left, middle.left),
                node(right.key, right.value, middle.right, right.right));
    }

    private static <K, V> Node<K, V> doubleRight(K key, V value, Node<K, V> left, @Nullable Node<K, V> right,
            Node<K, V> middle) {
        return node(middle.key, middle.value, node(left.key, left.value, left.left, middle.left),
                node(key, value, middle.right, right));
    }

    private static <K extends Comparable<? super K>, V extends Comparable<? super V>> int compare(K key, V value,
            Node<K, V> node) {
        var keys = key.compareTo(node.key);
        return keys != 0 ? keys : value.compareTo(node.value);
    }

    /// The ids under `key`, in their own order.
    Iterable<V> under(K key) {
        return () -> new Walk<>(root, key, key);
    }

    /// The ids under all keys up to `last`, that one included, in the order of keys.
    Iterable<V> upTo(K last) {
        return () -> new Walk<>(root, null, last);
    }

    /// The ids under all keys from `first` to `last`, both included, in the order of keys.
    Iterable<V> between(K first, K last) {
        return () -> new Walk<>(root, first, last);
    }

    /// The smallest key that is greater than `key`, or `null` where there is none.
    @Nullable
    K firstKeyAfter(K key) {
        var node = root;
        K found = null;
        while (node != null) {
            if (key.compareTo(node.key) < 0) {
                found = node.key;
                node = node.left;
            } else {
                node = node.right;
            }
        }
        return found;
    }

    /// All ids, in the order of keys.
    Iterable<V> all() {
        return () -> new Walk<>(root, null, null);
    }

    /// The smallest key, or `null` where there is none.
    @Nullable
    K firstKey() {
        return root == null ? null : first(root).key;
    }

    /// A key equal to `key` that is in use, or `key` itself: so that equal keys are one object.
    K shared(K key) {
        var node = root;
        while (node != null) {
            var order = key.compareTo(node.key);
            if (order == 0) {
                return node.key;
            }
            node = order < 0 ? node.left : node.right;
        }
        return key;
    }

    /// In order, from `from` to `to`, both included; `null` for no bound.
    private static final class Walk<K extends Comparable<? super K>, V> implements Iterator<V> {
        private final ArrayDeque<Node<K, V>> open = new ArrayDeque<>();
        private final @Nullable K to;

        Walk(@Nullable Node<K, V> root, @Nullable K from, @Nullable K to) {
            this.to = to;
            var node = root;
            while (node != null) {
                if (from == null || from.compareTo(node.key) <= 0) {
                    open.push(node);
                    node = node.left;
                } else {
                    node = node.right;
                }
            }
        }

        @Override
        public boolean hasNext() {
            var next = open.peek();
            return next != null && (to == null || next.key.compareTo(to) <= 0);
        }

        @Override
        public V next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var next = open.pop();
            for (var node = next.right; node != null; node = node.left) {
                open.push(node);
            }
            return next.value;
        }
    }
}
