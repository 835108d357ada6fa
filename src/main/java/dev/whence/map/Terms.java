package dev.whence.map;

import dev.whence.vocab.GeoSparql;
import java.time.Instant;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Literals, each in the one lexical form that a store gives back, so that graph and ledger can be compared as text. */
final class Terms {
    private static final Node TRUE = NodeFactory.createLiteralDT("true", XSDDatatype.XSDboolean);
    private static final Node FALSE = NodeFactory.createLiteralDT("false", XSDDatatype.XSDboolean);

    private Terms() {}

    /** The text as it is: no normal form, no trimming. */
    static Node text(String text) {
        return NodeFactory.createLiteralString(text);
    }

    /** A text for people, in a language where it is known. */
    static Node text(String text, Optional<String> language) {
        return language.map(tag -> NodeFactory.createLiteralLang(text, tag)).orElseGet(() -> text(text));
    }

    static Node flag(boolean value) {
        return value ? TRUE : FALSE;
    }

    static Node whole(long value) {
        return NodeFactory.createLiteralDT(Long.toString(value), XSDDatatype.XSDinteger);
    }

    static Node hex(String hex) {
        return NodeFactory.createLiteralDT(hex, XSDDatatype.XSDhexBinary);
    }

    /** A number of bytes, as DCAT has it. */
    static Node size(long bytes) {
        return NodeFactory.createLiteralDT(Long.toString(bytes), XSDDatatype.XSDnonNegativeInteger);
    }

    /** Well-known text in CRS84. */
    static Node wkt(String text) {
        return NodeFactory.createLiteralDT(text, GeoSparql.WKT_LITERAL);
    }

    /** UTC, with as many digits of a second as it takes and no more: XSD's canonical form. */
    static Node time(Instant time) {
        return NodeFactory.createLiteralDT(canonical(time.toString()), XSDDatatype.XSDdateTime);
    }

    private static String canonical(String iso) {
        if (iso.indexOf('.') < 0) {
            return iso;
        }
        int end = iso.length() - 1;
        while (iso.charAt(end - 1) == '0') {
            end--;
        }
        return iso.substring(0, end) + "Z";
    }
}
