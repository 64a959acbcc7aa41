package dev.ambit.server.log.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A directory of this machine.
public record LocalDisk(Path directory) implements Disk {
    private static final int LONGEST_CLAIM = 64;

    @Override
    public String toString() {
        return directory.toString();
    }

    @Override
    public List<String> names() throws IOException {
        if (!Files.exists(directory)) return List.of();
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public DiskFile create(String name) throws IOException {
        Files.createDirectories(directory);
        var file = new LocalFile(new RandomAccessFile(path(name), "rw"));
        file.truncate(0);
        return file;
    }

    @Override
    public DiskFile open(String name) throws IOException {
        if (!Files.exists(directory.resolve(name))) return read(name); // which says that it is not there
        return new LocalFile(new RandomAccessFile(path(name), "rw"));
    }

    @Override
    public DiskFile read(String name) throws IOException {
        return new LocalFile(new RandomAccessFile(path(name), "r"));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to),
                StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(directory.resolve(name));
    }

    @Override
    public void sync() throws IOException {
        try (var opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    @Override
    public Closeable claim(String name) throws IOException {
        Files.createDirectories(directory);
        var file = FileChannel.open(directory.resolve(name),
                StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() == null) throw inUse("process " + claimant(file));
            file.truncate(0);
            file.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
            return file;
        } catch (OverlappingFileLockException ownClaim) {
            file.close();
            throw inUse("this process");
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
    }

    private LogFailure.InUse inUse(String by) {
        return new LogFailure.InUse(
                "log `%s` is in use by %s. Stop it, or name another directory".formatted(directory, by));
    }

    private static String claimant(FileChannel file) throws IOException {
        var said = ByteBuffer.allocate(LONGEST_CLAIM);
        file.read(said, 0);
        return new String(said.array(), 0, said.position(), UTF_8);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    /// Reads and writes as plain streams do: a channel would be closed for everybody by the interrupt of one thread.
    /// Only [#force] goes through the channel, for it alone can leave out what the file's dates are.
    private static final class LocalFile implements DiskFile {
        private static final long UNKNOWN = -1;

        private final RandomAccessFile file;
        private long pointer; // of the operating system; spares a call where one write follows another

        LocalFile(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public int read(long position, byte[] into, int at, int length) throws IOException {
            seek(position);
            var read = 0;
            while (read < length) {
                var more = file.read(into, at + read, length - read);
                if (more < 0) break;
                read += more;
            }
            pointer = position + read;
            return read;
        }

        @Override
        public void write(long position, byte[] from, int at, int length) throws IOException {
            seek(position);
            file.write(from, at, length);
            pointer = position + length;
        }

        private void seek(long position) throws IOException {
            var there = pointer == position;
            pointer = UNKNOWN; // until what follows has succeeded
            if (!there) file.seek(position);
        }

        @Override
        public void truncate(long size) throws IOException {
            pointer = UNKNOWN;
            file.setLength(size);
        }

        @Override
        public void force() throws IOException {
            file.getChannel().force(false);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
