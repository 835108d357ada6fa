package dev.whence.receive;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that belong to a receipt beside them: {@code x.sig}, {@code x.att.json}, {@code x.intoto.jsonl} and
 * {@code x.sigstore.json} beside {@code x}, {@code x.json} or {@code x.run_receipt.json}; and whatever lies in a folder
 * {@code x.run_receipt.json.attachments}, as an export writes it.
 */
final class Companions {
    private static final List<String> SUFFIXES = List.of(".sig", ".att.json", ".intoto.jsonl", ".sigstore.json");
    private static final String FOLDER = ".attachments";
    private static final int DEEPEST = 500;

    private final int mostBytes;

    /** @param mostBytes of one receipt */
    Companions(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Whether a file's name says that it belongs to a receipt; there may yet be none beside it. */
    static boolean isOne(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        return isInFolder(file) || SUFFIXES.stream().anyMatch(name::endsWith);
    }

    private static boolean isInFolder(Path file) {
        Path folder = file.getParent();
        return folder != null && folder.getFileName() != null && name(folder).endsWith(FOLDER);
    }

    /** The file of the receipt that a companion belongs to. */
    static Optional<Path> receiptOf(Path companion) {
        Path folder = companion.toAbsolutePath().getParent();
        if (folder == null) {
            return Optional.empty();
        }
        if (isInFolder(companion)) {
            String of = name(folder);
            return existing(Stream.of(folder.resolveSibling(of.substring(0, of.length() - FOLDER.length()))));
        }
        String name = name(companion);
        return SUFFIXES.stream()
                .filter(name.toLowerCase(Locale.ROOT)::endsWith)
                .findFirst()
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .filter(stem -> !stem.isEmpty())
                .flatMap(stem -> existing(names(stem).map(folder::resolve)));
    }

    /** What a receipt may be called that has such a stem; the plainest name last. */
    private static Stream<String> names(String stem) {
        Stream<String> kinds = Arrays.stream(ReceiptKind.values())
                .map(kind -> stem + "." + kind.ledgerName().replace('-', '_') + "_receipt.json");
        return Stream.of(Stream.of(stem), kinds, Stream.of(stem + ".receipt.json", stem + ".json"))
                .flatMap(names -> names);
    }

    private static Optional<Path> existing(Stream<Path> files) {
        return files.filter(file -> Files.isRegularFile(file) && !isOne(file)).findFirst();
    }

    /**
     * A companion as the document that is handed in.
     *
     * @return nothing where what lies beside it is no receipt
     */
    Optional<byte[]> document(Path companion, Path receipt) throws IOException {
        Optional<ReceiptId> id = id(read(receipt));
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        AttachmentDocument.of(id.get(), called(companion), mediaType(companion), read(companion)));
    }

    private Optional<ReceiptId> id(byte[] receipt) {
        try {
            return Optional.of(CanonicalReceipt.of(receipt, new JsonLimits(mostBytes, DEEPEST))
                    .id());
        } catch (RefusedException notOne) {
            return Optional.empty();
        }
    }

    private byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(mostBytes + 1);
        }
    }

    /** An export encodes names for file systems. */
    private static String called(Path companion) {
        try {
            return isInFolder(companion) ? Iris.unsegment(name(companion)) : name(companion);
        } catch (IllegalArgumentException notEncoded) {
            return name(companion);
        }
    }

    private static String mediaType(Path companion) {
        String name = name(companion).toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonl")) {
            return "application/jsonl";
        }
        return name.endsWith(".json") ? "application/json" : "application/octet-stream";
    }

    private static String name(Path file) {
        return file.getName(file.getNameCount() - 1).toString();
    }
}
