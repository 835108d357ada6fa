package dev.whence.links;

import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Documents that lie as files under one folder, the root. Nothing outside it is opened, whatever a document or a symbolic
 * link says. Places are paths below the root with {@code /} between names. For one check; not thread safe.
 */
public final class FolderLibrary implements Holdings {
    private static final int MOST = 100_000;
    private static final int DEEPEST = 64;
    private static final JsonLimits LIMITS = new JsonLimits(16 << 20, 64);

    private final Path root;
    private final FolderResolver resolver;
    private final DocumentReader reader;
    private final Map<String, Document> documents = new TreeMap<>();
    private final List<Finding> faults = new ArrayList<>();
    private final Map<String, String> hashes = new HashMap<>();

    /** @param root a folder that is there */
    public FolderLibrary(Path root) throws IOException {
        this.root = root.toRealPath();
        this.resolver = new FolderResolver(this.root);
        this.reader = new DocumentReader(resolver);
    }

    /** What could not be read, as findings; known after {@link #read}. */
    public List<Finding> faults() {
        return List.copyOf(faults);
    }

    /**
     * Reads the documents of files and folders, and those that they lead to, to see whether these lead back. What the
     * latter lead to is not read any more.
     *
     * @param paths below the root
     * @throws IOException if a path cannot be read, lies outside the root, or holds more than is read at once
     */
    public Catalog read(List<Path> paths) throws IOException {
        TreeSet<String> asked = new TreeSet<>();
        boolean whole = false;
        for (Path path : paths) {
            Path real = path.toRealPath();
            if (!real.startsWith(root)) {
                throw new IOException(path + " lies outside the root " + root);
            }
            whole |= real.equals(root);
            list(real, asked);
        }
        asked.forEach(this::load);
        TreeSet<String> next = new TreeSet<>();
        documents.values().stream()
                .flatMap(document -> document.links().stream())
                .forEach(link -> {
                    if (link.target() instanceof Target.Here here
                            && isDocument(here.place())
                            && !asked.contains(here.place())) {
                        next.add(here.place());
                    }
                });
        enough(next.size());
        next.forEach(this::load);
        return new Catalog(documents.values(), asked, whole);
    }

    /** A file that is named is read whatever its name; in a folder, those that are called JSON. Links are not followed. */
    private void list(Path path, TreeSet<String> places) throws IOException {
        if (Files.isRegularFile(path)) {
            places.add(place(path));
            return;
        }
        try (Stream<Path> found = Files.walk(path, DEEPEST)) {
            for (Path file : (Iterable<Path>) found::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isDocument(file.toString())) {
                    places.add(place(file));
                    enough(places.size());
                } else if (path.relativize(file).getNameCount() == DEEPEST
                        && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException("folders lie deeper than " + DEEPEST + " under " + path);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void enough(int documents) throws IOException {
        if (documents > MOST) {
            throw new IOException("there are more than " + MOST + " documents; check them in parts");
        }
    }

    private static boolean isDocument(String name) {
        return name.endsWith(".json") || name.endsWith(".jsonld");
    }

    private void load(String place) {
        try (InputStream file = Files.newInputStream(root.resolve(place))) {
            byte[] bytes = file.readNBytes(LIMITS.maxBytes() + 1);
            documents.put(place, reader.read(place, StrictJson.parse(bytes, LIMITS)));
        } catch (RefusedException refused) {
            String first = refused.problem().violations().stream()
                    .map(Violation::pointer)
                    .filter(where -> !where.isEmpty())
                    .findFirst()
                    .map(where -> ": " + where)
                    .orElse("");
            unreadable(place, "The document is not strict JSON (RFC 7493), or longer than is read" + first + ".");
        } catch (IOException e) {
            unreadable(place, "The file cannot be read.");
        }
    }

    private void unreadable(String place, String message) {
        faults.add(new Finding(Code.E_DOCUMENT_UNREADABLE, place, "", message));
    }

    private String place(Path file) {
        return FolderResolver.place(root, file);
    }

    @Override
    public long size(String place) throws IOException {
        return Files.size(root.resolve(place));
    }

    @Override
    public String sha256(String place) throws IOException {
        String known = hashes.get(place);
        if (known == null) {
            known = hash(root.resolve(place));
            hashes.put(place, known);
        }
        return known;
    }

    private static String hash(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path);
                DigestInputStream digest = new DigestInputStream(file, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[1 << 16];
            while (digest.read(buffer) >= 0) {
                // Reading is what hashes.
            }
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
