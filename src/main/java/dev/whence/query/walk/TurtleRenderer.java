package dev.whence.query.walk;

import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.XSD;

/** PROV-O in Turtle, sorted. */
public final class TurtleRenderer implements LineageRenderer {
    private static final Map<String, String> PREFIXES = new TreeMap<>(
            Map.of("dcterms", Dct.NAMESPACE, "prov", Prov.NAMESPACE, "whence", Whence.NAMESPACE, "xsd", XSD.NS));

    @Override
    public String name() {
        return "turtle";
    }

    @Override
    public String mediaType() {
        return "text/turtle";
    }

    @Override
    public String suffix() {
        return ".ttl";
    }

    @Override
    public void render(LineageAnswer answer, Appendable out) throws IOException {
        PrefixMap prefixes = PrefixMapFactory.create();
        for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
            prefixes.add(prefix.getKey(), prefix.getValue());
            out.append("@prefix " + prefix.getKey() + ": <" + prefix.getValue() + "> .\n");
        }
        List<Triple> sameSubject = new ArrayList<>();
        for (Triple triple : ProvStatements.of(answer)) {
            if (!sameSubject.isEmpty() && !sameSubject.get(0).getSubject().equals(triple.getSubject())) {
                write(sameSubject, prefixes, out);
                sameSubject.clear();
            }
            sameSubject.add(triple);
        }
        write(sameSubject, prefixes, out);
    }

    private static void write(List<Triple> sameSubject, PrefixMap prefixes, Appendable out) throws IOException {
        for (int i = 0; i < sameSubject.size(); i++) {
            Triple triple = sameSubject.get(i);
            out.append(i == 0 ? "\n" + text(triple.getSubject(), prefixes) : " ;\n   ")
                    .append(' ');
            out.append(triple.getPredicate().equals(RDF.Nodes.type) ? "a" : text(triple.getPredicate(), prefixes));
            out.append(' ').append(text(triple.getObject(), prefixes));
        }
        out.append(sameSubject.isEmpty() ? "" : " .\n");
    }

    private static String text(Node node, PrefixMap prefixes) {
        return NodeFmtLib.str(node, prefixes);
    }
}
