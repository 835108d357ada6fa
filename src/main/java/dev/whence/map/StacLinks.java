package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.receipt.StacDescription;
import dev.whence.receipt.StacLink;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Iana;
import dev.whence.vocab.Oa;
import dev.whence.vocab.Processing;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Stac;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDFS;

/**
 * The links of a record: as a property where PROV, DCAT or DCMI have one for the relation, else as a node that names it. What
 * a link says of lineage is what the catalog claims; the sources stay untyped, because nothing here describes them.
 */
final class StacLinks {
    static final String LICENSE = "license";

    private static final String EXECUTION = "processing-execution";

    private final Statements out;
    private final Node subject;
    private final Hrefs hrefs;
    private final List<StacLink> links;
    private final Set<String> collections;

    StacLinks(Statements out, Node subject, Hrefs hrefs, StacDescription record) {
        this.out = out;
        this.subject = subject;
        this.hrefs = hrefs;
        this.links = record.links();
        this.collections = links.stream()
                .filter(link -> link.rel().equals("collection"))
                .map(StacLink::href)
                .collect(Collectors.toUnmodifiableSet());
    }

    void say() {
        for (int i = 0; i < links.size(); i++) {
            say(links.get(i), i);
        }
    }

    private void say(StacLink link, int place) {
        switch (link.rel()) {
            // Where the document lies, and what the record's own members say better.
            case "self", "root", "collection" -> {}
            case "parent" -> parent(link);
            case "child", "item" -> say(Dct.HAS_PART, link);
            case "derived_from" -> say(Prov.WAS_DERIVED_FROM, link);
            case "predecessor-version" -> {
                say(Dcat.PREVIOUS_VERSION, link);
                say(Prov.WAS_REVISION_OF, link);
            }
            case "processing-expression" -> say(Processing.EXPRESSION, link);
            case "latest-version" -> say(Dcat.HAS_CURRENT_VERSION, link);
            case EXECUTION -> generation(link);
            case "via", "provenance" -> run(link, place);
            case LICENSE -> license(link, place);
            default -> node(link, place);
        }
    }

    /** An Item's parent is its collection, most of the time, and that stands there already. */
    private void parent(StacLink link) {
        if (!collections.contains(link.href())) {
            say(Dct.IS_PART_OF, link);
        }
    }

    private void say(Node property, StacLink link) {
        out.say(subject, property, hrefs.node(link.href()));
    }

    /** A run of ours by its name; another system's job by its address. */
    private void generation(StacLink link) {
        Node activity = hrefs.run(link.href()).orElseGet(() -> foreign(link.href()));
        generatedBy(activity);
    }

    private Node foreign(String href) {
        Node activity = hrefs.node(href);
        out.text(activity, Dct.IDENTIFIER, href);
        return activity;
    }

    private void generatedBy(Node activity) {
        out.type(activity, Prov.ACTIVITY);
        out.say(subject, Prov.WAS_GENERATED_BY, activity);
    }

    /** Catalogs lead to a run by several relations; what names one can mean nothing else. */
    private void run(StacLink link, int place) {
        Optional<Node> run = hrefs.run(link.href());
        if (run.isPresent()) {
            generatedBy(run.get());
        } else {
            node(link, place);
        }
    }

    /** One stands already where the record names no licence of SPDX's. */
    private void license(StacLink link, int place) {
        if (!out.says(subject, Dct.LICENSE, hrefs.node(link.href()))) {
            node(link, place);
        }
    }

    private void node(StacLink link, int place) {
        Node node = NodeFactory.createURI(Iris.helper(subject.getURI(), "link-" + (place + 1)));
        out.say(subject, RDFS.Nodes.seeAlso, node);
        out.type(node, Stac.LINK);
        out.say(node, Iana.RELATION, Iana.relation(Hrefs.segment(link.rel())));
        out.say(node, Oa.HAS_TARGET, hrefs.node(link.href()));
        out.text(node, RDFS.Nodes.label, link.title());
        MediaTypes.say(out, node, link.mediaType());
    }
}
