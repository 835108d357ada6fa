package dev.whence.app;

import dev.whence.receipt.Iris;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What lies in a data folder beside the ledger, and the base that was chosen when it was made. */
record DataFolder(Path path) {

    Path graph() {
        return path.resolve("graph");
    }

    /** The lineage index, kept so that a start is quick; may be deleted at any time. */
    Path edges() {
        return graph().resolve("lineage.edges");
    }

    /** Secrets: the log's, and the API keys. */
    Path keys() {
        return path.resolve("keys");
    }

    /** Where dumps of the public catalog lie while they are needed, without a name; may be deleted at any time. */
    Path dumps() {
        return path.resolve("dumps");
    }

    /** By which the server that holds this folder knows the folder's owner. */
    Path ownerToken() {
        return path.resolve("owner.token");
    }

    private Path baseFile() {
        return path.resolve("base");
    }

    boolean exists() {
        return Files.isDirectory(path.resolve("ledger"));
    }

    /**
     * The base of this folder's IRIs. It is in every IRI that the graph and the exports hold, so it does not change by a
     * slip of the command line.
     *
     * @throws UsageException where another one is asked for
     */
    Iris iris(Optional<String> asked) throws IOException {
        Optional<String> kept = kept();
        if (kept.isPresent() && asked.isPresent() && !kept.get().equals(asked.get())) {
            throw new UsageException("This data folder has the base " + kept.get()
                    + "; to change it run: whence rebuild" + " --base " + asked.get() + " --data " + path);
        }
        Iris iris = parse(kept.or(() -> asked).orElse(Iris.DEFAULT_BASE));
        if (kept.isEmpty()) {
            keep(iris);
        }
        return iris;
    }

    /** Whether a base was chosen for this folder. */
    boolean hasBase() throws IOException {
        return kept().isPresent();
    }

    boolean isKept(Iris iris) throws IOException {
        return kept().filter(iris.base()::equals).isPresent();
    }

    private Optional<String> kept() throws IOException {
        return Files.exists(baseFile())
                ? Optional.of(
                        Files.readString(baseFile(), StandardCharsets.UTF_8).strip())
                : Optional.empty();
    }

    /** Changes the base; whoever calls this makes the graph anew. */
    void keep(Iris iris) throws IOException {
        Files.createDirectories(path);
        Path temporary = path.resolve("base.tmp");
        try (FileChannel file = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.write(StandardCharsets.UTF_8.encode(iris.base() + "\n"));
            file.force(true);
        }
        Files.move(temporary, baseFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static Iris parse(String base) {
        try {
            URI uri = new URI(base);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (web && plain && uri.getHost() != null && uri.getPath().endsWith("/")) {
                return new Iris(base);
            }
        } catch (URISyntaxException notAUri) {
            // Told below, with what is wanted.
        }
        throw new UsageException(
                "The base must be an http or https address that ends in a slash, such as " + Iris.DEFAULT_BASE + ".");
    }

    /** Says that the graph and the index lack what has come since; the next start makes them anew. */
    private Path outdated() {
        return path.resolve("graph-is-outdated");
    }

    void markOutdated() throws IOException {
        Files.writeString(outdated(), "", StandardCharsets.UTF_8);
    }

    /**
     * Makes the folder of graph and index where there is none. They hold what receipts say that are not public: it is for
     * its owner alone. One that is there stays as it is, for it may be shown to another program on purpose.
     */
    void makeGraph() throws IOException {
        if (Files.isDirectory(graph())) {
            return;
        }
        boolean hasModes = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = hasModes
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectory(graph(), ownerOnly);
    }

    /** Drops graph and index where they are outdated. */
    void dropOutdated() throws IOException {
        if (Files.exists(outdated())) {
            dropGraph();
            Files.delete(outdated());
        }
    }

    /** Drops the graph and the index beside it; the ledger has all that they hold. */
    void dropGraph() throws IOException {
        if (Files.exists(graph())) {
            try (Stream<Path> files = Files.walk(graph())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
