package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.vocab.Dct;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * What the references of a catalog document lead to: an absolute one to itself, a relative one to a place beside the
 * document. Where nobody says where the document lies, that place is one of ours, known by the reference alone.
 */
final class Hrefs {
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    /** The forms of a run id that stand in references. */
    private static final Pattern RUN_ID = Pattern.compile("kfm://run/.+|kfm:run:.+");

    private static final String NOT_IN_AN_IRI = "<>\"{}|^`\\";

    private final Statements out;
    private final Optional<String> document;

    /** @param document the absolute URL of the document, where it is known */
    Hrefs(Statements out, Optional<String> document) {
        this.out = out;
        this.document = document.filter(Hrefs::isAbsolute);
    }

    static boolean isAbsolute(String href) {
        return ABSOLUTE.matcher(href).matches();
    }

    Node node(String href) {
        if (isAbsolute(href)) {
            return NodeFactory.createURI(escaped(href));
        }
        return document.flatMap(base -> resolved(base, href)).orElseGet(() -> out.place(href));
    }

    private static Optional<Node> resolved(String base, String href) {
        try {
            URI resolved = new URI(escaped(base)).resolve(new URI(escaped(href)));
            return resolved.isAbsolute() && !resolved.isOpaque()
                    ? Optional.of(NodeFactory.createURI(resolved.toString()))
                    : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * The run that a reference names: by its id, or by its address here, with or without the base. Says its id beside it, as
     * the run's own receipt does.
     */
    Optional<Node> run(String href) {
        if (RUN_ID.matcher(href).matches()) {
            return Optional.of(run(out.iris().run(out.organisation(), href), href));
        }
        String address = href.startsWith("/") ? out.iris().base() + href.substring(1) : href;
        return out.iris()
                .read(address)
                .filter(minted -> minted.type().equals("run") && minted.names().size() == 1)
                .map(minted -> run(address, minted.names().get(0)));
    }

    private Node run(String iri, String id) {
        Node run = NodeFactory.createURI(iri);
        out.text(run, Dct.IDENTIFIER, id);
        return run;
    }

    /** Percent-encodes what may stand in a reference and not in an IRI, such as the braces of a tile's address. */
    static String escaped(String href) {
        StringBuilder escaped = new StringBuilder(href.length());
        for (int i = 0; i < href.length(); i++) {
            char c = href.charAt(i);
            if (c <= ' ' || c == 0x7f || NOT_IN_AN_IRI.indexOf(c) >= 0) {
                escaped.append('%').append(String.format("%02X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.length() == href.length() ? href : escaped.toString();
    }

    /** A name as it may stand at the end of an IRI of somebody else. */
    static String segment(String name) {
        return Iris.segment(name).replace('~', '%');
    }
}
