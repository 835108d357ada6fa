package dev.whence.map;

import dev.whence.dcat.DatasetFacts;
import dev.whence.dcat.DatasetRecord;
import dev.whence.dcat.RdfDocument;
import dev.whence.dcat.RdfSyntax;
import dev.whence.dcat.UnreadableException;
import dev.whence.dcat.WrittenRecord;
import dev.whence.receipt.DcatDataset;
import dev.whence.receipt.RecordSource;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Foaf;
import dev.whence.vocab.Whence;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;

/**
 * A dataset in DCAT, under an IRI of ours. What is said in words of DCAT, DCMI and their like is carried over in one form;
 * words of others stay in the document. It tells of no run: what it says of one is a claim.
 */
final class DcatDatasetMapper implements KindMapper<DcatDataset> {
    private static final Node SAME_AS = OWL.sameAs.asNode();

    @Override
    public void map(DcatDataset record, Statements out) {
        DatasetRecord read = read(record);
        Node from = read.dataset();
        Node dataset = NodeFactory.createURI(out.iris().dataset(out.organisation(), record.subject()));
        DcatNodes nodes = new DcatNodes(read.graph(), out, record.source().map(RecordSource::url));
        nodes.call(from, dataset);
        out.type(out.receipt(), Whence.DCAT_DATASET_RECEIPT);
        out.say(out.receipt(), Foaf.PRIMARY_TOPIC, dataset);
        out.type(dataset, Dcat.DATASET);
        if (read.graph().contains(from, RDF.Nodes.type, Dcat.DATASET_SERIES)) {
            out.type(dataset, Dcat.DATASET_SERIES);
        }
        names(record, read.facts(), from, dataset, out);
        DcatRights rights = new DcatRights(nodes, out);
        rights.say(from, dataset);
        DcatParts parts = new DcatParts(nodes, out, from, dataset);
        parts.say();
        List<Node> pages = nodes.objects(from, Dcat.LANDING_PAGE).stream()
                .filter(Node::isURI)
                .map(nodes::iri)
                .toList();
        new DcatDistributions(nodes, rights, out, record.subject())
                .say(from, dataset, pages.stream().findFirst());
        Set<Node> said = new HashSet<>(DcatParts.properties());
        said.addAll(DcatRights.properties());
        said.addAll(Set.of(Dct.TITLE, Dct.IDENTIFIER, Dcat.DISTRIBUTION, RDF.Nodes.type));
        nodes.carry(from, dataset, said);
    }

    private static void names(DcatDataset record, DatasetFacts facts, Node from, Node dataset, Statements out) {
        out.text(dataset, Dct.IDENTIFIER, record.identifier());
        for (Node title : facts.titles()) {
            out.say(dataset, Dct.TITLE, Terms.text(title.getLiteralLexicalForm(), DcatNodes.language(title)));
        }
        if (from.isURI() && !RdfDocument.isRelative(from.getURI()) && !from.equals(dataset)) {
            out.say(dataset, SAME_AS, from);
        }
        if (!record.identifier().equals(record.subject()) && RdfValues.isAbsolute(record.identifier())) {
            out.say(dataset, SAME_AS, NodeFactory.createURI(record.identifier()));
        }
        record.datasetVersion()
                .ifPresent(version -> out.say(
                        dataset,
                        Dct.IS_PART_OF,
                        NodeFactory.createURI(out.iris().datasetVersion(out.organisation(), version))));
    }

    private static DatasetRecord read(DcatDataset record) {
        try {
            RdfSyntax syntax = RdfSyntax.ofMediaType(record.mediaType()).orElseThrow();
            Optional<String> address = record.source().map(RecordSource::url);
            return DatasetRecord.of(new WrittenRecord.Body(record.body(), syntax, address));
        } catch (UnreadableException unreadable) {
            throw new IllegalStateException("a record that was checked cannot be read", unreadable);
        }
    }
}
