package dev.whence.app;

import dev.whence.audit.Progress;
import dev.whence.store.EntryQuads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;

/** Compares the graph with what the ledger says it should hold, entry by entry. */
final class GraphCheck {
    private static final int MOST_TOLD = 100;

    private final Whence whence;
    private final Progress progress;
    private long entries;
    private long quads;

    GraphCheck(Whence whence, Progress progress) {
        this.whence = whence;
        this.progress = progress;
    }

    /** One sentence for each entry whose graph differs, and one where the graph holds what no entry says. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        DatasetGraph dataset = whence.graph().dataset();
        Txn.executeRead(dataset, () -> {
            long size = whence.graph().watermark().size();
            whence.projector().forEach(0, size, entry -> {
                compare(dataset, entry, differences);
                progress.reached(++entries, size);
            });
            long held = Iter.count(dataset.find());
            if (differences.isEmpty() && held != quads) {
                differences.add("graph: it holds " + held + " quads, but the ledger's entries say " + quads);
            }
        });
        whence.graph().skipped().forEach(skipped -> differences.add("graph: left out " + skipped));
        return differences;
    }

    /** How many entries were compared. */
    long entries() {
        return entries;
    }

    long quads() {
        return quads;
    }

    private void compare(DatasetGraph dataset, EntryQuads entry, List<String> differences) {
        Set<Quad> said = new HashSet<>(entry.quads());
        quads += said.size();
        Node name = NodeFactory.createURI(entry.graphIri());
        Set<Quad> held = Iter.toSet(dataset.find(name, Node.ANY, Node.ANY, Node.ANY));
        if (!held.equals(said) && differences.size() < MOST_TOLD) {
            differences.add("graph: entry " + entry.sequence() + " (" + entry.graphIri() + ") says " + said.size()
                    + " quads, the graph holds " + held.size() + "; run: whence rebuild");
        }
    }
}
