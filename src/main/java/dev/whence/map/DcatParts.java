package dev.whence.map;

import dev.whence.receipt.Bbox;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Foaf;
import dev.whence.vocab.Locn;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Vcard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDFS;

/** The parts of a dataset that hang on nodes of their own: where, when, who, how it was made. One record, one thread. */
final class DcatParts {
    private static final String SCHEMA = "://schema.org/";

    private final DcatNodes nodes;
    private final Statements out;
    private final Node from;
    private final Node dataset;

    DcatParts(DcatNodes nodes, Statements out, Node from, Node dataset) {
        this.nodes = nodes;
        this.out = out;
        this.from = from;
        this.dataset = dataset;
    }

    /** The properties that are said here. */
    static Set<Node> properties() {
        return Set.of(
                Dct.SPATIAL,
                Dct.TEMPORAL,
                Dct.PUBLISHER,
                Dct.CREATOR,
                Dct.PROVENANCE,
                Dct.ACCRUAL_PERIODICITY,
                Dct.LANGUAGE,
                Dct.MODIFIED,
                Dct.REFERENCES,
                Dcat.CONTACT_POINT,
                Dcat.VERSION,
                Prov.WAS_GENERATED_BY);
    }

    void say() {
        each(Dct.SPATIAL, this::place);
        each(Dct.TEMPORAL, this::period);
        each(Dct.PUBLISHER, (agent, number) -> agent(Dct.PUBLISHER, agent, number));
        each(Dct.CREATOR, (agent, number) -> agent(Dct.CREATOR, agent, number));
        each(Dcat.CONTACT_POINT, this::contact);
        each(Dct.PROVENANCE, this::provenance);
        each(Dct.ACCRUAL_PERIODICITY, this::frequency);
        each(Dct.LANGUAGE, this::language);
        each(Dct.MODIFIED, this::modified);
        new DcatRuns(nodes, out).say(from, dataset);
        nodes.text(from, Dcat.VERSION).ifPresent(version -> out.text(dataset, Dcat.VERSION, version));
        references();
    }

    private interface Part {
        void say(Node part, int number);
    }

    private void each(Node property, Part part) {
        int number = 0;
        for (Node object : nodes.objects(from, property)) {
            part.say(object, ++number);
        }
    }

    private void place(Node place, int number) {
        if (place.isURI() && !nodes.isDescribed(place)) {
            out.say(dataset, Dct.SPATIAL, nodes.iri(place));
            return;
        }
        Node location = DcatNodes.helper(dataset, "spatial", number);
        out.say(dataset, Dct.SPATIAL, location);
        out.type(location, Dct.LOCATION);
        if (place.isLiteral()) {
            placeInWords(location, place);
            return;
        }
        if (place.isURI()) {
            out.say(location, RDFS.Nodes.seeAlso, nodes.iri(place));
        }
        wkt(place, Locn.GEOMETRY).ifPresent(text -> out.say(location, Locn.GEOMETRY, Terms.wkt(text)));
        wkt(place, Dcat.BBOX).ifPresent(text -> out.say(location, Dcat.BBOX, Terms.wkt(text)));
        wkt(place, Dcat.CENTROID).ifPresent(text -> out.say(location, Dcat.CENTROID, Terms.wkt(text)));
        nodes.carry(place, location, Set.of(Locn.GEOMETRY, Dcat.BBOX, Dcat.CENTROID));
    }

    private void placeInWords(Node location, Node place) {
        String text = place.getLiteralLexicalForm().strip();
        Optional<Bbox> box = RdfValues.box(text);
        if (box.isPresent()) {
            out.say(location, Dcat.BBOX, Terms.wkt(box.get().wkt()));
        } else if (RdfValues.isWkt(text)) {
            out.say(location, Locn.GEOMETRY, Terms.wkt(text));
        } else {
            out.say(location, RDFS.Nodes.label, Terms.text(text, DcatNodes.language(place)));
        }
    }

    /** The first that is well-known text, or four numbers: another form of the same is not needed beside it. */
    private Optional<String> wkt(Node place, Node property) {
        List<String> texts =
                nodes.objects(place, property).stream().map(DcatNodes::written).toList();
        return texts.stream()
                .filter(RdfValues::isWkt)
                .findFirst()
                .or(() -> texts.stream()
                        .flatMap(text -> RdfValues.box(text).stream())
                        .findFirst()
                        .map(Bbox::wkt));
    }

    private void period(Node period, int number) {
        Optional<Instant> start;
        Optional<Instant> end;
        if (period.isLiteral()) {
            String[] ends = period.getLiteralLexicalForm().split("/", 2);
            start = RdfValues.time(ends[0]);
            end = ends.length < 2 ? Optional.empty() : RdfValues.time(ends[1]);
        } else {
            start = time(period, Dcat.START_DATE, "startDate");
            end = time(period, Dcat.END_DATE, "endDate");
        }
        if (start.isEmpty() && end.isEmpty()) {
            if (period.isURI()) {
                out.say(dataset, Dct.TEMPORAL, nodes.named(period));
            }
            return;
        }
        Node node = DcatNodes.helper(dataset, "temporal", number);
        out.say(dataset, Dct.TEMPORAL, node);
        out.type(node, Dct.PERIOD_OF_TIME);
        out.time(node, Dcat.START_DATE, start);
        out.time(node, Dcat.END_DATE, end);
    }

    private Optional<Instant> time(Node period, Node property, String schemaName) {
        return nodes.text(
                        period,
                        property,
                        NodeFactory.createURI("http" + SCHEMA + schemaName),
                        NodeFactory.createURI("https" + SCHEMA + schemaName))
                .flatMap(RdfValues::time);
    }

