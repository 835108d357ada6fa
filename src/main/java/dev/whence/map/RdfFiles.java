package dev.whence.map;

import dev.whence.dcat.DatasetFacts;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Multihash;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/** The digests that a distribution states, in whichever of the many forms. */
final class RdfFiles {
    private static final Set<String> MEMBERS = Set.of("checksum", "digest", "sha256", "content_digest", "multihash");

    private RdfFiles() {}

    /** Every digest as it is stated: {@code alg:hex} where the algorithm is told, else the text. */
    static List<String> stated(Graph graph, Node file) {
        return graph.find(file, Node.ANY, Node.ANY).toList().stream()
                .filter(triple -> MEMBERS.contains(
                        DatasetFacts.localName(triple.getPredicate().getURI())))
                .flatMap(triple -> texts(graph, triple))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> texts(Graph graph, Triple said) {
        Node object = said.getObject();
        if (object.isLiteral()) {
            String text = object.getLiteralLexicalForm().strip();
            boolean named =
                    DatasetFacts.localName(said.getPredicate().getURI()).equals("sha256") && text.indexOf(':') < 0;
            return Stream.of(named ? "sha256:" + text : text);
        }
        String algorithm =
                member(graph, object, "algorithm").map(RdfFiles::algorithm).orElse("");
        return member(graph, object, "checksumValue").stream()
                .map(value -> value.indexOf(':') < 0 && !algorithm.isEmpty() ? algorithm + ":" + value : value);
    }

    /** {@code spdx:checksumAlgorithm_sha256}, {@code SHA-256} and the like. */
    private static String algorithm(String stated) {
        String name = DatasetFacts.localName(stated).toLowerCase(Locale.ROOT);
        return name.replace("checksumalgorithm_", "").replace("-", "").replace("_", "");
    }

    private static Optional<String> member(Graph graph, Node subject, String localName) {
        return graph.find(subject, Node.ANY, Node.ANY).toList().stream()
                .filter(triple ->
                        DatasetFacts.localName(triple.getPredicate().getURI()).equals(localName))
                .map(Triple::getObject)
                .map(value -> value.isLiteral() ? value.getLiteralLexicalForm().strip() : value.toString())
                .min(Comparator.naturalOrder());
    }

    /** The digest that names bytes here: SHA-256 first. */
    static Optional<Digest.WellFormed> best(List<String> stated) {
        return stated.stream()
                .flatMap(text -> digest(text).stream())
                .min(Comparator.comparing(Digest.WellFormed::algorithm).thenComparing(Digest.WellFormed::text));
    }

    static Optional<Digest.WellFormed> digest(String text) {
        Optional<Digest.WellFormed> labelled = Digest.parse(text);
        if (labelled.isPresent()) {
            return labelled;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() == 64
                ? Digest.parse("sha256:" + lower)
                : Multihash.parse(lower).flatMap(Multihash::digest);
    }
}
