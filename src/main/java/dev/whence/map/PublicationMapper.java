package dev.whence.map;

import dev.whence.receipt.Publication;
import dev.whence.receipt.ReceiptId;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** A publication: what its document says, and under which promotion it may be said to everybody. */
final class PublicationMapper implements KindMapper<Publication> {
    @Override
    public void map(Publication publication, Statements out) {
        Node receipt = out.receipt();
        CatalogRecords.map(publication.document(), out);
        out.type(receipt, Whence.PUBLICATION);
        out.at(publication.publishedAt());
        out.time(receipt, Prov.GENERATED_AT_TIME, publication.publishedAt());
        out.flag(receipt, Whence.DESCRIBED, publication.described());
        out.text(receipt, Whence.NOTICE, publication.notice());
        publication.obligations().forEach(type -> out.text(receipt, Whence.OBLIGATION, type));
        refer(receipt, Whence.PUBLISHES, publication.record(), out);
        refer(receipt, Whence.PROMOTED_BY, publication.promotion(), out);
    }

    /** What is hidden has no IRI that anybody could look up. */
    private static void refer(Node receipt, Node property, String reference, Statements out) {
        ReceiptId.parse(reference)
                .ifPresent(id -> out.say(
                        receipt, property, NodeFactory.createURI(out.iris().receipt(out.organisation(), id))));
    }
}
