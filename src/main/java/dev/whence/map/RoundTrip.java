package dev.whence.map;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;

/**
 * Whether quads survive being written as N-Quads and read again; what does not may not enter the ledger, for a rebuild
 * would give another graph.
 */
public final class RoundTrip {
    /** What IRIREF (RDF 1.1 N-Quads §4) leaves out, beside controls and the space. */
    private static final String NOT_IN_AN_IRI = "<>\"{}|^`\\";

    private RoundTrip() {}

    /**
     * Judges the terms alone, at a tenth of the cost of writing and reading them: no blank node, no IRI with a
     * character that N-Quads does not allow, no text with half a character, none of the two noncharacters that Jena's
     * reader stumbles over (U+FFFE, U+FFFF; RFC 7493 forbids them too). A test holds this against
     * {@link #survive}.
     */
    public static boolean isSafe(Graph graph) {
        return graph.stream().allMatch(RoundTrip::isSafe);
    }

    private static boolean isSafe(Triple triple) {
        return isSafe(triple.getSubject()) && isSafe(triple.getPredicate()) && isSafe(triple.getObject());
    }

    private static boolean isSafe(Node term) {
        if (term.isLiteral()) {
            return isWhole(term.getLiteralLexicalForm());
        }
        return term.isURI() && isWhole(term.getURI()) && isIri(term.getURI());
    }

    private static boolean isIri(String iri) {
        for (int i = 0; i < iri.length(); i++) {
            char c = iri.charAt(i);
            if (c <= ' ' || (c < 0x7f && NOT_IN_AN_IRI.indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    /** Whether each surrogate has its other half, and there is nothing but characters. */
    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '\ufffe') {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Writes and reads them. */
    public static boolean survive(Collection<Quad> quads) {
        Set<Quad> back = new HashSet<>();
        try {
            RDFParser.fromString(ReceiptQuads.nquads(quads), Lang.NQUADS)
                    .checking(false)
                    .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .parse(new StreamRDFBase() {
                        @Override
                        public void quad(Quad quad) {
                            back.add(quad);
                        }
                    });
        } catch (RiotException unreadable) {
            return false;
        }
        return back.equals(Set.copyOf(quads));
    }
}
