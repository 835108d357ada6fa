package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.receipt.License;
import dev.whence.receipt.StacContact;
import dev.whence.receipt.StacDescription;
import dev.whence.receipt.StacDescription.Versioning;
import dev.whence.receipt.StacLink;
import dev.whence.vocab.Adms;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Foaf;
import dev.whence.vocab.Prov;
import dev.whence.vocab.StacContext;
import dev.whence.vocab.Vcard;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDFS;

/** What STAC Items, Collections and Catalogs say alike, in the terms of DCAT. One record, one thread. */
final class StacDatasets {
    /** What stands for a licence where SPDX has none (STAC 1.0 and 1.1, common metadata); the link to it says more. */
    private static final Set<String> NO_SPDX = Set.of("proprietary", "various", "other");

    /** The statuses of datasets that the EU's authority table has. */
    private static final String STATUS = "http://publications.europa.eu/resource/authority/dataset-status/";

    private final StacDescription record;
    private final Node subject;
    private final Statements out;
    private final Hrefs hrefs;

    StacDatasets(StacDescription record, Node subject, Statements out) {
        this.record = record;
        this.subject = subject;
        this.out = out;
        this.hrefs = new Hrefs(out, address(record));
    }

    /** Where the document lies: whoever harvested it knows best. */
    private static Optional<String> address(StacDescription record) {
        return record.governance()
                .source()
                .map(source -> source.url())
                .or(() -> record.links().stream()
                        .filter(link -> link.rel().equals("self"))
                        .map(StacLink::href)
                        .findFirst());
    }

    /**
     * Everything that the three have in common.
     *
     * @param kind the class of the receipt
     */
    void say(Node kind) {
        out.type(out.receipt(), kind);
        out.say(out.receipt(), Foaf.PRIMARY_TOPIC, subject);
        out.time(out.receipt(), Dct.CREATED, record.times().created());
        out.time(out.receipt(), Dct.MODIFIED, record.times().updated());
        describe();
        new StacProviders(out, subject).say(record.providers());
        Optional<Node> license = license();
        new StacAssets(out, subject, hrefs, license).say(record.assets());
        new StacLinks(out, subject, hrefs, record).say();
    }

    private void describe() {
        out.text(subject, Dct.IDENTIFIER, record.id());
        if (record.title().isEmpty()) {
            out.text(subject, Dct.TITLE, record.id());
        }
        record.title().ifPresent(title -> forPeople(Dct.TITLE, title));
        record.description().ifPresent(text -> forPeople(Dct.DESCRIPTION, text));
        record.keywords().forEach(keyword -> forPeople(Dcat.KEYWORD, keyword));
        record.contact().ifPresent(this::contact);
        out.text(subject, StacContext.VERSION, record.stacVersion());
        record.extensions()
                .forEach(schema ->
                        out.say(subject, StacContext.HAS_EXTENSION, NodeFactory.createURI(Hrefs.escaped(schema))));
        out.time(subject, Dct.ISSUED, record.times().published());
        out.time(subject, Dct.VALID, record.times().expires());
        out.time(subject, Prov.INVALIDATED_AT_TIME, record.times().unpublished());
        versioning(record.versioning());
        record.governance()
                .datasetVersion()
                .ifPresent(version -> out.say(
                        subject,
                        Dct.IS_PART_OF,
                        NodeFactory.createURI(out.iris().datasetVersion(out.organisation(), version))));
    }

    private void forPeople(Node property, String text) {
        out.say(subject, property, Terms.text(text, record.language()));
    }

    private void contact(StacContact contact) {
        Node kind = NodeFactory.createURI(Iris.helper(subject.getURI(), "contact"));
        out.say(subject, Dcat.CONTACT_POINT, kind);
        out.type(kind, Vcard.KIND);
        out.text(kind, Vcard.FN, contact.name());
        contact.email().ifPresent(email -> out.say(kind, Vcard.HAS_EMAIL, NodeFactory.createURI("mailto:" + email)));
    }

    private void versioning(Versioning versioning) {
        out.text(subject, Dcat.VERSION, versioning.version());
        if (versioning.deprecated()) {
            out.say(subject, Adms.STATUS, NodeFactory.createURI(STATUS + "DEPRECATED"));
        } else if (versioning.experimental()) {
            out.say(subject, Adms.STATUS, NodeFactory.createURI(STATUS + "DEVELOP"));
        }
    }

    /** By its SPDX identifier; else what the link to it leads to. Words that say no more stay as a statement of rights. */
    private Optional<Node> license() {
        Optional<String> stated = record.license();
        Optional<Node> license = stated.filter(word -> !NO_SPDX.contains(word))
                .flatMap(word -> License.parse(word, Optional.empty()))
                .map(spdx -> NodeFactory.createURI(spdx.iri()))
                .or(this::linkedLicense);
        license.ifPresent(node -> out.say(subject, Dct.LICENSE, node));
        stated.filter(NO_SPDX::contains).ifPresent(this::rights);
        return license;
    }

    private Optional<Node> linkedLicense() {
        return record.links().stream()
                .filter(link -> link.rel().equals(StacLinks.LICENSE))
                .findFirst()
                .map(link -> hrefs.node(link.href()));
    }

    private void rights(String word) {
        Node rights = NodeFactory.createURI(Iris.helper(subject.getURI(), "rights"));
        out.say(subject, Dct.RIGHTS, rights);
        out.type(rights, Dct.RIGHTS_STATEMENT);
        out.text(rights, RDFS.Nodes.label, word);
    }
}
