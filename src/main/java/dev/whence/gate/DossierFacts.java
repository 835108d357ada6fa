package dev.whence.gate;

import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RunReceipt;
import dev.whence.vocab.GateTerms;
import dev.whence.vocab.Whence;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.vocabulary.RDF;

/**
 * A dossier in triples ({@code ontology/gate.ttl}). The records are strangers' words: what they say in the gates' own terms is
 * left out, and what the receipts say lies in a graph of its own. For one thread.
 */
final class DossierFacts {
    private final DatasetGraph facts = DatasetGraphFactory.create();
    private final Graph said = facts.getDefaultGraph();
    private final Set<String> shared;

    /** @param shared digests of bytes that many may say they made */
    DossierFacts(Set<String> shared) {
        this.shared = shared;
    }

    /**
     * Puts a dossier into triples; once for each of these.
     *
     * @param iri of the version
     * @param forms of the records that have one
     */
    DatasetGraph of(Dossier dossier, String iri, Map<ReceiptId, Obligations.Met> forms) {
        for (Dossier.Described record : dossier.records()) {
            Node node = record(record);
            Optional.ofNullable(forms.get(record.id()))
                    .ifPresent(form -> form(record.record().kind(), node, form));
        }
        dossier.runs().forEach(this::told);
        around(dossier.around());
        Node version = NodeFactory.createURI(iri);
        say(GateTerms.DOSSIER, GateTerms.VERSION, version);
        version(version, dossier.version());
        return facts;
    }

    private void around(Dossier.Around around) {
        around.collections().forEach(this::collection);
        around.claims().forEach(this::claim);
        for (int i = 0; i < around.citations().size(); i++) {
            citation(around.citations().get(i), i);
        }
    }

    private Node record(Dossier.Described record) {
        record.triples().find().filterDrop(DossierFacts::isOurs).forEachRemaining(said::add);
        Node node = NodeFactory.createURI(
                GateTerms.NAMESPACE + "record/" + record.id().text());
        Node about = NodeFactory.createURI(record.iri());
        ReceiptKind kind = record.record().kind();
        say(node, RDF.Nodes.type, GateTerms.RECORD);
        say(node, GateTerms.ABOUT, about);
        text(node, GateTerms.KIND, kind.ledgerName());
        text(node, GateTerms.LABEL, record.label().text());
        say(about, RDF.Nodes.type, GateTerms.TOPIC);
        say(about, RDF.Nodes.type, topic(kind));
        record.record().datasetVersion().ifPresent(version -> ofVersion(node, version));
        record.record().source().ifPresent(source -> text(node, GateTerms.SOURCE, source.catalog()));
        return node;
    }

    private void form(ReceiptKind kind, Node record, Obligations.Met form) {
        text(record, GateTerms.PUBLIC_LABEL, form.label().text());
        form.met().forEach(type -> text(record, GateTerms.MET, type));
        FormTexts.of(kind, form.document()).forEach(said -> says(record, said));
    }

    /** Only what has a slash in any form can be a path; the rest of a large document need not be looked through. */
    private void says(Node record, FormTexts.Text said) {
        String text = said.text();
        if (text.indexOf('/') >= 0 || text.indexOf('\\') >= 0 || text.indexOf('%') >= 0) {
            Node place = NodeFactory.createURI(record.getURI() + "#says-" + this.said.size());
            say(record, GateTerms.SAYS, place);
            text(place, GateTerms.POINTER, said.pointer());
            text(place, GateTerms.TEXT, text);
        }
    }

    private void told(Dossier.Evidence told) {
        Graph receipts = facts.getGraph(GateTerms.RECEIPTS);
        told.triples().find().forEachRemaining(receipts::add);
        Node node = NodeFactory.createURI(told.iri());
        say(node, RDF.Nodes.type, GateTerms.TOLD);
        text(node, GateTerms.LABEL, told.label().text());
        told.triples()
                .find(node, Whence.DESCRIBES, Node.ANY)
                .forEachRemaining(triple -> say(node, GateTerms.DESCRIBES, triple.getObject()));
        told.versions().forEach(version -> ofVersion(node, version));
        if (told.receipt() instanceof RunReceipt run) {
            text(node, GateTerms.DECISION, run.policy().id());
            run.policy().outcome().ifPresent(word -> text(node, GateTerms.OUTCOME, word.toLowerCase(Locale.ROOT)));
        }
    }

    private void collection(Dossier.Collection collection) {
        Node node = NodeFactory.createURI(collection.iri());
        say(node, RDF.Nodes.type, GateTerms.KNOWN_COLLECTION);
        if (collection.published()) {
            say(node, RDF.Nodes.type, GateTerms.PUBLISHED_COLLECTION);
        }
    }

    private void claim(Dossier.Claim claim) {
        Node content = NodeFactory.createURI(claim.content());
        claim.receipts().forEach(receipt -> say(content, GateTerms.MADE_BY, NodeFactory.createURI(receipt)));
        if (shared.stream().anyMatch(digest -> claim.content().endsWith("/content/" + digest))) {
            say(content, GateTerms.MAY_BE_SHARED, NodeFactory.createLiteralByValue(true));
        }
    }

    private void citation(Dossier.Citation citation, int number) {
        Node node = NodeFactory.createURI(GateTerms.NAMESPACE + "citation/" + number);
        say(node, RDF.Nodes.type, GateTerms.CITATION);
        say(node, GateTerms.BY, NodeFactory.createURI(citation.by()));
        text(node, GateTerms.REF, citation.ref());
        say(node, GateTerms.RESOLVES, NodeFactory.createLiteralByValue(citation.resolves()));
    }

    private void ofVersion(Node speaker, DatasetVersionId version) {
        Node node = NodeFactory.createURI(
                GateTerms.NAMESPACE + "version/" + version.text().replaceAll("[^\\w.@:-]", "_"));
        say(speaker, GateTerms.OF_VERSION, node);
        version(node, version);
    }

    private void version(Node node, DatasetVersionId version) {
        text(node, GateTerms.ID, version.id());
        version.slug().ifPresent(slug -> text(node, GateTerms.SLUG, slug));
    }

    private static Node topic(ReceiptKind kind) {
        return switch (kind) {
            case STAC_ITEM -> GateTerms.ITEM;
            case STAC_COLLECTION -> GateTerms.COLLECTION;
            case STAC_CATALOG -> GateTerms.CATALOG;
            case DCAT_DATASET -> GateTerms.DATASET;
            default -> GateTerms.PROVENANCE;
        };
    }

    private static boolean isOurs(Triple triple) {
        return List.of(triple.getSubject(), triple.getPredicate(), triple.getObject()).stream()
                .anyMatch(node -> node.isURI() && node.getURI().startsWith(GateTerms.NAMESPACE));
    }

    private void text(Node subject, Node property, String text) {
        say(subject, property, NodeFactory.createLiteralString(text));
    }

    private void say(Node subject, Node property, Node object) {
        said.add(Triple.create(subject, property, object));
    }
}
