package dev.whence.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which payloads of another's log could not be had, on the disk: one line an entry, its sequence number and the SHA-256.
 * They are asked for again, and told by whoever verifies. Thread safe.
 */
final class MissingPayloads {
    private static final Pattern LINE = Pattern.compile("(0|[1-9][0-9]{0,17}) ([0-9a-f]{64})");

    private final LedgerPaths paths;
    private final DurableFiles files;
    private final SortedMap<Long, String> missing;

    private MissingPayloads(LedgerPaths paths, DurableFiles files, SortedMap<Long, String> missing) {
        this.paths = paths;
        this.files = files;
        this.missing = missing;
    }

    static MissingPayloads read(LedgerPaths paths, Disk disk, DurableFiles files) throws IOException {
        return new MissingPayloads(paths, files, read(paths, disk));
    }

    /** By the entry's sequence number: the SHA-256 of what is missing. */
    static SortedMap<Long, String> read(LedgerPaths paths, Disk disk) throws IOException {
        String text = new String(disk.read(paths.missingPayloads()).orElse(new byte[0]), StandardCharsets.UTF_8);
        SortedMap<Long, String> missing = new TreeMap<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new LedgerDamagedException(
                        new Fault(paths.place(paths.missingPayloads()), "a line is not a number and a SHA-256"));
            }
            missing.put(Long.parseLong(matcher.group(1)), matcher.group(2));
        }
        return missing;
    }

    synchronized int count() {
        return missing.size();
    }

    synchronized List<Long> sequences() {
        return new ArrayList<>(missing.keySet());
    }

    synchronized Optional<String> get(long sequence) {
        return Optional.ofNullable(missing.get(sequence));
    }

    /** Takes note of more that are missing; on the disk when this returns. */
    synchronized void add(SortedMap<Long, String> more) throws IOException {
        if (!missing.keySet().containsAll(more.keySet())) {
            missing.putAll(more);
            write();
        }
    }

    /** One of them has come. */
    synchronized void remove(long sequence) throws IOException {
        if (missing.remove(sequence) != null) {
            write();
        }
    }

    private void write() throws IOException {
        String text = missing.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        files.replace(paths.unfinished(), paths.missingPayloads(), text.getBytes(StandardCharsets.UTF_8));
    }
}
