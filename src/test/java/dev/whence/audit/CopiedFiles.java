package dev.whence.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A data folder's files in memory, to be changed in any way. */
final class CopiedFiles implements LogFiles {
    private final Map<String, byte[]> files;

    private CopiedFiles(Map<String, byte[]> files) {
        this.files = files;
    }

    static CopiedFiles of(Path data) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(data)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(data.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return new CopiedFiles(files);
    }

    static CopiedFiles empty() {
        return new CopiedFiles(new TreeMap<>());
    }

    CopiedFiles copy() {
        return new CopiedFiles(new TreeMap<>(files));
    }

    /** The names of what an auditor looks at: everything but the keys and the lock. */
    List<String> audited() {
        return Stream.concat(below("ledger").stream(), below("blobs").stream()).toList();
    }

    byte[] get(String name) {
        return read(name).orElseThrow();
    }

    void put(String name, byte[] bytes) {
        files.put(name, bytes.clone());
    }

    void remove(String name) {
        files.remove(name);
    }

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    @Override
    public boolean exists(String name) {
        return files.containsKey(name);
    }

    @Override
    public List<String> below(String folder) {
        return files.keySet().stream()
                .filter(name -> name.startsWith(folder + "/"))
                .toList();
    }
}