    /** An agent with a name of its own, or one that is known by what it is called. */
    private void agent(Node property, Node agent, int number) {
        if (agent.isURI()) {
            Node iri = nodes.named(agent);
            out.say(dataset, property, iri);
            if (nodes.isDescribed(agent)) {
                out.type(iri, Foaf.AGENT);
                name(agent).ifPresent(name -> out.text(iri, Foaf.NAME, name));
            }
            return;
        }
        Optional<String> name = agent.isLiteral() ? Optional.of(DcatNodes.written(agent)) : name(agent);
        Node node = name.filter(text -> !text.isEmpty())
                .map(text -> Agents.agent(out, Foaf.AGENT, text))
                .orElseGet(() -> DcatNodes.helper(dataset, "agent", number));
        out.say(dataset, property, node);
        out.type(node, Foaf.AGENT);
        name.ifPresent(text -> out.text(node, Foaf.NAME, text));
        if (agent.isBlank()) {
            nodes.carry(agent, node, Set.of(Foaf.NAME, Dct.IDENTIFIER));
        }
    }

    private Optional<String> name(Node agent) {
        return nodes.text(
                agent,
                Foaf.NAME,
                Vcard.FN,
                RDFS.Nodes.label,
                NodeFactory.createURI("http://www.w3.org/2004/02/skos/core#prefLabel"));
    }

    private void contact(Node contact, int number) {
        if (contact.isURI() && !nodes.isDescribed(contact)) {
            out.say(dataset, Dcat.CONTACT_POINT, nodes.iri(contact));
            return;
        }
        Node kind = DcatNodes.helper(dataset, "contact", number);
        out.say(dataset, Dcat.CONTACT_POINT, kind);
        out.type(kind, Vcard.KIND);
        if (contact.isLiteral()) {
            out.text(kind, Vcard.FN, DcatNodes.written(contact));
            return;
        }
        name(contact).ifPresent(name -> out.text(kind, Vcard.FN, name));
        nodes.text(contact, Vcard.HAS_EMAIL)
                .filter(text -> text.indexOf('@') > 0 && text.indexOf(' ') < 0)
                .map(text -> text.startsWith("mailto:") ? text : "mailto:" + text)
                .ifPresent(mail -> out.say(kind, Vcard.HAS_EMAIL, NodeFactory.createURI(Hrefs.escaped(mail))));
        nodes.carry(contact, kind, Set.of(Vcard.FN, Vcard.HAS_EMAIL));
    }

    private void provenance(Node provenance, int number) {
        Node statement = DcatNodes.helper(dataset, "provenance", number);
        out.say(dataset, Dct.PROVENANCE, statement);
        out.type(statement, Dct.PROVENANCE_STATEMENT);
        if (provenance.isBlank()) {
            nodes.carry(provenance, statement, Set.of());
            return;
        }
        String text = DcatNodes.written(provenance);
        out.say(statement, RDFS.Nodes.label, Terms.text(text, DcatNodes.language(provenance)));
        if (provenance.isURI() || RdfValues.isAbsolute(text)) {
            out.say(statement, RDFS.Nodes.seeAlso, nodes.hrefs().node(text));
        }
    }

    private void frequency(Node frequency, int number) {
        if (frequency.isLiteral()) {
            frequencyInWords(DcatNodes.written(frequency), number);
        } else if (frequency.isURI()) {
            out.say(dataset, Dct.ACCRUAL_PERIODICITY, nodes.named(frequency));
        } else {
            out.say(dataset, Dct.ACCRUAL_PERIODICITY, nodes.helper(frequency, dataset, "frequency", number));
        }
    }

    private void frequencyInWords(String text, int number) {
        Node node = DcatNodes.helper(dataset, "frequency", number);
        out.say(dataset, Dct.ACCRUAL_PERIODICITY, node);
        out.type(node, Dct.FREQUENCY);
        out.text(node, RDFS.Nodes.label, text);
    }

    /** A time; DCAT-US has an interval that repeats there too, which is how often, and no time. */
    private void modified(Node modified, int number) {
        String text = DcatNodes.written(modified);
        Optional<Instant> time = RdfValues.time(text);
        time.ifPresent(instant -> out.time(dataset, Dct.MODIFIED, instant));
        if (time.isEmpty()
                && text.startsWith("R/")
                && nodes.objects(from, Dct.ACCRUAL_PERIODICITY).isEmpty()) {
            frequencyInWords(text, number);
        }
    }

    private void language(Node language, int number) {
        if (language.isURI()) {
            out.say(dataset, Dct.LANGUAGE, nodes.iri(language));
            return;
        }
        Node node = DcatNodes.helper(dataset, "language", number);
        out.say(dataset, Dct.LANGUAGE, node);
        out.type(node, Dct.LINGUISTIC_SYSTEM);
        out.text(node, RDFS.Nodes.label, DcatNodes.written(language));
    }

    /** What DCMI calls references; plain texts that are names too, wherever they come from. */
    private void references() {
        for (Node reference : nodes.objects(from, Dct.REFERENCES)) {
            String text = DcatNodes.written(reference);
            if (!text.isEmpty()) {
                out.say(dataset, Dct.REFERENCES, nodes.hrefs().node(text));
            }
        }
        RecordReferences.of(nodes.graph(), from)
                .forEach(name -> out.say(dataset, Dct.REFERENCES, NodeFactory.createURI(name)));
    }
}
