package dev.ambit.core.state;

import dev.ambit.core.task.TaskId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tasks in the order of something they have, such as a deadline or a profile, and of their ids where that is the same.
/// Immutable; changing it copies a path as long as the logarithm of its size.
///
/// A weight-balanced tree with the parameters of Hirai and Yamamoto, *Balancing weight-balanced trees* (JFP 21, 2011):
/// no choice of keys makes it deep. An entry costs 32 bytes.
final class Index<K extends Comparable<? super K>> {
    private static final int DELTA = 3;
    private static final int GAMMA = 2;

    private final @Nullable Node<K> root;

    private Index(@Nullable Node<K> root) {
        this.root = root;
    }

    private record Node<K>(K key, TaskId task, int size, @Nullable Node<K> left, @Nullable Node<K> right) {}

    static <K extends Comparable<? super K>> Index<K> empty() {
        return new Index<>(null);
    }

    /// One task under one key.
    record Entry<K>(K key, TaskId task) {
        static <K extends Comparable<? super K>> Comparator<Entry<K>> order() {
            return Comparator.<Entry<K>, K>comparing(Entry::key).thenComparing(Entry::task);
        }
    }

    /// An index of entries that are in order, each once: much faster than one after another.
    static <K extends Comparable<? super K>> Index<K> ofOrdered(List<Entry<K>> entries) {
        return new Index<>(build(entries, 0, entries.size()));
    }

    private static <K> @Nullable Node<K> build(List<Entry<K>> entries, int from, int to) {
        if (from == to) {
            return null;
        }
        var middle = from + to >>> 1;
        var entry = entries.get(middle);
        return node(entry.key(), entry.task(), build(entries, from, middle), build(entries, middle + 1, to));
    }

    int size() {
        return size(root);
    }

    Index<K> with(K key, TaskId task) {
        return new Index<>(with(root, key, task));
    }

    private static <K extends Comparable<? super K>> Node<K> with(@Nullable Node<K> node, K key, TaskId task) {
        if (node == null) {
            return new Node<>(key, task, 1, null, null);
        }
        var order = compare(key, task, node);
        if (order == 0) {
            return node;
        }
        return order < 0
                ? balanced(node.key, node.task, with(node.left, key, task), node.right)
                : balanced(node.key, node.task, node.left, with(node.right, key, task));
    }

    Index<K> without(K key, TaskId task) {
        return new Index<>(without(root, key, task));
    }

    private static <K extends Comparable<? super K>> @Nullable Node<K> without(@Nullable Node<K> node, K key,
            TaskId task) {
        if (node == null) {
            return null;
        }
        var order = compare(key, task, node);
        if (order < 0) {
            return balanced(node.key, node.task, without(node.left, key, task), node.right);
        }
        if (order > 0) {
            return balanced(node.key, node.task, node.left, without(node.right, key, task));
        }
        return joined(node.left, node.right);
    }

    private static <K> @Nullable Node<K> joined(@Nullable Node<K> left, @Nullable Node<K> right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        var next = first(right);
        return balanced(next.key, next.task, left, withoutFirst(right));
    }

    private static <K> Node<K> first(Node<K> node) {
        var first = node;
        for (var left = first.left; left != null; left = first.left) {
            first = left;
        }
        return first;
    }

    private static <K> @Nullable Node<K> withoutFirst(Node<K> node) {
        return node.left == null
                ? node.right
                : balanced(node.key, node.task, withoutFirst(node.left), node.right);
    }

    private static <K> Node<K> node(K key, TaskId task, @Nullable Node<K> left, @Nullable Node<K> right) {
        return new Node<>(key, task, 1 + size(left) + size(right), left, right);
    }

    private static int size(@Nullable Node<?> node) {
        return node == null ? 0 : node.size;
    }

    private static int weight(@Nullable Node<?> node) {
        return 1 + size(node);
    }

    /// A node over two trees of which one may have become too heavy by one.
    private static <K> Node<K> balanced(K key, TaskId task, @Nullable Node<K> left, @Nullable Node<K> right) {
        if (right != null && weight(right) > DELTA * weight(left)) {
            return weight(right.left) < GAMMA * weight(right.right)
                    ? node(right.key, right.task, node(key, task, left, right.left), right.right)
                    : doubleLeft(key, task, left, right, Objects.requireNonNull(right.left));
        }
        if (left != null && weight(left) > DELTA * weight(right)) {
            return weight(left.right) < GAMMA * weight(left.left)
                    ? node(left.key, left.task, left.left, node(key, task, left.right, right))
                    : doubleRight(key, task, left, right, Objects.requireNonNull(left.right));
        }
        return node(key, task, left, right);
    }

    private static <K> Node<K> doubleLeft(K key, TaskId task, @Nullable Node<K> left, Node<K> right, Node<K> middle) {
        return node(middle.key, middle.task, node(key, task, left, middle.left),
                node(right.key, right.task, middle.right, right.right));
    }

    private static <K> Node<K> doubleRight(K key, TaskId task, Node<K> left, @Nullable Node<K> right, Node<K> middle) {
        return node(middle.key, middle.task, node(left.key, left.task, left.left, middle.left),
                node(key, task, middle.right, right));
    }

    private static <K extends Comparable<? super K>> int compare(K key, TaskId task, Node<K> node) {
        var keys = key.compareTo(node.key);
        return keys != 0 ? keys : task.compareTo(node.task);
    }

    /// The tasks under `key`, in the order of their ids.
    Iterable<TaskId> under(K key) {
        return () -> new Walk<>(root, key, key);
    }

    /// The tasks under all keys up to `last`, that one included, in the order of keys.
    Iterable<TaskId> upTo(K last) {
        return () -> new Walk<>(root, null, last);
    }

    /// All tasks, in the order of keys.
    Iterable<TaskId> all() {
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
    private static final class Walk<K extends Comparable<? super K>> implements Iterator<TaskId> {
        private final ArrayDeque<Node<K>> open = new ArrayDeque<>();
        private final @Nullable K to;

        Walk(@Nullable Node<K> root, @Nullable K from, @Nullable K to) {
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
        public TaskId next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var next = open.pop();
            for (var node = next.right; node != null; node = node.left) {
                open.push(node);
            }
            return next.task;
        }
    }
}
