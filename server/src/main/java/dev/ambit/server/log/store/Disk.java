package dev.ambit.server.log.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// The directory of a log as the file system offers it. Names are plain: there are no directories below it.
/// What is created, renamed or deleted is certain to survive a loss of power only after [#sync].
public interface Disk {
    /// What to call the directory in messages.
    @Override
    String toString();

    /// The names of all files, sorted; none where the directory does not exist.
    List<String> names() throws IOException;

    /// A new and empty file. One of this name, if there is one, is replaced. Directories above it are made.
    DiskFile create(String name) throws IOException;

    /// The file of this name, to read and to write.
    DiskFile open(String name) throws IOException;

    /// The file of this name, to read.
    DiskFile read(String name) throws IOException;

    /// Gives a file another name, in place of any file that has it.
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    /// Returns once names, new, changed and gone, are on disk.
    void sync() throws IOException;

    /// Claims the directory for this process, through file `name`, until what is returned is closed or the process ends.
    ///
    /// @throws LogFailure.InUse where it is claimed already
    Closeable claim(String name) throws IOException;
}
