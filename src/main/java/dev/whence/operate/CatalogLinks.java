package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.gate.Gates;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Gate;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.RecordShelf;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code catalog.links}: what does not hold between the catalog's records, the receipts of their runs, and the bytes that both
 * speak of. A page at a time, for it looks at everything.
 */
final class CatalogLinks implements Work.Reading {
    static final Declaration DECLARATION = Declaration.reading(
            "catalog.links",
            "Checks that the catalog's records, receipts and bytes lead to each other, a page at a time",
            Scope.CATALOG_PROMOTE);

    private static final int USUAL = 200;

    private static final DatasetVersionId NO_VERSION = new DatasetVersionId(Optional.empty(), "_");
    private static final String VERSION_DIFFERS = "A-version-differs";

    private final RecordShelf shelf;
    private final Dossiers dossiers;
    private final Gates gates;

    CatalogLinks(RecordShelf shelf, Dossiers dossiers, Gates gates) {
        this.shelf = shelf;
        this.dossiers = dossiers;
        this.gates = gates;
    }

    @Override
    public ObjectNode read(Invocation invocation) throws RefusedException {
        RecordShelf.Seen seen = shelf.seenBy(invocation.sight());
        RecordShelf.Page page = seen.standing(
                invocation.organisation(),
                invocation.input().path("from").asLong(0),
                invocation.number("limit", USUAL));
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("checked", page.held().size());
        ArrayNode errors = json.putArray("errors");
        ArrayNode warnings = json.putArray("warnings");
        Versions versions = new Versions(invocation, seen);
        for (RecordShelf.Held held : page.held()) {
            for (Gates.Broken broken : versions.broken(held)) {
                boolean grave = broken.result() != Gate.Result.ABSTAIN;
                (grave ? errors : warnings).add(json(broken.finding(), grave));
            }
        }
        page.next().ifPresent(next -> json.put("next", next));
        return json;
    }

    /** Looks at the records of one version together, when the first of them comes; reads each version once for a page. */
    private final class Versions {
        private final Invocation invocation;
        private final RecordShelf.Seen seen;
        private final Map<DatasetVersionId, ReceiptId> first = new HashMap<>();

        Versions(Invocation invocation, RecordShelf.Seen seen) {
            this.invocation = invocation;
            this.seen = seen;
        }

        List<Gates.Broken> broken(RecordShelf.Held held) throws RefusedException {
            Optional<DatasetVersionId> version = held.record().datasetVersion();
            if (version.isEmpty()) {
                return alone(held);
            }
            ReceiptId known = first.get(version.get());
            if (known != null && !known.equals(held.id())) {
                return List.of();
            }
            List<RecordShelf.Held> together = seen.ofVersion(invocation.organisation(), version.get());
            Optional<ReceiptId> firstOfAll = first(version.get(), together);
            firstOfAll.ifPresent(id -> first.put(version.get(), id));
            if (firstOfAll.isEmpty()) {
                return links(version.get(), List.of(held));
            }
            return firstOfAll.get().equals(held.id()) ? links(version.get(), together) : List.of();
        }

        /** Of those that name it as this one does: what gives the id alone is of several versions, perhaps. */
        private static Optional<ReceiptId> first(DatasetVersionId version, List<RecordShelf.Held> together) {
            return together.stream()
                    .filter(one -> one.record().datasetVersion().equals(Optional.of(version)))
                    .map(RecordShelf.Held::id)
                    .findFirst();
        }

        /** What names no version cannot speak of another one than the one that it is asked about. */
        private List<Gates.Broken> alone(RecordShelf.Held held) throws RefusedException {
            return links(NO_VERSION, List.of(held)).stream()
                    .filter(broken -> !broken.finding().code().equals(VERSION_DIFFERS))
                    .toList();
        }

        private List<Gates.Broken> links(DatasetVersionId version, List<RecordShelf.Held> together)
                throws RefusedException {
            return gates.links(dossiers.of(invocation.organisation(), version, together, invocation.sight())
                    .dossier());
        }
    }

    /** Under codes like those of the check of files: {@code E-asset-not-output} is {@code E_ASSET_NOT_OUTPUT}. */
    private static ObjectNode json(Gate.Finding finding, boolean grave) {
        String name = finding.code().substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", (grave ? "E_" : "W_") + name)
                .put("from", finding.where())
                .put("to", "")
                .put("message", finding.message() + " " + finding.remediation());
    }
}
