package dev.whence.query.canned;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the {@code .rq} files below a folder of the class path, whether it lies in a directory or in the jar. */
final class QueryFiles {
    private static final String SUFFIX = ".rq";

    /** What promotion gates ask of a dossier, and not callers of the graph. */
    private static final Path GATES = Path.of("gates");

    private QueryFiles() {}

    /**
     * One file.
     *
     * @param group the name of the folder that it lies in
     * @param name its own name, without the suffix
     */
    record QueryFile(String group, String name, String text) {}

    static List<QueryFile> below(String folder) {
        URL url = QueryFiles.class.getResource(folder);
        if (url == null) {
            throw new IllegalStateException("the class path has no folder " + folder);
        }
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath(folder));
            }
        } catch (URISyntaxException | IOException unreadable) {
            throw new IllegalStateException("cannot read the folder " + folder, unreadable);
        }
    }

    private static List<QueryFile> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX) && !isOfGates(folder, file))
                    .sorted()
                    .map(QueryFiles::readOne)
                    .toList();
        }
    }

    private static boolean isOfGates(Path folder, Path file) {
        return folder.relativize(file).startsWith(GATES.toString());
    }

    private static QueryFile readOne(Path file) {
        try {
            int depth = file.getNameCount();
            String name = file.getName(depth - 1).toString();
            String group = file.getName(depth - 2).toString();
            return new QueryFile(group, name.substring(0, name.length() - SUFFIX.length()), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
