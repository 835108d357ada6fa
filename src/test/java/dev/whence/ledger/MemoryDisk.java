package dev.whence.ledger;

import dev.whence.audit.LogFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A disk that knows what was forced: after {@link #losePower()} only that is left. Names are forced with their folder,
 * bytes with their file, and a name that was forced may lead to bytes that were not.
 */
final class MemoryDisk implements Disk {
    static final Path DATA = Path.of("/memory/data");

    private final Map<Path, Node> names = new TreeMap<>();
    private final Map<Path, Node> forcedNames = new TreeMap<>();

    /** A file or folder, whatever it is called. */
    private static final class Node {
        private final boolean folder;
        private byte[] bytes = new byte[0];
        private byte[] forced = new byte[0];

        Node(boolean folder) {
            this.folder = folder;
        }
    }

    MemoryDisk() {
        for (Path folder = DATA.getParent(); folder != null; folder = folder.getParent()) {
            names.put(folder, new Node(true));
        }
        forcedNames.putAll(names);
    }

    /** What was not forced is gone. */
    synchronized void losePower() {
        names.clear();
        forcedNames.forEach((name, node) -> {
            // Parents sort before what lies in them: a name in a folder that was lost is lost too.
            if (name.getParent() == null || names.containsKey(name.getParent())) {
                node.bytes = node.forced;
                names.put(name, node);
            }
        });
        forcedNames.clear();
        forcedNames.putAll(names);
    }

    /** A copy as another disk. */
    synchronized MemoryDisk copy() {
        MemoryDisk copy = new MemoryDisk();
        names.forEach((name, node) -> {
            Node same = new Node(node.folder);
            same.bytes = node.bytes;
            same.forced = node.bytes;
            copy.names.put(name, same);
            copy.forcedNames.put(name, same);
        });
        return copy;
    }

    /** The same files for somebody who checks them from outside. */
    LogFiles asLogFiles() {
        return new LogFiles() {
            @Override
            public Optional<byte[]> read(String name) {
                return MemoryDisk.this.read(DATA.resolve(name));
            }

            @Override
            public boolean exists(String name) {
                return MemoryDisk.this.exists(DATA.resolve(name));
            }

            @Override
            public List<String> below(String folder) {
                return walk(DATA.resolve(folder)).stream()
                        .map(file -> DATA.relativize(file).toString())
                        .toList();
            }
        };
    }

    /** All files and their bytes. */
    synchronized Map<Path, byte[]> files() {
        Map<Path, byte[]> files = new TreeMap<>();
        names.forEach((name, node) -> {
            if (!node.folder) {
                files.put(name, node.bytes.clone());
            }
        });
        return files;
    }

    /** Puts bytes in place of a file's, as if they had always been there. */
    synchronized void overwrite(Path file, byte[] bytes) {
        Node node = names.computeIfAbsent(file, name -> new Node(false));
        node.bytes = bytes;
        node.forced = bytes;
        forcedNames.put(file, node);
    }

    @Override
    public synchronized Optional<byte[]> read(Path file) {
        return Optional.ofNullable(names.get(file)).map(node -> node.bytes.clone());
    }

    @Override
    public synchronized List<String> list(Path folder) {
        return names.keySet().stream()
                .filter(name -> folder.equals(name.getParent()))
                .map(name -> name.getFileName().toString())
                .sorted()
                .toList();
    }

    @Override
    public synchronized List<Path> walk(Path folder) {
        return names.entrySet().stream()
                .filter(name -> name.getKey().startsWith(folder) && !name.getValue().folder)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized boolean exists(Path path) {
        return names.containsKey(path);
    }

    @Override
    public synchronized void createFolder(Path folder) throws IOException {
        requireFolder(folder.getParent());
        names.putIfAbsent(folder, new Node(true));
    }

    private void requireFolder(Path folder) throws IOException {
        Node node = names.get(folder);
        if (node == null || !node.folder) {
            throw new NoSuchFileException(String.valueOf(folder));
        }
    }

    @Override
    public synchronized Output create(Path file, Access access) throws IOException {
        requireFolder(file.getParent());
        Node node = new Node(false);
        names.put(file, node);
        return new Output() {
            @Override
            public void write(byte[] bytes) {
                synchronized (MemoryDisk.this) {
                    byte[] longer = Arrays.copyOf(node.bytes, node.bytes.length + bytes.length);
                    System.arraycopy(bytes, 0, longer, node.bytes.length, bytes.length);
                    node.bytes = longer;
                }
            }

            @Override
            public void force() {
                synchronized (MemoryDisk.this) {
                    node.forced = node.bytes;
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public boolean isPrivate(Path file) {
        return true;
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        Node node = names.remove(from);
        if (node == null) {
            throw new NoSuchFileException(from.toString());
        }
        requireFolder(to.getParent());
        names.put(to, node);
    }

    @Override
    public synchronized void delete(Path path) {
        names.remove(path);
    }

    @Override
    public synchronized Folder open(Path folder) throws IOException {
        requireFolder(folder);
        return new Folder() {
            @Override
            public void force() {
                synchronized (MemoryDisk.this) {
                    forcedNames.keySet().removeIf(name -> folder.equals(name.getParent()));
                    names.forEach((name, node) -> {
                        if (folder.equals(name.getParent())) {
                            forcedNames.put(name, node);
                        }
                    });
                }
            }

            @Override
            public void close() {}
        };
    }
}
