package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.receipt.Publication;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RecordName;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDFS;

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
        publication.notice().ifPresent(notice -> showWith(publication, notice, out));
        publication.obligations().forEach(type -> out.text(receipt, Whence.OBLIGATION, type));
        refer(receipt, Whence.PUBLISHES, publication.record(), out);
        refer(receipt, Whence.PROMOTED_BY, publication.promotion(), out);
    }

    /** On the thing too: whoever shows the thing shows the notice. */
    private static void showWith(Publication publication, String notice, Statements out) {
        out.text(out.receipt(), Whence.NOTICE, notice);
        RecordName name = new RecordName(
                publication.document().kind(), publication.document().subject());
        Node thing = NodeFactory.createURI(out.iris().described(out.organisation(), name));
        Node statement = NodeFactory.createURI(Iris.helper(thing.getURI(), "notice"));
        out.say(thing, Dct.RIGHTS, statement);
        out.type(statement, Dct.RIGHTS_STATEMENT);
        out.text(statement, RDFS.Nodes.label, notice);
    }

    /** What is hidden has no IRI that anybody could look up. */
    private static void refer(Node receipt, Node property, String reference, Statements out) {
        ReceiptId.parse(reference)
                .ifPresent(id -> out.say(
                        receipt, property, NodeFactory.createURI(out.iris().receipt(out.organisation(), id))));
    }
}
