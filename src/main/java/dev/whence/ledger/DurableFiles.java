package dev.whence.ledger;

import dev.whence.ledger.Disk.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes whole files so that after a crash there is either the old file or the new one: written under another name,
 * forced, renamed, and the folder forced. When a method returns, what it did is on the disk. As thread safe as the names
 * that it is given are different.
 */
final class DurableFiles {
    private final Disk disk;
    private final Path base;
    /** Folders whose names this process has forced: one that a crash left need not be on the disk. */
    private final Set<Path> forced = ConcurrentHashMap.newKeySet();

    /** Folders above the base are taken to be on the disk where they exist. */
    DurableFiles(Disk disk, Path base) {
        this.disk = disk;
        this.base = base;
    }

    /** Makes a folder and those above it that are missing, each forced into the one above. */
    void createFolders(Path folder) throws IOException {
        Path parent = folder.getParent();
        boolean isAbove = !folder.startsWith(base) && disk.exists(folder);
        if (parent == null || isAbove || forced.contains(folder)) {
            return;
        }
        createFolders(parent);
        try (Disk.Folder above = disk.open(parent)) {
            disk.createFolder(folder);
            above.force();
        }
        forced.add(folder);
    }

    /** Writes a file under its unfinished name and forces its bytes; its name is not forced. */
    void writeUnfinished(Path unfinished, byte[] bytes, Access access) throws IOException {
        try (Disk.Output output = disk.create(unfinished, access)) {
            output.write(bytes);
            output.force();
        }
    }

    /** Writes a file in place of the one of that name. */
    void replace(Path unfinished, Path file, byte[] bytes, Access access) throws IOException {
        Path folder = folderOf(file);
        createFolders(folder);
        writeUnfinished(unfinished, bytes, access);
        // Opened before the rename: an error that happens in between is then told by this handle's force.
        try (Disk.Folder names = disk.open(folder)) {
            disk.move(unfinished, file);
            names.force();
        }
    }

    /** Writes a file that everyone may read. */
    void replace(Path unfinished, Path file, byte[] bytes) throws IOException {
        replace(unfinished, file, bytes, Access.EVERYONE);
    }

    /** Gives a file another name in the same folder, in place of the one of that name. */
    void move(Path from, Path to) throws IOException {
        try (Disk.Folder names = disk.open(folderOf(to))) {
            disk.move(from, to);
            names.force();
        }
    }

    /** Removes a file. */
    void delete(Path file) throws IOException {
        try (Disk.Folder names = disk.open(folderOf(file))) {
            disk.delete(file);
            names.force();
        }
    }

    static Path folderOf(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalArgumentException(file + " lies in no folder");
        }
        return folder;
    }
}
