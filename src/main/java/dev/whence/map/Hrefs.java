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
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    /** The forms of a run id that stand in references. */
    private static final Pattern RUN_ID = Pattern.compile("kfm://run/.+|kfm:run:.+|run:.+");

    private static final String NOT_IN_AN_IRI = "<>\"{}|^`\\";

    private final Statements out;
    private final Optional<URI> document;

    /** @param document the absolute URL of the document, where it is known */
    Hrefs(Statements out, Optional<String> document) {
        this.out = out;
        this.document = document.filter(Hrefs::isAbsolute).flatMap(Hrefs::uri);
    }

    static boolean isAbsolute(String href) {
        return ABSOLUTE.matcher(href).lookingAt();
    }

    Node node(String href) {
        if (isAbsolute(href)) {
            return NodeFactory.createURI(escaped(href));
        }
        return document.flatMap(base -> resolved(base, href)).orElseGet(() -> out.place(href));
    }

    private static Optional<Node> resolved(URI base, String href) {
        return uri(href)
                .map(base::resolve)
                .filter(resolved -> resolved.isAbsolute() && !resolved.isOpaque())
                .map(resolved -> NodeFactory.createURI(resolved.toString()));
    }

    private static Optional<URI> uri(String href) {
        try {
            return Optional.of(new URI(escaped(href)));
        } catch (URISyntaxException unreadable) {
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
        int good = 0;
        while (good < href.length() && isSafe(href.charAt(good))) {
            good++;
        }
        if (good == href.length()) {
            return href;
        }
        StringBuilder escaped = new StringBuilder(href.length() + 8).append(href, 0, good);
        for (int i = good; i < href.length(); i++) {
            char c = href.charAt(i);
            escaped.append(isSafe(c) ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return escaped.toString();
    }

    private static boolean isSafe(char c) {
        return c > ' ' && c != 0x7f && (c > 0x7f || NOT_IN_AN_IRI.indexOf(c) < 0);
    }

    /** A name as it may stand at the end of an IRI of somebody else. */
    static String segment(String name) {
        return Iris.segment(name).replace('~', '%');
    }
}
