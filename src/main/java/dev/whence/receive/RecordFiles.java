package dev.whence.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.canonical.Utf8;
import dev.whence.dcat.RdfSyntax;
import dev.whence.dcat.RecordForms;
import dev.whence.dcat.RecordSplitter;
import dev.whence.dcat.UnreadableException;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.receive.BulkIntake.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes catalog documents apart into what intake takes: one item a record. Immutable; thread-safe. */
public final class RecordFiles {
    private static final String JSON = "application/json";
    private static final String GEO_JSON = "application/geo+json";

    private final JsonLimits limits;

    /** @param limits of a whole document; each record of it has those of every receipt besides */
    public RecordFiles(JsonLimits limits) {
        this.limits = limits;
    }

    /** Whether a media type is one that catalog records come in, one document a body. */
    public static boolean takes(String mediaType) {
        String name = mediaType.toLowerCase(Locale.ROOT);
        return name.equals(GEO_JSON) || RdfSyntax.ofMediaType(name).isPresent();
    }

    /** Whether a file is no receipt by its name, and a document of a catalog. */
    public static boolean isDocument(String fileName) {
        return RdfSyntax.ofFile(fileName).isPresent();
    }

    /**
     * Takes a document apart.
     *
     * @param source how its sender names it; each record of many has its number behind it
     * @throws RefusedException {@link ProblemType#MALFORMED_JSON}, {@link ProblemType#TOO_LARGE}, or
     *     {@link ProblemType#SCHEMA_VIOLATION} where nothing of it can be read
     */
    public List<Item> items(String source, byte[] document, String mediaType) throws RefusedException {
        if (document.length > limits.maxBytes()) {
            throw new RefusedException(Problem.of(
                    ProblemType.TOO_LARGE,
                    "At most " + limits.maxBytes() + " bytes are read of a document; send it in parts."));
        }
        try {
            RdfSyntax syntax = mediaType.equalsIgnoreCase(GEO_JSON)
                    ? RdfSyntax.JSON_LD
                    : RdfSyntax.ofMediaType(mediaType).orElseThrow();
            if (syntax != RdfSyntax.JSON_LD) {
                return items(source, RecordSplitter.rdf(Utf8.decode(document), syntax, Optional.empty()));
            }
            JsonNode json = StrictJson.parse(document, limits);
            List<ObjectNode> records = RecordSplitter.json(json, Optional.empty());
            // What is one record by itself is kept as it came, to the byte.
            return records.size() == 1 && records.get(0) == json
                    ? List.of(new Item(source, document))
                    : items(source, records);
        } catch (UnreadableException unreadable) {
            throw new RefusedException(Problem.of(
                    ProblemType.SCHEMA_VIOLATION,
                    "The document is none of a catalog that can be read; mend it and send it again.",
                    List.of(new Violation("", unreadable.rule(), unreadable.message()))));
        }
    }

    /**
     * The records in a JSON file that may hold a receipt as well; the file itself where it is one thing, or nothing that is
     * known here: whoever judges it says what it is not.
     */
    public List<Item> itemsOfJson(String source, byte[] file) {
        try {
            JsonNode json = StrictJson.parse(file, limits);
            boolean many = json.path("features").isArray()
                    || json.path("collections").isArray()
                    || RecordForms.isCatalog(json)
                    || json.has("@graph")
                    || json.isArray();
            return many || json.has("@context") ? items(source, file, JSON) : List.of(new Item(source, file));
        } catch (RefusedException notACatalog) {
            return List.of(new Item(source, file));
        }
    }

    /** A document that cannot be taken apart, as an envelope by which whoever judges it finds the same fault. */
    Item unread(String source, byte[] document, RdfSyntax syntax) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("record", ReceiptKind.DCAT_DATASET.ledgerName())
                .put("media_type", syntax.mediaType())
                .put("body", new String(document, StandardCharsets.UTF_8));
        return new Item(source, envelope.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Item> items(String source, List<ObjectNode> records) {
        List<Item> items = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            String name = records.size() == 1 ? source : source + "#" + (i + 1);
            items.add(new Item(name, records.get(i).toString().getBytes(StandardCharsets.UTF_8)));
        }
        return items;
    }
}
