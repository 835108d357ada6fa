package dev.whence.map;

import dev.whence.vocab.Dct;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDFS;

/** Under which terms something may be used, and who may: licences by SPDX where it has them, words as statements. */
final class DcatRights {
    private static final String ACCESS = "http://publications.europa.eu/resource/authority/access-right/";

    /** The words of DCAT-US and KFM, in the EU's authority table. */
    private static final Map<String, String> WORDS = Map.of(
            "public", "PUBLIC",
            "open", "PUBLIC",
            "restricted public", "RESTRICTED",
            "restricted", "RESTRICTED",
            "non-public", "NON_PUBLIC");

    private final DcatNodes nodes;
    private final Statements out;

    DcatRights(DcatNodes nodes, Statements out) {
        this.nodes = nodes;
        this.out = out;
    }

    void say(Node from, Node to) {
        int words = 0;
        for (Node license : nodes.objects(from, Dct.LICENSE)) {
            Optional<Node> known = RdfValues.license(DcatNodes.written(license));
            if (known.isPresent()) {
                out.say(to, Dct.LICENSE, known.get());
            } else if (license.isURI()) {
                out.say(to, Dct.LICENSE, nodes.named(license));
            } else if (license.isBlank()) {
                license(license, to);
            } else if (RdfValues.isAbsolute(DcatNodes.written(license))) {
                out.say(to, Dct.LICENSE, NodeFactory.createURI(DcatNodes.written(license)));
            } else {
                statement(to, Dct.RIGHTS, license, ++words);
            }
        }
        for (Node rights : nodes.objects(from, Dct.RIGHTS)) {
            words = statementOrName(to, Dct.RIGHTS, rights, words);
        }
        int access = 0;
        for (Node rights : nodes.objects(from, Dct.ACCESS_RIGHTS)) {
            String word = WORDS.get(DcatNodes.written(rights).toLowerCase(Locale.ROOT));
            if (word != null) {
                out.say(to, Dct.ACCESS_RIGHTS, NodeFactory.createURI(ACCESS + word));
            } else {
                access = statementOrName(to, Dct.ACCESS_RIGHTS, rights, access);
            }
        }
    }

    private void license(Node license, Node to) {
        Node document = nodes.helper(license, to, "license", 1);
        out.type(document, Dct.LICENSE_DOCUMENT);
        out.say(to, Dct.LICENSE, document);
    }

    private int statementOrName(Node to, Node property, Node rights, int words) {
        if (rights.isURI()) {
            out.say(to, property, nodes.named(rights));
            return words;
        }
        statement(to, property, rights, words + 1);
        return words + 1;
    }

    private void statement(Node to, Node property, Node words, int number) {
        String part = property.equals(Dct.RIGHTS) ? "rights" : "access-rights";
        Node statement = words.isBlank() ? nodes.helper(words, to, part, number) : DcatNodes.helper(to, part, number);
        out.say(to, property, statement);
        out.type(statement, Dct.RIGHTS_STATEMENT);
        if (words.isLiteral()) {
            out.say(statement, RDFS.Nodes.label, Terms.text(words.getLiteralLexicalForm(), DcatNodes.language(words)));
        }
    }

    /** The properties that are said here. */
    static Set<Node> properties() {
        return Set.of(Dct.LICENSE, Dct.RIGHTS, Dct.ACCESS_RIGHTS);
    }
}
