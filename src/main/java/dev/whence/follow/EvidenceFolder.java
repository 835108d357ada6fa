package dev.whence.follow;

import dev.whence.tlog.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The evidence that a follower has kept. As long as there is any, nothing more is followed; a person may set it aside, and
 * then it is kept all the same.
 */
public final class EvidenceFolder {
    private static final String UNFINISHED = ".unfinished-";

    private final Path folder;

    /** @param folder {@code DATA/evidence} */
    public EvidenceFolder(Path folder) {
        this.folder = folder;
    }

    /** The cases that were not set aside, oldest first. */
    public List<Path> cases() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory)
                    .filter(file -> !name(file).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** The newest case that was not set aside. */
    public Optional<Path> newest() throws IOException {
        List<Path> cases = cases();
        return cases.isEmpty() ? Optional.empty() : Optional.of(cases.get(cases.size() - 1));
    }

    /** Sets every case aside, so that following may go on; returns where they are kept. */
    public List<Path> setAside() throws IOException {
        Path aside = folder.resolveSibling("evidence-set-aside");
        List<Path> moved = new java.util.ArrayList<>();
        for (Path one : cases()) {
            Files.createDirectories(aside);
            moved.add(Files.move(one, aside.resolve(name(one)), StandardCopyOption.ATOMIC_MOVE));
        }
        return moved;
    }

    Path keep(Fork fork, SignedCheckpoint ours, byte[] theirs, Instant now) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(Evidence.OURS, bytes(ours.note()));
        files.put(Evidence.THEIRS, theirs);
        files.put(Evidence.PROOF, bytes(fork.proofFile()));
        return write(files, EvidenceText.fork(fork), now);
    }

    Path keep(BrokenEntry entry, byte[] theirs, String rule, Instant now) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(Evidence.THEIRS, theirs);
        files.put(Evidence.ENTRY, entry.entry().bytes());
        files.put(Evidence.INCLUSION, inclusion(entry.entry()));
        entry.before().ifPresent(before -> files.put(Evidence.BEFORE, before.bytes()));
        entry.before().ifPresent(before -> files.put(Evidence.INCLUSION_BEFORE, inclusion(before)));
        entry.payload().ifPresent(payload -> files.put(Evidence.PAYLOAD, payload.bytes()));
        return write(files, EvidenceText.brokenEntry(entry, rule), now);
    }

    /** What does not fit and is not shown to be signed. */
    Path keepUnproved(SignedCheckpoint ours, byte[] theirs, String reason, Instant now) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (!ours.note().isEmpty()) {
            files.put(Evidence.OURS, bytes(ours.note()));
        }
        files.put(Evidence.THEIRS, theirs);
        return write(files, EvidenceText.unproved(reason), now);
    }

    private static byte[] inclusion(BrokenEntry.Included entry) {
        return bytes(entry.sequence() + "\n"
                + entry.proof().stream().map(hash -> hash.base64() + "\n").collect(Collectors.joining()));
    }

    /** A case gets its name when all of it is on the disk. */
    private Path write(Map<String, byte[]> files, String readme, Instant now) throws IOException {
        String name = now.toString().replace(':', '-');
        Path unfinished = folder.resolve(UNFINISHED + name);
        Files.createDirectories(unfinished);
        files.put("README.md", bytes(readme));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(unfinished.resolve(file.getKey()), file.getValue());
        }
        force(unfinished);
        Path kept = Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        force(folder);
        return kept;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
