package dev.whence.feed.files;

import dev.whence.canonical.Sha256;
import dev.whence.feed.FileTarget;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder that is brought up to date as a whole. Everything is written aside first; only when all of it is there are the
 * files that differ put in place, each at once, in the order in which they were given. Files that are as they should be stay
 * untouched, files of ours that are no longer part of it go, and what somebody else put there, or changed, stays. For one
 * thread.
 */
public final class StaticFolder implements FileTarget, AutoCloseable {
    private static final String ASIDE = ".whence-unfinished";

    private final Path folder;
    private final Path aside;
    private final OwnFiles own;
    private final Map<String, Made> made = new LinkedHashMap<>();
    private final Set<String> kept = new HashSet<>();

    private record Made(Path aside, String hash) {}

    /**
     * What became of the files.
     *
     * @param differing files of these names that are not ours, or were changed, and so were left as they are
     */
    public record Report(int written, int unchanged, int removed, List<String> differing) {
        public Report {
            differing = List.copyOf(differing);
        }
    }

    private StaticFolder(Path folder, OwnFiles own) {
        this.folder = folder;
        this.aside = folder.resolve(ASIDE);
        this.own = own;
    }

    public static StaticFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        StaticFolder opened = new StaticFolder(folder, OwnFiles.read(folder));
        opened.clear();
        Files.createDirectories(opened.aside);
        return opened;
    }

    /**
     * Makes a file; it is not in its place yet.
     *
     * @param name with slashes between folders
     */
    @Override
    public void put(String name, Content content) throws IOException {
        requirePlain(name);
        Path file = aside.resolve(String.valueOf(made.size()));
        MessageDigest digest = Sha256.digest();
        try (OutputStream out =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), digest)) {
            content.writeTo(out);
        }
        if (made.put(name, new Made(file, HexFormat.of().formatHex(digest.digest()))) != null) {
            throw new IllegalStateException("two files are to have the name " + name);
        }
    }

    public void put(String name, byte[] bytes) throws IOException {
        put(name, out -> out.write(bytes));
    }

    /** The files of ours that are in their places. */
    public Set<String> names() {
        return own.names();
    }

    /** Leaves a file of ours where it is, though it is not made anew. */
    public void keep(String name) {
        kept.add(name);
    }

    /** The SHA-256 of a file that was made, in hexadecimal. */
    public String hash(String name) {
        Made known = made.get(name);
        if (known == null) {
            throw new IllegalArgumentException("no file of the name " + name + " was made");
        }
        return known.hash();
    }

    private static void requirePlain(String name) {
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\\') >= 0) {
                throw new IllegalArgumentException("not the name of a file: " + name);
            }
        }
    }

    /** Puts everything in its place, and takes away what is no longer part of it. */
    public Report finish() throws IOException {
        List<String> differing = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        int unchanged = 0;
        for (Map.Entry<String, Made> each : made.entrySet()) {
            Path place = folder.resolve(each.getKey());
            String there = Files.exists(place) ? hashOf(place) : "";
            if (there.equals(each.getValue().hash())) {
                unchanged++;
                own.add(each.getKey(), there);
            } else if (there.isEmpty() || own.isOurs(each.getKey(), there)) {
                changed.add(each.getKey());
                own.add(each.getKey(), each.getValue().hash());
            } else {
                differing.add(each.getKey());
            }
        }
        own.write();
        for (String name : changed) {
            Path place = folder.resolve(name);
            makeFolderOf(place);
            Files.move(
                    Objects.requireNonNull(made.get(name)).aside(),
                    place,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        int removed = removeOld(differing);
        made.forEach((name, file) -> {
            if (!differing.contains(name)) {
                own.set(name, file.hash());
            }
        });
        own.write();
        clear();
        return new Report(changed.size(), unchanged, removed, differing);
    }

    private static void makeFolderOf(Path place) throws IOException {
        Path above = place.toAbsolutePath().getParent();
        if (above != null) {
            Files.createDirectories(above);
        }
    }

    private int removeOld(List<String> differing) throws IOException {
        int removed = 0;
        for (String name : new TreeSet<>(own.names())) {
            Path place = folder.resolve(name);
            if (made.containsKey(name) || kept.contains(name)) {
                continue;
            }
            if (!Files.exists(place)) {
                own.remove(name);
            } else if (own.isOurs(name, hashOf(place))) {
                Files.delete(place);
                removeEmpty(Objects.requireNonNull(place.getParent()));
                own.remove(name);
                removed++;
            } else {
                differing.add(name);
            }
        }
        return removed;
    }

    /** Folders that are left empty go too, but never the whole. */
    private void removeEmpty(Path from) throws IOException {
        for (Path at = from; at != null && !at.equals(folder); at = at.getParent()) {
            try (Stream<Path> files = Files.list(at)) {
                if (files.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(at);
        }
    }

    private static String hashOf(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "no file";
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), Sha256.digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        }
    }

    private void clear() throws IOException {
        if (Files.exists(aside)) {
            try (Stream<Path> files = Files.walk(aside)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** What was not finished is not there. */
    @Override
    public void close() throws IOException {
        clear();
    }
}
