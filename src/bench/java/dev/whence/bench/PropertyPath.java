package dev.whence.bench;

import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.store.EntryQuads;
import dev.whence.store.GraphStore;
import dev.whence.store.Watermark;
import dev.whence.vocab.Prov;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.solver.OpExecutorTDB2;

/**
 * The peer of the walk: the same used and generated triples in the same TDB2 store that Whence keeps its graph in, asked
 * with the property path of the same meaning.
 */
final class PropertyPath implements AutoCloseable {
    private static final int BATCH = 5_000;
    private static final String QUERY = """
            PREFIX prov: <http://www.w3.org/ns/prov#>
            SELECT DISTINCT ?ancestor { <%s> (prov:wasGeneratedBy/prov:used)+ ?ancestor }""";

    private final GraphStore store;
    private final List<EntryQuads> batch = new ArrayList<>();
    private long size;

    PropertyPath(Path folder) {
        store = Stores.neverCompacted(folder);
    }

    void add(LineageFacts facts) {
        Node graph = NodeFactory.createURI(facts.receipt());
        Node run = NodeFactory.createURI(facts.run().orElseThrow());
        List<Quad> quads = new ArrayList<>();
        for (Thing used : facts.used()) {
            quads.add(Quad.create(graph, run, Prov.USED, NodeFactory.createURI(used.iri())));
        }
        for (Thing generated : facts.generated()) {
            quads.add(Quad.create(graph, NodeFactory.createURI(generated.iri()), Prov.WAS_GENERATED_BY, run));
        }
        batch.add(new EntryQuads(size++, facts.receipt(), quads));
        if (batch.size() == BATCH) {
            flush();
        }
    }

    void flush() {
        store.project(batch, new Watermark(size, "0".repeat(64)));
        batch.clear();
    }

    /** All that an artifact rests on, as {@code /sparql} would answer. */
    Set<String> ancestors(String iri) {
        return ask(iri, store.dataset().getContext());
    }

    /** The same by Jena's own evaluation of paths. */
    Set<String> ancestorsByStockJena(String iri) {
        Context stock = store.dataset().getContext().copy();
        QC.setFactory(stock, OpExecutorTDB2.OpExecFactoryTDB);
        return ask(iri, stock);
    }

    private Set<String> ask(String iri, Context context) {
        Query query = QueryFactory.create(QUERY.formatted(iri));
        DatasetGraph dataset = store.dataset();
        return Txn.calculateRead(dataset, () -> {
            Set<String> found = new HashSet<>();
            try (QueryExec exec =
                    QueryExec.dataset(dataset).query(query).context(context).build()) {
                RowSet rows = exec.select();
                rows.forEachRemaining(row -> found.add(row.get("ancestor").getURI()));
            }
            return found;
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
