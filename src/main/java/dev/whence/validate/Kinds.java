package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every kind that is read, and which of them a receipt is. */
final class Kinds {
    /** From the kind that asks most of an object to the one that asks least. */
    private static final List<KindReader> READERS = List.of(
            new AttachmentReader(),
            new TombstoneReader(),
            new WithdrawalReader(),
            new PublicationReader(),
            new PromotionReader(),
            new StacItemReader(),
            new StacCollectionReader(),
            new StacCatalogReader(),
            new DcatDatasetReader(),
            new RegistryReader(),
            new ZoneReader(),
            new OperationReader(),
            new GeneratedReader(),
            new RunReader(),
            new ClosedRunReader(),
            new IncidentReader(),
            new KnowledgeChangeReader(),
            new EventReader(),
            new RegisteredVersionReader(),
            new ProvDocumentReader());

    private Kinds() {}

    /** Every kind that is read. */
    static List<ReceiptKind> all() {
        return READERS.stream().map(KindReader::kind).toList();
    }

    static KindReader reader(ReceiptKind kind) {
        return READERS.stream()
                .filter(reader -> reader.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no reader for the kind " + kind.ledgerName()));
    }

    static KindReader detect(JsonNode tree) throws RefusedException {
        if (!tree.isObject()) {
            throw refused(ProblemType.UNKNOWN_KIND, notAnObject(tree));
        }
        var foreign = ForeignShape.of(tree);
        if (foreign.isPresent()) {
            throw refused(ProblemType.UNSUPPORTED_KIND, unsupported(foreign.get()));
        }
        for (KindReader reader : READERS) {
            if (reader.detects(tree)) {
                return reader;
            }
        }
        throw refused(
                ProblemType.UNKNOWN_KIND, "The members do not tell which kind of receipt this is. " + knownKinds());
    }

    private static String notAnObject(JsonNode tree) {
        String found = tree.getNodeType().name().toLowerCase(Locale.ROOT);
        return "A receipt is one JSON object, and this is of the type " + found
                + "; send each receipt by itself, or many as NDJSON, one a line.";
    }

    private static String unsupported(ForeignShape shape) {
        return "This is " + shape.inWords() + ", which is recognised and not kept.";
    }

    /** Those that somebody may hand in; the others Whence writes itself. */
    private static String knownKinds() {
        return READERS.stream()
                .filter(reader -> !reader.kind().isOwn())
                .map(reader -> reader.kind().ledgerName() + " (known by " + reader.telling() + ")")
                .sorted()
                .collect(Collectors.joining("; ", "Known kinds: ", "."));
    }

    private static RefusedException refused(ProblemType type, String message) {
        return new RefusedException(
                Problem.of(type, message, List.of(new Violation("", "receipt:" + type.slug(), message))));
    }
}
