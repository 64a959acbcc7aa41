package dev.ambit.server.log.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A disk in memory that can lose power. What was written and not forced then survives sector by sector, each as any of
/// the versions it had since it was last on disk, as chance has it; and so do names that were not synced.
/// It can also be full, fail at a given moment, or have a byte changed.
public final class MemoryDisk implements Disk {
    private static final int SECTOR = 512;

    private final Map<String, Inode> names = new TreeMap<>();
    private final Map<String, Inode> durableNames = new TreeMap<>();
    private final List<Change> unsynced = new ArrayList<>();
    private Fault fault = (_, _) -> {};
    private long capacity = Long.MAX_VALUE;
    private boolean claimed;

    /// Sees every operation before it is done, and may throw instead; and again after it was, and may throw nevertheless.
    @FunctionalInterface
    public interface Fault {
        void before(String operation, String name) throws IOException;

        default void after(String operation, String name) throws IOException {}
    }

    /// A file loses one name, or gets one, or both.
    private record Change(Optional<String> without, Optional<String> with, Inode inode) {
        void apply(Map<String, Inode> names) {
            without.ifPresent(name -> names.remove(name, inode));
            with.ifPresent(name -> names.put(name, inode));
        }
    }

    private static final class Inode {
        byte[] bytes = new byte[0];
        int size;
        final List<Integer> sizes = new ArrayList<>(List.of(0));
        final Map<Integer, List<byte[]>> versions = new HashMap<>();

        byte[] sector(int number) {
            return Arrays.copyOf(Arrays.copyOfRange(bytes, Math.min(bytes.length, number * SECTOR),
                    Math.min(bytes.length, (number + 1) * SECTOR)), SECTOR);
        }

