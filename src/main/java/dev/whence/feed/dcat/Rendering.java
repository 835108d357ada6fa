package dev.whence.feed.dcat;

import dev.whence.feed.Published;
import dev.whence.feed.rdf.Description;
import dev.whence.feed.rdf.DescriptionWriter;
import dev.whence.feed.rdf.Descriptions;
import dev.whence.feed.rdf.Syntax;
import dev.whence.receipt.ReceiptKind;
import dev.whence.vocab.Adms;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Foaf;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Stac;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/** Makes fragments of entries. Thread-safe. */
final class Rendering {
    /** Changes whenever the same record would give other text than before: then it has another tag. */
    static final String VERSION = "2";

    /** ADMS's word for what is finished; a record is, until another takes its place. */
    private static final Node COMPLETED = NodeFactory.createURI("http://purl.org/adms/status/Completed");

    private final DcatAp profile = DcatAp.read();

    /** @param catalog IRI of the catalog that has the record */
    Fragment fragment(Published entry, String catalog, Syntax syntax) {
        DescriptionWriter writer = syntax.writer();
        List<Description> own = new ArrayList<>();
        List<String> shared = new ArrayList<>();
        List<String> series = new ArrayList<>();
        StringBuilder stub = new StringBuilder();
        List<Description> fitting = Fitting.fit(profile, said(entry, catalog));
        Predicate<String> belongs = belonging(entry, catalog, fitting);
        for (Description description : fitting) {
            if (description.subject().equals(entry.iri())) {
                description.values(Dcat.IN_SERIES).forEach(one -> series.add(one.getURI()));
                own.add(0, description);
                if (isSeries(description)) {
                    writer.write(SeriesStub.of(description), stub);
                }
            } else if (belongs.test(description.subject())) {
                own.add(description);
            } else {
                StringBuilder text = new StringBuilder(128);
                writer.write(description, text);
                shared.add(text.toString());
            }
        }
        return new Fragment(body(own, writer), shared, series, stub.toString());
    }

    /** The same record for whoever asks for it alone: with what others speak of too, and without the catalog. */
    List<Description> alone(Published entry) {
        return Fitting.fit(profile, said(entry));
    }

    private static byte[] body(List<Description> own, DescriptionWriter writer) {
        StringBuilder body = new StringBuilder(4096);
        String between = "";
        for (Description description : own) {
            body.append(between);
            writer.write(description, body);
            between = writer.between();
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Descriptions said(Published entry, String catalog) {
        Descriptions said = said(entry);
        Node of = NodeFactory.createURI(catalog);
        said.say(of, Dcat.DATASET_PROPERTY, NodeFactory.createURI(entry.iri()));
        said.say(of, Dcat.RECORD, NodeFactory.createURI(entry.record()));
        return said;
    }

    /** With the catalog's record; and a series is a dataset too, as it stands among them. */
    private static Descriptions said(Published entry) {
        Descriptions said = new Descriptions();
        Node thing = NodeFactory.createURI(entry.iri());
        Node record = NodeFactory.createURI(entry.record());
        own(said, thing, entry);
        said.say(thing, RDF.Nodes.type, Dcat.DATASET);
        said.say(thing, RDF.Nodes.type, Dcat.RESOURCE);
        said.say(record, RDF.Nodes.type, Dcat.CATALOG_RECORD);
        said.say(record, Foaf.PRIMARY_TOPIC, thing);
        said.say(record, Dct.ISSUED, time(entry.change().issued()));
        said.say(record, Dct.MODIFIED, time(entry.change().time()));
        said.say(record, Adms.STATUS, COMPLETED);
        // Not dct:source, whose values DCAT-AP takes for records.
        said.say(record, Prov.WAS_DERIVED_FROM, NodeFactory.createURI(entry.receipt()));
        entry.publication().notice().ifPresent(notice -> notice(said, thing, notice));
        return said;
    }

    /** An id of STAC names one record of a collection only, and harvesters take equal identifiers for one dataset. */
    private static void own(Descriptions said, Node thing, Published entry) {
        boolean isStac = isStac(entry);
        for (Triple triple : entry.triples()) {
            boolean isOfThing = triple.getSubject().equals(thing);
            if (isStac && isOfThing && triple.getPredicate().equals(Dct.IDENTIFIER)) {
                said.say(thing, Stac.ID, triple.getObject());
            } else if (!isOfThing || !triple.getObject().equals(Dcat.CATALOG)) {
                // A page has one catalog, its own; one that is published in it is a dataset like others.
                said.say(triple.getSubject(), triple.getPredicate(), triple.getObject());
            }
        }
        if (isStac) {
            said.say(thing, Dct.IDENTIFIER, NodeFactory.createLiteralString(entry.iri()));
        }
    }

    private static boolean isStac(Published entry) {
        return ReceiptKind.named(entry.change().key().kind())
                .filter(ReceiptKind::isStac)
                .isPresent();
    }

    /** What must be shown with a thing stands among its rights, where people look for what they may. */
    private static void notice(Descriptions said, Node thing, String text) {
        Node notice = NodeFactory.createURI(thing.getURI() + "#notice");
        said.say(thing, Dct.RIGHTS, notice);
        said.say(notice, RDF.Nodes.type, Dct.RIGHTS_STATEMENT);
        said.say(notice, RDFS.Nodes.label, NodeFactory.createLiteralString(text));
    }

    static Node time(Instant time) {
        return NodeFactory.createLiteralDT(time.toString(), XSDDatatype.XSDdateTime);
    }

    /** The thing, its distributions, the record, and the helper nodes of all these. */
    private static Predicate<String> belonging(Published entry, String catalog, List<Description> said) {
        Set<String> owners = new HashSet<>(Set.of(entry.iri(), entry.record(), catalog));
        said.stream()
                .filter(description -> description.subject().equals(entry.iri()))
                .flatMap(description -> description.values(Dcat.DISTRIBUTION).stream())
                .forEach(distribution -> owners.add(distribution.getURI()));
        return iri -> {
            int helper = iri.indexOf('#');
            return owners.contains(helper < 0 ? iri : iri.substring(0, helper));
        };
    }

    private static boolean isSeries(Description description) {
        return description.values(RDF.Nodes.type).contains(Dcat.DATASET_SERIES);
    }
}
