package dev.ambit.core.state;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Elements by a key that each of them carries; immutable, and cheap to change into another that shares nearly all of it.
///
/// A hash array mapped trie as in Bagwell, *Ideal Hash Trees* (2001), with elements and nodes kept apart in each node as in
/// Steindorfer and Vinju, *Optimizing Hash-Array Mapped Tries* (OOPSLA 2015): five bits of the hash choose among 32 places,
/// of which only those taken cost memory. An element costs about 20 bytes beyond itself, since its key is part of it.
/// Elements whose hashes are equal stand in one node in the order of their keys, so that no choice of keys makes a look
/// slow. Iteration is in no particular order.
final class Trie<K extends Comparable<? super K>, E> implements Iterable<E> {
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    /// How many bits of a hash there are; below that, elements can only be compared.
    private static final int HASH_BITS = 32;

    private final Function<? super E, ? extends K> keyOf;
    private final Node<E> root;
    private final int size;

    private Trie(Function<? super E, ? extends K> keyOf, Node<E> root, int size) {
        this.keyOf = keyOf;
        this.root = root;
        this.size = size;
    }

    /// A node: first the elements that stand alone in their place, then the nodes below, each in the order of places.
    private static final class Node<E> {
        final int elements;
        final int nodes;
        final Object[] slots;

        Node(int elements, int nodes, Object[] slots) {
            this.elements = elements;
            this.nodes = nodes;
            this.slots = slots;
        }

        static <E> Node<E> empty() {
            return new Node<>(0, 0, new Object[0]);
        }

        @SuppressWarnings("unchecked") // only elements stand in those slots
        E element(int slot) {
            return (E) slots[slot];
        }

        @SuppressWarnings("unchecked") // only nodes stand in those slots
        Node<E> node(int slot) {
            return (Node<E>) slots[slot];
        }

        int elementSlot(int place) {
            return Integer.bitCount(elements & place - 1);
        }

        int nodeSlot(int place) {
            return Integer.bitCount(elements) + Integer.bitCount(nodes & place - 1);
        }

        Node<E> replacing(int slot, Object other) {
            var changed = slots.clone();
            changed[slot] = other;
            return new Node<>(elements, nodes, changed);
        }

        Node<E> plusElement(int place, E element) {
            return new Node<>(elements | place, nodes, with(elementSlot(place), element));
        }

        Node<E> minusElement(int place) {
            return new Node<>(elements & ~place, nodes, without(elementSlot(place)));
        }

        /// The element in `place` moves down into `node`.
        Node<E> pushed(int place, Node<E> node) {
            var thinner = minusElement(place);
            return new Node<>(thinner.elements, nodes | place, thinner.with(thinner.nodeSlot(place), node));
        }

        /// The node in `place` has come to hold `element` alone, which moves up.
        Node<E> pulled(int place, E element) {
            var thinner = new Node<E>(elements, nodes & ~place, without(nodeSlot(place)));
            return thinner.plusElement(place, element);
        }

        private Object[] with(int slot, Object added) {
            var more = new Object[slots.length + 1];
            System.arraycopy(slots, 0, more, 0, slot);
            more[slot] = added;
            System.arraycopy(slots, slot, more, slot + 1, slots.length - slot);
            return more;
        }

        private Object[] without(int slot) {
            var fewer = Arrays.copyOf(slots, slots.length - 1);
            System.arraycopy(slots, slot + 1, fewer, slot, fewer.length - slot);
            return fewer;
        }

        boolean isSingle() {
            return slots.length == 1 && nodes == 0;
        }
    }

    static <K extends Comparable<? super K>, E> Trie<K, E> by(Function<? super E, ? extends K> keyOf) {
        return new Trie<>(keyOf, Node.empty(), 0);
    }

    int size() {
        return size;
    }

    /// The element with `key`, or `null`.
    @Nullable
    E get(K key) {
        var hash = hash(key);
        var node = root;
        for (var shift = 0; shift < HASH_BITS; shift += BITS) {
            var place = place(hash, shift);
            if ((node.elements & place) != 0) {
                var found = node.element(node.elementSlot(place));
                return keyOf.apply(found).equals(key) ? found : null;
            }
            if ((node.nodes & place) == 0) {
                return null;
            }
            node = node.node(node.nodeSlot(place));
        }
        var slot = slotOf(key, node);
        return slot < 0 ? null : node.element(slot);
    }

