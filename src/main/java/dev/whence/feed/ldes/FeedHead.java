package dev.whence.feed.ldes;

import dev.whence.catalog.CatalogView;
import dev.whence.feed.rdf.Descriptions;
import dev.whence.vocab.ActivityStreams;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Ldes;
import dev.whence.vocab.Tree;
import java.time.Instant;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/** What a page says of the stream and of the pages that it leads to. */
record FeedHead(FeedAddresses addresses, CatalogView view) {
    private static final Node PROFILE =
            NodeFactory.createURI("https://semiceu.github.io/LDES-DCAT-AP-feeds/index.html");
    /** The profile demands that it be named; what members look like is its to say. */
    private static final Node SHAPE =
            NodeFactory.createURI("https://semiceu.github.io/LDES-DCAT-AP-feeds/shape.ttl#ActivityShape");

    private static final Node NODE_SHAPE = iri("http://www.w3.org/ns/shacl#NodeShape");

    private static final String KEPT =
            "Every change since the first is kept. Only what was erased by law or order is left out, on closed pages too;"
                    + " where nothing newer had taken its place, a deletion tells of it.";

    /** How members are read; on every page, so that each is good alone. */
    void stream(Descriptions out) {
        Node stream = iri(addresses.stream());
        out.say(stream, RDF.Nodes.type, Ldes.EVENT_STREAM);
        out.say(stream, Ldes.TIMESTAMP_PATH, ActivityStreams.PUBLISHED);
        out.say(stream, Ldes.VERSION_OF_PATH, ActivityStreams.OBJECT);
        out.say(stream, Ldes.VERSION_CREATE_OBJECT, ActivityStreams.CREATE);
        out.say(stream, Ldes.VERSION_UPDATE_OBJECT, ActivityStreams.UPDATE);
        out.say(stream, Ldes.VERSION_DELETE_OBJECT, ActivityStreams.DELETE);
        out.say(stream, Dct.CONFORMS_TO, PROFILE);
        out.say(stream, Tree.SHAPE, SHAPE);
        // Said here, or clients would fetch it from there, and could not read without that server.
        out.say(SHAPE, RDF.Nodes.type, NODE_SHAPE);
        out.say(stream, Tree.VIEW, iri(addresses.first()));
    }

    /** What is kept: said on the first page. */
    void retention(Descriptions out) {
        Node first = iri(addresses.first());
        Node description = iri(addresses.first() + "#view");
        Node retention = iri(addresses.first() + "#retention");
        out.say(first, Tree.VIEW_DESCRIPTION, description);
        out.say(description, Ldes.RETENTION_POLICY, retention);
        out.say(retention, RDF.Nodes.type, Ldes.RETENTION_POLICY_CLASS);
        out.say(retention, RDFS.Nodes.comment, NodeFactory.createLiteralLang(KEPT, "en"));
        view.changes(0, 1).forEach(change -> out.say(retention, Ldes.STARTING_FROM, time(change.time())));
    }

    /** That a page leads to another, and which changes are there. */
    void relation(String page, FeedTree tree, FeedTree.Place to, Descriptions out) {
        // Where a page is not full, there is no saying how late its changes will be.
        bound(page, to, "from", Tree.GREATER_THAN_OR_EQUAL_TO, timeOf(to.first()), out);
        if (tree.isFull(to)) {
            bound(page, to, "to", Tree.LESS_THAN_OR_EQUAL_TO, timeOf(to.end() - 1), out);
        }
    }

    private void bound(String page, FeedTree.Place to, String name, Node type, Instant time, Descriptions out) {
        Node relation = iri(page + "#" + name + "-" + to.level() + "-" + to.index());
        out.say(iri(page), Tree.RELATION, relation);
        out.say(relation, RDF.Nodes.type, type);
        out.say(relation, Tree.NODE, iri(addresses.page(to)));
        out.say(relation, Tree.PATH, ActivityStreams.PUBLISHED);
        out.say(relation, Tree.VALUE, time(time));
    }

    private Instant timeOf(long number) {
        return view.changes(Math.toIntExact(number), 1).get(0).time();
    }

    static Node time(Instant time) {
        return NodeFactory.createLiteralDT(time.toString(), XSDDatatype.XSDdateTime);
    }

    static Node iri(String iri) {
        return NodeFactory.createURI(iri);
    }
}
