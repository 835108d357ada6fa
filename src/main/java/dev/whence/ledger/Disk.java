package dev.whence.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The few things that the ledger asks of a file system, so that a test can make each of them fail, and can lose what was
 * not forced. The real one is {@link OsDisk}. Thread safe.
 */
interface Disk {
    /** The bytes of a file, or nothing where there is no such file. */
    Optional<byte[]> read(Path file) throws IOException;

    /** The names in a folder, sorted; empty where there is no such folder. */
    List<String> list(Path folder) throws IOException;

    /** Every file below a folder, sorted; what is neither file nor folder counts as a file. */
    List<Path> walk(Path folder) throws IOException;

    /** Whether there is such a file or folder. */
    boolean exists(Path path);

    /** Makes one folder in a folder that exists; nothing happens where it is there already. */
    void createFolder(Path folder) throws IOException;

    /** Begins an empty file, in place of one of that name. */
    Output create(Path file, Access access) throws IOException;

    /** Whether nobody but the owner can read a file; true where the file system knows no such thing. */
    boolean isPrivate(Path file) throws IOException;

    /** Gives a file another name in one step, in place of a file of that name. */
    void move(Path from, Path to) throws IOException;

    /** Removes a file or an empty folder; nothing happens where there is none. */
    void delete(Path path) throws IOException;

    /** Opens a folder, so that its names can be forced. */
    Folder open(Path folder) throws IOException;

    /** Who may read a new file. */
    enum Access {
        EVERYONE,
        OWNER
    }

    /** A file that is being written. */
    interface Output extends Closeable {
        /** Appends all the bytes, or throws with some of them written. */
        void write(byte[] bytes) throws IOException;

        /** Returns when everything written is on the disk. After a failure nothing is known. */
        void force() throws IOException;
    }

    /** A folder whose names may have changed. */
    interface Folder extends Closeable {
        /** Returns when the folder's names are on the disk. */
        void force() throws IOException;
    }
}
