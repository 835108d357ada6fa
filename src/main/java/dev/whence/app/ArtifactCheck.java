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

/**
 * Compares files with what receipts say of them: for every output with a relative URI that names a file below the folder,
 * the newest receipt that is not superseded decides which bytes belong there. SHA-256 only; other algorithms are passed
 * over.
 */
final class ArtifactCheck {
    private final Whence whence;
    private final Path folder;
    private int compared;

    ArtifactCheck(Whence whence, Path folder) {
        this.whence = whence;
        this.folder = folder.toAbsolutePath().normalize();
    }

    List<String> differences() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, String> stated : newest().entrySet()) {
            Optional<Path> file = file(stated.getKey());
            if (file.isPresent()) {
                String found = "sha256:" + Sha256.hex(Files.readAllBytes(file.get()));
                if (found.equals(stated.getValue())) {
                    compared++;
                } else {
                    differences.add("artifact: " + stated.getKey() + " is " + found + ", its receipt says "
                            + stated.getValue());
                }
            }
        }
        return differences;
    }

    /** How many files were found good. */
    int compared() {
        return compared;
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
