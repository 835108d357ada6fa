package dev.whence.feed.dcat;

import dev.whence.catalog.Change;
import dev.whence.feed.rdf.Description;
import dev.whence.vocab.ActivityStreams;
import dev.whence.vocab.Prov;
import java.util.Optional;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;

/** Says that a record is there no more. */
final class Deletions {
    private Deletions() {}

    /** The same, with the receipt that it is told by, as it is told of what is there. */
    static Description describe(Change deletion, String iri, Optional<String> reason, String receipt) {
        return said(deletion, iri, reason).say(Prov.WAS_DERIVED_FROM, receipt).description();
    }

    /** What was described gets no type: harvesters take every dataset for a live one. */
    static Description describe(Change deletion, String iri, Optional<String> reason) {
        return said(deletion, iri, reason).description();
    }

    private static Said said(Change deletion, String iri, Optional<String> reason) {
        Said said = new Said(iri + "#deleted-" + deletion.sequence())
                .say(RDF.Nodes.type, ActivityStreams.DELETE)
                .say(ActivityStreams.OBJECT, iri)
                .say(ActivityStreams.PUBLISHED, Rendering.time(deletion.time()));
        reason.ifPresent(text -> said.say(ActivityStreams.SUMMARY, NodeFactory.createLiteralString(text)));
        return said;
    }
}
