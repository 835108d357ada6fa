package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Sight;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.gate.Dossier;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Obligation;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.RunReceipt;
import dev.whence.receipt.StacItem;
import dev.whence.receive.RecordShelf;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Prov;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * Puts together what is known of a dataset version, from the ledger and as one caller sees it: what is hidden from whoever
 * asks is not judged, and so is not let out by them either. Thread-safe.
 */
final class Dossiers {
    private static final JsonLimits NO_LIMITS = new JsonLimits(Integer.MAX_VALUE - 16, 500);

    private final RecordShelf shelf;
    private final Surroundings surroundings;
    private final Iris iris;

    Dossiers(RecordShelf shelf, Surroundings surroundings, Iris iris) {
        this.shelf = shelf;
        this.surroundings = surroundings;
        this.iris = iris;
    }

    /** A dossier, and the records that it is made of in the same order. */
    record Opened(Dossier dossier, List<RecordShelf.Held> held) {}

    Opened open(String organisation, DatasetVersionId version, Sight sight) throws RefusedException {
        RecordShelf.Seen seen = shelf.seenBy(sight);
        return of(
                organisation,
                version,
                withCollections(seen, organisation, seen.ofVersion(organisation, version)),
                sight);
    }

    /**
     * A collection that names no version is of each that an item in it is of, and is published with the first. Only one that
     * is public by itself: what is to be hidden of another one the decision of one version says, and not of all.
     */
    private static List<RecordShelf.Held> withCollections(
            RecordShelf.Seen seen, String organisation, List<RecordShelf.Held> ofVersion) {
        Stream<RecordShelf.Held> collections = ofVersion.stream()
                .flatMap(held ->
                        held.record() instanceof StacItem item ? item.collection().stream() : Stream.<String>empty())
                .distinct()
                .flatMap(id -> seen.find(organisation, new RecordName(ReceiptKind.STAC_COLLECTION, id)).stream())
                .filter(held -> held.record().datasetVersion().isEmpty())
                .filter(held -> held.entry().event().label().isPublic());
        return Stream.concat(ofVersion.stream(), collections)
                .sorted(Comparator.comparingLong(held -> held.entry().sequence()))
                .toList();
    }

    /** A dossier of some records, whichever version they describe. */
    Opened of(String organisation, DatasetVersionId version, List<RecordShelf.Held> held, Sight sight)
            throws RefusedException {
        RecordShelf.Seen seen = shelf.seenBy(sight);
        List<Dossier.Described> records = new ArrayList<>();
        for (RecordShelf.Held one : held) {
            records.add(described(organisation, one));
        }
        Map<String, Dossier.Evidence> runs = new LinkedHashMap<>();
        for (String run : runs(held)) {
            iris.read(run)
                    .filter(minted ->
                            minted.type().equals("run") && minted.organisation().equals(organisation))
                    .ifPresent(minted -> seen.receiptsOf(
                                    organisation, minted.names().get(0))
                            .forEach(receipt -> runs.put(receipt.mapped().graphIri(), evidence(receipt))));
        }
        List<Dossier.Evidence> evidence = List.copyOf(runs.values());
        return new Opened(
                new Dossier(
                        organisation,
                        version,
                        records,
                        evidence,
                        obligations(evidence),
                        surroundings.of(organisation, records, sight)),
                held);
    }

    private static Set<String> runs(List<RecordShelf.Held> held) {
        Set<String> runs = new LinkedHashSet<>();
        for (RecordShelf.Held one : held) {
            one.mapped()
                    .graph()
                    .find(Node.ANY, Prov.WAS_GENERATED_BY, Node.ANY)
                    .mapWith(triple -> triple.getObject())
                    .filterKeep(Node::isURI)
                    .forEachRemaining(run -> runs.add(run.getURI()));
        }
        return runs;
    }

    private Dossier.Described described(String organisation, RecordShelf.Held held) throws RefusedException {
        return new Dossier.Described(
                held.id(),
                iris.described(organisation, held.name()),
                held.record(),
                held.entry().event().label(),
                (ObjectNode) StrictJson.parse(held.received(), NO_LIMITS),
                held.mapped().graph());
    }

    private Dossier.Evidence evidence(RecordShelf.HeldReceipt held) {
        return new Dossier.Evidence(
                held.entry().event().receiptId(),
                held.mapped().graphIri(),
                held.receipt(),
                held.entry().event().label(),
                versions(held.mapped().graph()),
                held.mapped().graph());
    }

    /** The versions of datasets that a receipt says its run made. */
    private List<DatasetVersionId> versions(Graph receipt) {
        return receipt.find(Node.ANY, Dcat.DISTRIBUTION, Node.ANY).mapWith(Triple::getSubject).toList().stream()
                .distinct()
                .filter(Node::isURI)
                .flatMap(node -> iris.read(node.getURI()).stream())
                .filter(minted -> minted.type().equals("dataset-version")
                        && minted.names().size() == 2)
                .map(minted -> new DatasetVersionId(
                        Optional.of(minted.names().get(0)).filter(slug -> !slug.equals("_")),
                        minted.names().get(1)))
                .toList();
    }

    /** Of every decision: what one asks for is not undone by another that does not. */
    private static List<Obligation> obligations(List<Dossier.Evidence> runs) {
        return runs.stream()
                .map(Dossier.Evidence::receipt)
                .flatMap(receipt -> receipt instanceof RunReceipt run
                        ? run.policy().obligations().stream()
                        : List.<Obligation>of().stream())
                .distinct()
                .toList();
    }

    /** The decision that lets it out, where the receipts name one. */
    static Optional<String> decision(Dossier dossier) {
        return dossier.runs().stream()
                .map(Dossier.Evidence::receipt)
                .filter(RunReceipt.class::isInstance)
                .map(receipt -> ((RunReceipt) receipt).policy().id())
                .findFirst();
    }
}
