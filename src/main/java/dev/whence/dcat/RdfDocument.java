package dev.whence.dcat;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.atlas.web.ContentType;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * Reads RDF that a stranger wrote. Relative references lie under {@link #RELATIVE} where nobody says where the document lies,
 * so that they can be told from all others; they never become file names. Stateless.
 */
public final class RdfDocument {
    /** What relative references are resolved against; no such host exists (RFC 2606). */
    public static final String RELATIVE = "https://relative.invalid/";

    /** More than the largest description of one dataset, and than a catalog that fits one request. */
    static final int MOST_TRIPLES = 200_000;

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.");

    private RdfDocument() {}

    /**
     * Reads a document.
     *
     * @param address where the document lies, where that is known
     * @throws UnreadableException by the rules {@code rdf:syntax}, {@code rdf:iri}, {@code rdf:context}, {@code rdf:doctype},
     *     {@code rdf:size}
     */
    public static Graph read(String text, RdfSyntax syntax, Optional<String> address) throws UnreadableException {
        String base = address.orElse(RELATIVE);
        Graph graph = GraphFactory.createGraphMem();
        try {
            if (syntax == RdfSyntax.JSON_LD) {
                new JsonLdGraph(graph, base).read(text);
            } else {
                parse(text, syntax, base, graph);
            }
        } catch (StackOverflowError deep) {
            // What was read is thrown away with the graph.
            throw new UnreadableException("rdf:size", "The document nests deeper than is read; write it flat.");
        }
        return graph;
    }

    /** Whether an IRI stood in its document as a relative reference, and nobody says relative to what. */
    public static boolean isRelative(String iri) {
        return iri.startsWith(RELATIVE);
    }

    /** The reference as far as it can be told again. */
    public static String reference(String relative) {
        return relative.substring(RELATIVE.length());
    }

    private static void parse(String text, RdfSyntax syntax, String base, Graph into) throws UnreadableException {
        if (syntax == RdfSyntax.RDF_XML && text.contains("<!DOCTYPE")) {
            throw new UnreadableException(
                    "rdf:doctype", "A document type declaration is not read; write namespaces out and take it out.");
        }
        Counted counted = new Counted(into);
        try {
            RDFParser.fromString(text, lang(syntax))
                    .base(base)
                    .errorHandler(new Lenient())
                    .parse(counted);
        } catch (RiotException bad) {
            throw new UnreadableException(
                    "rdf:syntax",
                    "The document is not " + syntax.mediaType() + where(String.valueOf(bad.getMessage()))
                            + "; mend it and send it again.");
        } catch (TooManyException many) {
            throw tooMany();
        } catch (NoIriException none) {
            throw new UnreadableException(
                    "rdf:iri", "Something that has to be an IRI is none: look for spaces, brackets and placeholders.");
        }
    }

    static UnreadableException tooMany() {
        return new UnreadableException(
                "rdf:size", "The document has more than " + MOST_TRIPLES + " triples; send it in parts.");
    }

    /** The place alone: what the parser says besides repeats what it read. */
    private static String where(String message) {
        int end = message.indexOf(']');
        return message.startsWith("[line:") && end > 0
                ? " at "
                        + message.substring(1, end)
                                .trim()
                                .replace("line:", "line")
                                .replace("col:", "column")
                : "";
    }

    private static Lang lang(RdfSyntax syntax) {
        Lang lang = RDFLanguages.contentTypeToLang(ContentType.create(syntax.mediaType()));
        if (lang == null) {
            throw new IllegalStateException("no parser for " + syntax.name().toLowerCase(Locale.ROOT));
        }
        return lang;
    }

    /** Whether a text is an absolute IRI that can be written in every syntax. */
    static boolean isIri(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f || "<>\"{}|^`\\".indexOf(c) >= 0) {
                return false;
            }
        }
        return SCHEME.matcher(text).lookingAt();
    }

    private static final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class NoIriException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A date that is none is for those to judge who want a date; bad IRIs are found as they come. */
    private static final class Lenient implements ErrorHandler {
        @Override
        public void warning(String message, long line, long column) {
            // See above.
        }

        @Override
        public void error(String message, long line, long column) {
            throw new RiotException("[line: " + line + ", col: " + column + "] " + message);
        }

        @Override
        public void fatal(String message, long line, long column) {
            error(message, line, column);
        }
    }

    private static final class Counted extends StreamRDFBase {
        private final Graph into;
        private int count;

        Counted(Graph into) {
            this.into = into;
        }

        @Override
        public void triple(Triple triple) {
            if (++count > MOST_TRIPLES) {
                throw new TooManyException();
            }
            Node object = triple.getObject();
            if (isBad(triple.getSubject()) || isBad(triple.getPredicate()) || isBad(object)) {
                throw new NoIriException();
            }
            if (!object.isTripleTerm()) {
                into.add(triple);
            }
        }

        private static boolean isBad(Node node) {
            return node.isURI() && !isIri(node.getURI());
        }
    }
}
