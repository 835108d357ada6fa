package dev.whence.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Principal;
import dev.whence.access.Scope;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.Publisher;
import dev.whence.receive.RecordShelf;
import java.util.List;
import java.util.Optional;

/** {@code catalog.withdraw}: ends a catalog record, and takes it out of the public catalog where it was published. */
final class CatalogWithdraw implements Work.Writing {
    static final Declaration DECLARATION = new Declaration(
            "catalog.withdraw",
            "Ends a catalog record and takes it out of the public catalog",
            Scope.CATALOG_PROMOTE,
            SideEffect.DESTRUCTIVE,
            List.of());

    private final RecordShelf shelf;
    private final Publisher publisher;
    private final Iris iris;

    CatalogWithdraw(RecordShelf shelf, Publisher publisher, Iris iris) {
        this.shelf = shelf;
        this.publisher = publisher;
        this.iris = iris;
    }

    @Override
    public Plan plan(Invocation invocation) throws RefusedException {
        String thing = invocation.text("thing", "");
        RecordName name = iris.read(thing)
                .filter(minted -> minted.organisation().equals(invocation.organisation()))
                .flatMap(Iris::recordOf)
                .or(() -> RecordName.parse(thing))
                .orElseThrow(CatalogWithdraw::notFound);
        Optional<RecordShelf.Held> held = shelf.seenBy(invocation.sight()).find(invocation.organisation(), name);
        if (invocation.input().has("harvested_from")) {
            held.orElseThrow(CatalogWithdraw::notFound).requireHarvestedFrom(invocation.text("harvested_from", ""));
        }
        ObjectNode document = withdrawal(name, held, invocation).orElseThrow(CatalogWithdraw::notFound);
        return (Making) provenance -> provenance.record(ReceiptKind.WITHDRAWAL, document, List.of());
    }

    /** Also of what is published and has no record that the caller sees: a newer one may be hidden, or was erased. */
    private Optional<ObjectNode> withdrawal(RecordName name, Optional<RecordShelf.Held> held, Invocation invocation) {
        Principal caller = invocation.caller().principal();
        Optional<String> by = caller.means() == Principal.Means.HOUSE ? Optional.empty() : Optional.of(caller.name());
        String reason = invocation.text("reason", "");
        return held.isPresent()
                ? Optional.of(publisher.withdrawal(held.get(), reason, by))
                : publisher.withdrawal(invocation.organisation(), name, reason, by);
    }

    private static RefusedException notFound() {
        return new RefusedException(
                ProblemType.NOT_FOUND,
                "No catalog record describes this, or it was withdrawn; give the IRI of a dataset, a collection,"
                        + " an item or a record.");
    }

    @Override
    public ObjectNode answer(Recorded recorded) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("withdrawal", recorded.id().text())
                .put("record", recorded.document().path("withdrawal_of").asText());
    }
}