    /// This, with `element` instead of what had its key.
    Trie<K, E> with(E element) {
        var key = keyOf.apply(element);
        var grows = get(key) == null;
        return new Trie<>(keyOf, with(root, element, key, hash(key), 0), grows ? size + 1 : size);
    }

    private Node<E> with(Node<E> node, E element, K key, int hash, int shift) {
        if (shift >= HASH_BITS) {
            var slot = slotOf(key, node);
            return slot < 0
                    ? new Node<>(0, 0, node.with(-slot - 1, element))
                    : node.replacing(slot, element);
        }
        var place = place(hash, shift);
        if ((node.nodes & place) != 0) {
            var slot = node.nodeSlot(place);
            return node.replacing(slot, with(node.node(slot), element, key, hash, shift + BITS));
        }
        if ((node.elements & place) == 0) {
            return node.plusElement(place, element);
        }
        var slot = node.elementSlot(place);
        var other = node.element(slot);
        return keyOf.apply(other).equals(key)
                ? node.replacing(slot, element)
                : node.pushed(place, pair(other, element, shift + BITS));
    }

    private Node<E> pair(E one, E other, int shift) {
        var oneKey = keyOf.apply(one);
        var below = with(Node.empty(), one, oneKey, hash(oneKey), shift);
        var otherKey = keyOf.apply(other);
        return with(below, other, otherKey, hash(otherKey), shift);
    }

    /// This, without what has `key`.
    Trie<K, E> without(K key) {
        return get(key) == null ? this : new Trie<>(keyOf, without(root, key, hash(key), 0), size - 1);
    }

    /// `node` without the element with `key`, which is in it.
    private Node<E> without(Node<E> node, K key, int hash, int shift) {
        if (shift >= HASH_BITS) {
            return new Node<>(0, 0, node.without(slotOf(key, node)));
        }
        var place = place(hash, shift);
        if ((node.elements & place) != 0) {
            return node.minusElement(place);
        }
        var slot = node.nodeSlot(place);
        var below = without(node.node(slot), key, hash, shift + BITS);
        return below.isSingle() ? node.pulled(place, below.element(0)) : node.replacing(slot, below);
    }

    /// Where the element with `key` stands among those of one hash, or less than 0: minus 1, minus where it would.
    private int slotOf(K key, Node<E> collisions) {
        var low = 0;
        var high = collisions.slots.length;
        while (low < high) {
            var middle = low + high >>> 1;
            var order = keyOf.apply(collisions.element(middle)).compareTo(key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return -low - 1;
    }

    private static int place(int hash, int shift) {
        return 1 << (hash >>> shift & MASK);
    }

    /// Spreads what `hashCode` left in the upper or lower bits over all of them.
    private static int hash(Object key) {
        var hash = key.hashCode() * 0x9e3779b9;
        return hash ^ hash >>> 15;
    }

    @Override
    public Iterator<E> iterator() {
        return new Walk<>(root);
    }

    /// Goes through a node's slots, and first through the nodes below it.
    private static final class Walk<E> implements Iterator<E> {
        private final ArrayDeque<Node<E>> open = new ArrayDeque<>();
        private Node<E> node;
        private int slot;

        Walk(Node<E> root) {
            this.node = root;
            settle();
        }

        private void settle() {
            while (slot == elementCount(node) && (!open.isEmpty() || node.nodes != 0)) {
                for (var below = slot; below < node.slots.length; below++) {
                    open.push(node.node(below));
                }
                node = open.pop();
                slot = 0;
            }
        }

        private static int elementCount(Node<?> node) {
            return node.nodes == 0 ? node.slots.length : Integer.bitCount(node.elements);
        }

        @Override
        public boolean hasNext() {
            return slot < elementCount(node);
        }

        @Override
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var next = node.element(slot++);
            settle();
            return Objects.requireNonNull(next);
        }
    }
}
