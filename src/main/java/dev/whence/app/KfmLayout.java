package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.access.Sight;
import dev.whence.ledger.Entry;
import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receive.AttachmentArchive;
import dev.whence.receive.ReceiptArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of receipts by month: {@code YYYY/MM/<run_id>.run_receipt.json} as received, {@code .prov.jsonld} beside it,
 * the validation and attestation parts where the receipt has them, and what is attached to it in a folder
 * {@code .run_receipt.json.attachments/}. Append-only: a file that is there with other bytes
 * is left alone and told. Run ids become file names by the rule of IRIs' path segments, so none of them can climb out.
 */
final class KfmLayout {
    /** With the longest ending, still less than the 255 bytes that file systems take. */
    private static final int LONGEST_NAME = 180;

    private final Whence whence;
    private final Path folder;
    private final ObjectMapper json = new ObjectMapper();
    private final List<Path> differing = new ArrayList<>();
    private int written;
    private int unchanged;

    KfmLayout(Whence whence, Path folder) {
        this.whence = whence;
        this.folder = folder;
    }

    void write(Entry entry) throws IOException {
        Optional<ReceiptArchive.Stored> stored =
                whence.archive().seenBy(Sight.ALL).stored(entry);
        Optional<Receipt> receipt = whence.projection().receipt(entry);
        if (stored.isEmpty() || receipt.isEmpty() || receipt.get() instanceof AttachmentReceipt) {
            return;
        }
        byte[] received = stored.get().as(ReceiptArchive.Form.RECEIVED);
        String stem = stem(entry, receipt.get());
        String file = stem + "." + suffix(receipt.get().kind()) + ".json";
        put(file, received);
        attachments(file + ".attachments/", entry);
        String companion = companion(stem, receipt.get().kind());
        put(companion + ".prov.jsonld", stored.get().as(ReceiptArchive.Form.JSON_LD));
        JsonNode tree = json.readTree(received);
        part(companion + ".validation.json", tree.path("validation"));
        part(companion + ".attestation.json", tree.path("cosign"));
    }

    /** As they came, under their own names; where two have one name, the later one has part of its digest in it. */
    private void attachments(String beside, Entry entry) throws IOException {
        Set<String> names = new HashSet<>();
        for (AttachmentArchive.Stored stored :
                whence.attachments().seenBy(Sight.ALL).of(entry.sequence())) {
            String name = Iris.segment(stored.attachment().name());
            String kept = name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
            boolean first = names.add(kept);
            String digest = stored.attachment().digest().hex().substring(0, 12);
            put(
                    beside + (first ? kept : digest + "." + kept),
                    stored.attachment().bytes());
        }
    }

    int written() {
        return written;
    }

    int unchanged() {
        return unchanged;
    }

    List<Path> differing() {
        return differing;
    }

    private String stem(Entry entry, Receipt receipt) {
        Instant at = whence.projection()
                .mapped(entry)
                .flatMap(mapped -> mapped.lineage().at())
                .orElse(entry.event().time());
        OffsetDateTime utc = at.atOffset(ZoneOffset.UTC);
        String month = String.format(Locale.ROOT, "%04d/%02d/", utc.getYear(), utc.getMonthValue());
        return month + name(entry, receipt);
    }

    /** Receipts whose names would else be the same, or longer than file systems take, have part of their id in them. */
    private String name(Entry entry, Receipt receipt) {
        String name = Iris.segment(receipt.subject());
        boolean tooLong = name.length() > LONGEST_NAME;
        String kept = tooLong ? name.substring(0, LONGEST_NAME) : name;
        return tooLong || replacesItsOwnSubject(entry, receipt)
                ? kept + "." + entry.event().receiptId().hex().substring(0, 12)
                : kept;
    }

    private boolean replacesItsOwnSubject(Entry entry, Receipt receipt) {
        return entry.event()
                .supersedes()
                .flatMap(id ->
                        whence.archive().seenBy(Sight.ALL).find(entry.event().org(), id))
                .flatMap(stored -> whence.projection().receipt(stored.entry()))
                .filter(before -> before.subject().equals(receipt.subject()))
                .isPresent();
    }

    /** A run of another kind may have the same name; what lies beside its receipt says which kind it is. */
    private static String companion(String stem, ReceiptKind kind) {
        return kind == ReceiptKind.RUN ? stem : stem + "." + kind.ledgerName().replace('-', '_');
    }

    private static String suffix(ReceiptKind kind) {
        return kind.ledgerName().replace('-', '_') + "_receipt";
    }

    private void part(String name, JsonNode node) throws IOException {
        if (node.isObject() && !node.isEmpty()) {
            put(
                    name,
                    (json.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private void put(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            writeWhole(file, bytes);
            written++;
        } else if (Arrays.equals(Files.readAllBytes(file), bytes)) {
            unchanged++;
        } else {
            differing.add(file);
        }
    }

    /** Written under another name first: a file that was cut short would never be written again. */
    private static void writeWhole(Path file, byte[] bytes) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path unfinished = Files.createTempFile(parent, ".unfinished", ".tmp");
        try {
            Files.write(unfinished, bytes);
            Files.move(unfinished, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
