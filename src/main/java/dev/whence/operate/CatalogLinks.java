package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.gate.Gates;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Gate;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.RecordShelf;
import java.util.List;
import java.util.Locale;
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
        for (RecordShelf.Held held : page.held()) {
            for (Gates.Broken broken : broken(invocation, seen, held)) {
                boolean grave = broken.result() != Gate.Result.ABSTAIN;
                (grave ? errors : warnings).add(json(broken.finding(), grave));
            }
        }
        page.next().ifPresent(next -> json.put("next", next));
        return json;
    }

    /** Records of one version are looked at together, when the first of them comes. */
    private List<Gates.Broken> broken(Invocation invocation, RecordShelf.Seen seen, RecordShelf.Held held)
            throws RefusedException {
        Optional<DatasetVersionId> version = held.record().datasetVersion();
        List<RecordShelf.Held> together = version.map(one -> seen.ofVersion(invocation.organisation(), one))
                .filter(all -> !all.isEmpty())
                .orElse(List.of(held));
        if (!together.get(0).id().equals(held.id())) {
            return List.of();
        }
        return gates.links(dossiers.of(
                        invocation.organisation(),
                        version.orElse(new DatasetVersionId(Optional.empty(), "_")),
                        together,
                        invocation.sight())
                .dossier());
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
