package dev.whence.query.thing;

import dev.whence.access.Sight;
import dev.whence.vocab.Dct;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.NodeCmp;
import org.apache.jena.system.Txn;

/** Reads descriptions from the graph by index lookups, never by a query. Thread-safe. */
public final class ThingDescriber {
    /** A hub may have hundreds of thousands of neighbours; a page shows some and says so. */
    private static final int MOST_POINTING = 500;

    private static final int MOST_OWN = 2000;

    /** Many receipts may say the same of one agent; so many repetitions are read before the rest is left. */
    private static final int MOST_READ = 50_000;

    private static final List<Node> NAMES = List.of(Dct.TITLE, Dct.IDENTIFIER);

    private static final Comparator<Triple> READABLE = Comparator.comparing(
                    Triple::getPredicate, NodeCmp::compareRDFTerms)
            .thenComparing(Triple::getSubject, NodeCmp::compareRDFTerms)
            .thenComparing(Triple::getObject, NodeCmp::compareRDFTerms);

    private final Function<Sight, DatasetGraph> graph;

    /** @param graph the current one as a sight shows it */
    public ThingDescriber(Function<Sight, DatasetGraph> graph) {
        this.graph = graph;
    }

    /**
     * Describes one thing.
     *
     * @param sight what the asker sees: the description is made of that alone
     * @return nothing where no triple that is seen names the thing
     */
    public Optional<ThingDescription> describe(String iri, Sight sight) {
        DatasetGraph dataset = graph.apply(sight);
        Node thing = NodeFactory.createURI(iri);
        return Txn.calculateRead(dataset, () -> {
            List<Triple> own = own(dataset, thing);
            List<Triple> pointing = some(dataset.findNG(Node.ANY, Node.ANY, Node.ANY, thing), MOST_POINTING + 1);
            if (own.isEmpty() && pointing.isEmpty()) {
                return Optional.empty();
            }
            boolean complete = pointing.size() <= MOST_POINTING;
            return Optional.of(
                    new ThingDescription(iri, own, complete ? pointing : pointing.subList(0, MOST_POINTING), complete));
        });
    }

    /** With the nodes that exist only to say more of the thing: they share its IRI up to the fragment. */
    private static List<Triple> own(DatasetGraph dataset, Node thing) {
        Set<Triple> own = new LinkedHashSet<>();
        NAMES.forEach(name -> own.addAll(some(dataset.findNG(Node.ANY, thing, name, Node.ANY), 1)));
        own.addAll(some(dataset.findNG(Node.ANY, thing, Node.ANY, Node.ANY), MOST_OWN));
        String helper = thing.getURI() + "#";
        List<Node> helpers = own.stream()
                .map(Triple::getObject)
                .filter(object -> object.isURI() && object.getURI().startsWith(helper))
                .distinct()
                .toList();
        helpers.forEach(node -> own.addAll(some(dataset.findNG(Node.ANY, node, Node.ANY, Node.ANY), MOST_OWN)));
        return own.stream().sorted(READABLE).toList();
    }

    private static List<Triple> some(Iterator<Quad> quads, int most) {
        TreeSet<Triple> distinct = new TreeSet<>(READABLE);
        try {
            for (int read = 0; read < MOST_READ && distinct.size() < most && quads.hasNext(); read++) {
                distinct.add(quads.next().asTriple());
            }
        } finally {
            Iter.close(quads);
        }
        return List.copyOf(distinct);
    }
}
