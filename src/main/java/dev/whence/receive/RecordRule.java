package dev.whence.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.ledger.Blinding;
import dev.whence.ledger.EntryDraft;
import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordSource;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalog record names the dataset version that it describes in its event line, for those who read no payload. */
final class RecordRule implements KindRule {
    /** The event line's member with the version's text, hidden where the label is not public. */
    static final String DATASET_VERSION = "dataset_version";

    /** The event line's member that stands for the catalog that a record was harvested from; absent from all others. */
    static final String SOURCE = "record_source";

    /** Apart from all other names that are hidden under the key. */
    private static final String SOURCE_SORT = "record-source";

    private final ReceiptKind kind;
    private final Blinding blinding;

    RecordRule(ReceiptKind kind, Blinding blinding) {
        this.kind = kind;
        this.blinding = blinding;
    }

    @Override
    public ReceiptKind kind() {
        return kind;
    }

    @Override
    public EntryDraft complete(Candidate candidate, EntryDraft draft) {
        CatalogRecord record = (CatalogRecord) candidate.receipt();
        EntryDraft sourced = source(record, blinding)
                .map(text -> draft.saying(SOURCE, TextNode.valueOf(text)))
                .orElse(draft);
        Optional<String> version = record.datasetVersion().map(DatasetVersionId::text);
        return version.isEmpty()
                ? sourced
                : sourced.saying(
                        DATASET_VERSION,
                        TextNode.valueOf(candidate.label().isPublic() ? version.get() : blinding.blind(version.get())));
    }

    /**
     * Says no to what a stranger's catalog says of a record that is not from there: names are easily the same, and nobody's
     * own record is replaced by a harvest.
     *
     * @param before the members of the event line, or of the draft of one, of the record that would be superseded
     */
    static void requireSameSource(CatalogRecord record, Map<String, JsonNode> before, Blinding blinding)
            throws RefusedException {
        Optional<String> source = source(record, blinding);
        Optional<String> known = Optional.ofNullable(before.get(SOURCE)).map(JsonNode::asText);
        if (source.isPresent() && !source.equals(known)) {
            throw anothers(
                    "/source/catalog",
                    known.isPresent(),
                    "What is harvested takes the place only of what was harvested from the same catalog.");
        }
    }

    /** Says no to whoever would end a record because a catalog lacks it, where the record is not from there. */
    static void requireFrom(String catalog, CatalogRecord standing) throws RefusedException {
        Optional<String> known = standing.source().map(RecordSource::catalog);
        if (!known.equals(Optional.of(catalog))) {
            throw anothers(
                    "/harvested_from",
                    known.isPresent(),
                    "That a catalog has it no more ends only what was harvested from that catalog; whoever wants it ended"
                            + " withdraws it without naming a catalog.");
        }
    }

    private static RefusedException anothers(String pointer, boolean isHarvested, String rule) {
        String message = isHarvested
                ? "A record of this name was harvested from another catalog."
                : "A record of this name was handed in here.";
        return new RefusedException(Problem.of(
                ProblemType.CONFLICT, message + " " + rule, List.of(new Violation(pointer, "record:source", message))));
    }

    private static Optional<String> source(CatalogRecord record, Blinding blinding) {
        return record.source().map(source -> blinding.blind(SOURCE_SORT, source.catalog()));
    }

    @Override
    public void remember(Seen entry) {
        // Where the records of a version lie is kept with those that are looked up: KindRecords.
    }
}