        void put(int position, byte[] from, int at, int length) {
            if (position + length > bytes.length)
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, position + length));
            for (var number = position / SECTOR; number * SECTOR < position + length; number++) {
                var begin = Math.max(position, number * SECTOR);
                var end = Math.min(position + length, (number + 1) * SECTOR);
                var before = sector(number);
                System.arraycopy(from, at + begin - position, bytes, begin, end - begin);
                changed(number, before);
            }
            resize(Math.max(size, position + length));
        }

        void changed(int number, byte[] before) {
            var after = sector(number);
            if (Arrays.equals(before, after)) return;
            versions.computeIfAbsent(number, _ -> new ArrayList<>(List.of(before))).add(after);
        }

        void resize(int to) {
            if (to < size) {
                for (var number = to / SECTOR; number * SECTOR < size; number++) {
                    var before = sector(number);
                    Arrays.fill(bytes, Math.min(bytes.length, Math.max(to, number * SECTOR)),
                            Math.min(bytes.length, (number + 1) * SECTOR), (byte) 0);
                    changed(number, before);
                }
            }
            if (to != size) sizes.add(to);
            size = to;
        }

        void forced() {
            versions.clear();
            sizes.clear();
            sizes.add(size);
        }

        Inode copy() {
            var copy = new Inode();
            copy.bytes = bytes.clone();
            copy.size = size;
            copy.sizes.clear();
            copy.sizes.addAll(sizes);
            versions.forEach((number, each) -> copy.versions.put(number, new ArrayList<>(each)));
            return copy;
        }

        Inode afterPowerLoss(SplittableRandom random, int luck) {
            var left = copy();
            versions.forEach((number, each) -> {
                var kept = luck == 0 ? each.size() - 1 : luck == 1 ? 0 : random.nextInt(each.size());
                left.bytes = Arrays.copyOf(left.bytes, Math.max(left.bytes.length, (number + 1) * SECTOR));
                System.arraycopy(each.get(kept), 0, left.bytes, number * SECTOR, SECTOR);
            });
            left.size = sizes.get(luck == 0 ? sizes.size() - 1 : luck == 1 ? 0 : random.nextInt(sizes.size()));
            if (left.size < left.bytes.length) Arrays.fill(left.bytes, left.size, left.bytes.length, (byte) 0);
            left.forced();
            return left;
        }
    }

    /// From now on, `fault` decides what fails.
    public synchronized MemoryDisk failing(Fault next) {
        fault = next;
        return this;
    }

    /// From now on, all files together have no more room than this.
    public synchronized void limit(long bytes) {
        capacity = bytes;
    }

    public synchronized long used() {
        return names.values().stream().mapToLong(inode -> inode.size).sum();
    }

    /// What is there when only the process ends: everything that was written, on its way to the disk.
    public synchronized MemoryDisk afterKill() {
        var copies = new IdentityHashMap<Inode, Inode>();
        var left = new MemoryDisk();
        names.forEach((name, inode) -> left.names.put(name, copies.computeIfAbsent(inode, Inode::copy)));
        durableNames.forEach((name, inode) -> left.durableNames.put(name, copies.computeIfAbsent(inode, Inode::copy)));
        unsynced.forEach(change -> left.unsynced.add(new Change(
                change.without, change.with, copies.computeIfAbsent(change.inode, Inode::copy))));
        return left;
    }

    /// What is there when the power comes back.
    public synchronized MemoryDisk afterPowerLoss(SplittableRandom random) {
        var left = new MemoryDisk();
        var survived = new TreeMap<>(durableNames);
        var lucky = random.nextInt(3) == 0;
        for (var change : unsynced) {
            if (lucky || random.nextBoolean()) change.apply(survived);
        }
        survived.forEach((name, inode) -> left.names.put(name, inode.afterPowerLoss(random, random.nextInt(4))));
        left.durableNames.putAll(left.names);
        return left;
    }

    /// The bytes of a file.
    public synchronized byte[] bytes(String name) {
        var inode = names.get(name);
        return Arrays.copyOf(inode.bytes, inode.size);
    }

    /// Puts `bytes` in place of a file.
    public synchronized void put(String name, byte[] bytes) {
        var inode = new Inode();
        inode.put(0, bytes, 0, bytes.length);
        inode.forced();
        names.put(name, inode);
        durableNames.put(name, inode);
    }

    /// Changes one byte of a file.
    public synchronized void flip(String name, int at, int change) {
        names.get(name).bytes[at] ^= (byte) change;
    }

    @Override
    public String toString() {
        return "memory";
    }

    @Override
    public synchronized List<String> names() throws IOException {
        fault.before("names", "");
        return List.copyOf(names.keySet());
    }

    @Override
    public synchronized DiskFile create(String name) throws IOException {
        fault.before("create", name);
        var inode = new Inode();
        change(new Change(Optional.empty(), Optional.of(name), inode));
        fault.after("create", name);
        return new File(name, inode);
    }

    @Override
    public synchronized DiskFile open(String name) throws IOException {
        fault.before("open", name);
        return new File(name, inode(name));
    }

    @Override
    public synchronized DiskFile read(String name) throws IOException {
        fault.before("read", name);
        return new File(name, inode(name));
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        fault.before("rename", to);
        var inode = inode(from);
        change(new Change(Optional.of(from), Optional.of(to), inode));
        fault.after("rename", to);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        fault.before("delete", name);
        var inode = inode(name);
        change(new Change(Optional.of(name), Optional.empty(), inode));
        fault.after("delete", name);
    }

    @Override
    public synchronized void sync() throws IOException {
        fault.before("sync", "");
        durableNames.clear();
        durableNames.putAll(names);
        unsynced.clear();
        fault.after("sync", "");
    }

    @Override
    public synchronized Closeable claim(String name) throws IOException {
        fault.before("claim", name);
        if (claimed)
            throw new LogFailure.InUse("log `memory` is in use by this process. Stop it, or name another directory");
        claimed = true;
        return () -> claimed = false;
    }

    private void change(Change change) {
        change.apply(names);
        unsynced.add(change);
    }

    private Inode inode(String name) throws NoSuchFileException {
        var inode = names.get(name);
        if (inode == null) throw new NoSuchFileException(name);
        return inode;
    }

    private final class File implements DiskFile {
        private final String name;
        private final Inode inode;

        File(String name, Inode inode) {
            this.name = name;
            this.inode = inode;
        }

        @Override
        public long size() {
            synchronized (MemoryDisk.this) {
                return inode.size;
            }
        }

        @Override
        public int read(long position, byte[] into, int at, int length) {
            synchronized (MemoryDisk.this) {
                var count = Math.clamp(inode.size - position, 0, length);
                if (count > 0) System.arraycopy(inode.bytes, (int) position, into, at, count);
                return count;
            }
        }

        @Override
        public void write(long position, byte[] from, int at, int length) throws IOException {
            synchronized (MemoryDisk.this) {
                fault.before("write", name);
                var room = Math.clamp(capacity - used() + inode.size - position, 0, length);
                inode.put((int) position, from, at, room);
                if (room < length) throw new IOException("No space left on device");
                fault.after("write", name);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (MemoryDisk.this) {
                fault.before("truncate", name);
                inode.resize((int) size);
                fault.after("truncate", name);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (MemoryDisk.this) {
                fault.before("force", name);
                inode.forced();
                fault.after("force", name);
            }
        }

        @Override
        public void close() {}
    }
}
