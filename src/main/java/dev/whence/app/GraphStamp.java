package dev.whence.app;

import dev.whence.ledger.Log;
import dev.whence.map.ReceiptMapper;
import dev.whence.receipt.Iris;
import dev.whence.store.GraphStore;
import dev.whence.store.Watermark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says of which ledger, under which base and by which mapping the graph was made. A graph of another making would answer
 * with IRIs that nobody minted or triples that no receipt states; it is made anew instead.
 */
final class GraphStamp {
    private final Path file;
    private final Log ledger;
    private final String making;

    GraphStamp(Path graphFolder, Log ledger, Iris iris) {
        this.file = graphFolder.resolve("made-of");
        this.ledger = ledger;
        this.making = String.join("\n", ledger.key().name(), iris.base(), "mapping " + ReceiptMapper.VERSION, "");
    }

    /** Whether a graph is what this ledger, base and mapping gave. */
    boolean fits(GraphStore graph) throws IOException {
        Watermark watermark = graph.watermark();
        if (watermark.size() == 0) {
            return true;
        }
        return watermark.size() <= ledger.size()
                && watermark
                        .eventHash()
                        .equals(ledger.entry(watermark.size() - 1).eventHash())
                && Files.exists(file)
                && Files.readString(file, StandardCharsets.UTF_8).equals(making);
    }

    void write() throws IOException {
        if (!Files.exists(file)
                || !Files.readString(file, StandardCharsets.UTF_8).equals(making)) {
            Files.writeString(file, making, StandardCharsets.UTF_8);
        }
    }
}
