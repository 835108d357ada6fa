package dev.whence.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a data folder, wherever they lie. A name is the path below the data folder, with slashes, such as
 * {@code ledger/checkpoint}: it is what findings call their place. Thread safe.
 */
public interface LogFiles {
    /** The files below a folder of the operating system. */
    static LogFiles in(Path data) {
        return new FolderFiles(data.toAbsolutePath().normalize());
    }

    /** The bytes of a file, or nothing where there is no such file. */
    Optional<byte[]> read(String name) throws IOException;

    /** Whether there is such a file. */
    boolean exists(String name);

    /** The names of all files below a folder, sorted; what is neither file nor folder counts as a file. */
    List<String> below(String folder) throws IOException;
}
