package dev.whence.map;

import dev.whence.canonical.Sha256;
import dev.whence.dcat.RdfDocument;
import dev.whence.receipt.Digest;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Spdx;
import dev.whence.vocab.Whence;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.OWL;

/** The distributions of a dataset. Each is named by what tells it from the others, and its bytes tie it to receipts. */
final class DcatDistributions {
    private static final int KEY_DIGITS = 16;

    private static final Set<Node> OURS = Set.of(
            Dcat.ACCESS_URL,
            Dcat.DOWNLOAD_URL,
            Dcat.MEDIA_TYPE,
            Dcat.BYTE_SIZE,
            Dct.FORMAT,
            Dct.LICENSE,
            Dct.RIGHTS,
            Dct.ACCESS_RIGHTS,
            Dct.IDENTIFIER,
            Prov.WAS_GENERATED_BY,
            Spdx.CHECKSUM);

    private final DcatNodes nodes;
    private final DcatRights rights;
    private final Statements out;
    private final String subject;
    private final Set<String> keys = new HashSet<>();

    DcatDistributions(DcatNodes nodes, DcatRights rights, Statements out, String subject) {
        this.nodes = nodes;
        this.rights = rights;
        this.out = out;
        this.subject = subject;
    }

    /**
     * Says the distributions of a dataset.
     *
     * @param elsewhere where the dataset can be had, for one that says no address of its own
     */
    void say(Node from, Node dataset, Optional<Node> elsewhere) {
        for (Node distribution : nodes.objects(from, Dcat.DISTRIBUTION)) {
            if (distribution.isLiteral()) {
                continue;
            }
            Optional<Node> address = address(distribution).or(() -> elsewhere);
            if (address.isPresent()) {
                Node it =
                        NodeFactory.createURI(out.iris().distribution(out.organisation(), subject, key(distribution)));
                out.say(dataset, Dcat.DISTRIBUTION, it);
                nodes.call(distribution, it);
                say(distribution, it, address.get());
            }
        }
    }

    private void say(Node from, Node it, Node address) {
        out.type(it, Dcat.DISTRIBUTION_CLASS);
        out.say(it, Dcat.ACCESS_URL, address);
        for (Node download : nodes.objects(from, Dcat.DOWNLOAD_URL)) {
            reference(download).ifPresent(url -> out.say(it, Dcat.DOWNLOAD_URL, url));
        }
        if (from.isURI()
                && !RdfDocument.isRelative(from.getURI())
                && !from.getURI().equals(it.getURI())) {
            out.say(it, OWL.sameAs.asNode(), from);
        }
        nodes.text(from, Dct.IDENTIFIER).ifPresent(text -> out.text(it, Dct.IDENTIFIER, text));
        format(from, it);
        nodes.text(from, Dcat.BYTE_SIZE)
                .flatMap(RdfValues::size)
                .ifPresent(size -> out.say(it, Dcat.BYTE_SIZE, Terms.size(size)));
        rights.say(from, it);
        bytes(from, it);
        new DcatRuns(nodes, out).say(from, it);
        nodes.carry(from, it, OURS);
    }

    private void format(Node from, Node it) {
        nodes.text(from, Dcat.MEDIA_TYPE).ifPresent(text -> MediaTypes.say(out, it, Optional.of(mediaType(text))));
        for (Node format : nodes.objects(from, Dct.FORMAT)) {
            if (format.isURI()) {
                out.say(it, Dct.FORMAT, nodes.iri(format));
            } else if (format.isLiteral() && !format.getLiteralLexicalForm().isBlank()) {
                String text = format.getLiteralLexicalForm().strip();
                if (text.indexOf('/') > 0
                        && nodes.objects(from, Dcat.MEDIA_TYPE).isEmpty()) {
                    MediaTypes.say(out, it, Optional.of(text));
                } else {
                    out.text(it, Dct.FORMAT, text);
                }
            }
        }
    }

    /** IANA's registry names a media type by an address that ends in it. */
    private static String mediaType(String stated) {
        int at = stated.indexOf("/media-types/");
        return at < 0 ? stated : stated.substring(at + "/media-types/".length());
    }

    private void bytes(Node from, Node it) {
        List<String> stated = RdfFiles.stated(nodes.graph(), from);
        Optional<Digest.WellFormed> best = RdfFiles.best(stated);
        best.ifPresent(digest -> {
            Checksums.say(out, it, digest);
            out.say(it, Prov.SPECIALIZATION_OF, NodeFactory.createURI(out.iris().content(digest)));
        });
        stated.stream()
                .filter(text -> RdfFiles.digest(text).isEmpty())
                .forEach(text -> out.text(it, Whence.STATED_CHECKSUM, text));
    }

    /** Where it is to be had: its address, its file, its service, or what it is called where that is an address. */
    private Optional<Node> address(Node distribution) {
        for (Node property : List.of(Dcat.ACCESS_URL, Dcat.DOWNLOAD_URL)) {
            for (Node url : nodes.objects(distribution, property)) {
                Optional<Node> reference = reference(url);
                if (reference.isPresent()) {
                    return reference;
                }
            }
        }
        return nodes.objects(distribution, Dcat.ACCESS_SERVICE).stream()
                .flatMap(service -> nodes.objects(service, Dcat.ENDPOINT_URL).stream())
                .flatMap(url -> reference(url).stream())
                .findFirst()
                .or(() -> Optional.of(distribution)
                        .filter(node -> node.isURI() && !RdfDocument.isRelative(node.getURI())));
    }

    private Optional<Node> reference(Node url) {
        if (url.isURI()) {
            return Optional.of(nodes.iri(url));
        }
        String text = DcatNodes.written(url);
        return text.isEmpty() ? Optional.empty() : Optional.of(nodes.hrefs().node(text));
    }

    private String key(Node distribution) {
        String name = nodes.text(distribution, Dct.IDENTIFIER)
                .or(() -> Optional.of(distribution).filter(Node::isURI).map(Node::getURI))
                .or(() -> nodes.text(distribution, Dcat.ACCESS_URL, Dcat.DOWNLOAD_URL))
                .orElseGet(() -> nodes.key(distribution));
        String key = Sha256.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, KEY_DIGITS);
        String free = key;
        for (int i = 2; !keys.add(free); i++) {
            free = key + "-" + i;
        }
        return free;
    }
}
