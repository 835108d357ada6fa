package dev.whence.app;

import dev.whence.canonical.Sha256;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Compares files with what receipts say of them: for every output with a relative URI that names a file below the folder,
 * the newest receipt that is not superseded decides which bytes belong there. SHA-256 only; other algorithms are passed
 * over. Where no file at all could be compared, that is a difference too: it is not what whoever asked wants to hear as good.
 */
final class ArtifactCheck {
    /** What names a thing elsewhere, and no file. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    private final Whence whence;
    private final Path folder;
    private int compared;
    private int missing;

    ArtifactCheck(Whence whence, Path folder) {
        this.whence = whence;
        this.folder = folder.toAbsolutePath().normalize();
    }

    List<String> differences() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, String> stated : newest().entrySet()) {
            Optional<Path> file = file(stated.getKey());
            if (file.isPresent()) {
                compare(stated.getKey(), stated.getValue(), file.get(), differences);
            } else if (!SCHEME.matcher(stated.getKey()).matches()) {
                missing++;
            }
        }
        if (compared == 0 && differences.isEmpty()) {
            differences.add(nothing());
        }
        return differences;
    }

    private void compare(String uri, String digest, Path file, List<String> differences) throws IOException {
        String found = "sha256:" + Sha256.hex(Files.readAllBytes(file));
        if (found.equals(digest)) {
            compared++;
        } else {
            differences.add("artifact: " + uri + " is " + found + ", its receipt says " + digest);
        }
    }

    private String nothing() {
        return missing == 0
                ? "artifacts: no receipt states a file by a relative path and a SHA-256, so nothing was compared"
                : "artifacts: none of the " + missing + " files that receipts state lies below " + folder
                        + ", so nothing was compared; name the folder in which their paths begin";
    }

    /** How many files were found good. */
    int compared() {
        return compared;
    }

    /** How many files that receipts state are not there. */
    int missing() {
        return missing;
    }

    private Map<String, String> newest() {
        Map<String, String> digests = new TreeMap<>();
        for (long sequence = 0; sequence < whence.ledger().size(); sequence++) {
            if (whence.index().snapshot().supersededBy(sequence).isEmpty()) {
                whence.projection()
                        .mapped(whence.ledger().entry(sequence))
                        .ifPresent(mapped -> mapped.lineage().generated().forEach(thing -> note(thing, digests)));
            }
        }
        return digests;
    }

    private void note(LineageFacts.Thing thing, Map<String, String> digests) {
        whence.iris()
                .read(thing.iri())
                .filter(minted ->
                        minted.type().equals("artifact") && minted.names().size() == 2)
                .map(Iris.Minted::names)
                .filter(names -> names.get(0).startsWith("sha256:"))
                .ifPresent(names -> digests.put(names.get(1), names.get(0)));
    }

    /** Only files that truly lie below the folder: a receipt does not choose what is read. */
    private Optional<Path> file(String uri) throws IOException {
        try {
            Path file = folder.resolve(uri).normalize();
            boolean below = file.startsWith(folder) && Files.isRegularFile(file);
            return below && file.toRealPath().startsWith(folder.toRealPath()) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }
}
