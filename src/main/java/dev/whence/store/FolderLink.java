package dev.whence.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names under {@code DATA/graph}: databases in {@code tdb2-000001}, {@code tdb2-000002} …, and {@code tdb2}, a
 * symbolic link to the one in use. The link is the stable path that a stock Fuseki is pointed to, and renaming a new link
 * over it swaps databases in one atomic step: whenever the machine stops, the link names a whole database.
 */
final class FolderLink {
    private static final Pattern DATABASE = Pattern.compile("tdb2-\\d{6}");
    private static final String LINK = "tdb2";
    private static final String NEW_LINK = "tdb2.new";

    private final Path home;

    FolderLink(Path home) {
        this.home = home;
    }

    /** The database in use; absent when there is none yet. */
    Optional<Path> current() throws IOException {
        Path link = home.resolve(LINK);
        if (!Files.isSymbolicLink(link)) {
            return Optional.empty();
        }
        Path target = home.resolve(Files.readSymbolicLink(link));
        return Optional.of(target).filter(Files::isDirectory);
    }

    /** A name that no database has had yet. */
    Path next() {
        int highest = databases().stream().mapToInt(FolderLink::number).max().orElse(0);
        return home.resolve(String.format("tdb2-%06d", highest + 1));
    }

    /** Makes the database the one in use, durably. */
    void point(Path database) throws IOException {
        Path link = home.resolve(LINK);
        if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
            delete(link); // made by someone else, before there was a graph
        }
        Path fresh = home.resolve(NEW_LINK);
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, home.relativize(database));
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
        force();
    }

    /** Says that there is no database in use, durably: the next start makes a new one. */
    void forget() throws IOException {
        Files.deleteIfExists(home.resolve(LINK));
        force();
    }

    /** Removes databases that are not in use: what a crash in the middle of a rebuild leaves behind. */
    void sweep() throws IOException {
        Files.deleteIfExists(home.resolve(NEW_LINK));
        Optional<Path> inUse = current();
        for (Path database : databases()) {
            if (!inUse.equals(Optional.of(database))) {
                delete(database);
            }
        }
    }

    private List<Path> databases() {
        try (var entries = Files.list(home)) {
            return entries.filter(FolderLink::isDatabase).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDatabase(Path path) {
        return DATABASE.matcher(path.getFileName().toString()).matches();
    }

    private static int number(Path database) {
        return Integer.parseInt(database.getFileName().toString().substring("tdb2-".length()));
    }

    private void force() throws IOException {
        try (FileChannel folder = FileChannel.open(home, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
