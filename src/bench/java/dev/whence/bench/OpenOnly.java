package dev.whence.bench;

import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;

/** A program of its own, the least that Jena takes to open a TDB2 folder and answer one question. */
final class OpenOnly {
    private OpenOnly() {}

    public static void main(String[] args) {
        DatasetGraph dataset = DatabaseMgr.connectDatasetGraph(args[0]);
        boolean any = Txn.calculateRead(
                dataset,
                () -> QueryExec.dataset(dataset)
                        .query("ASK { GRAPH ?g { ?s ?p ?o } }")
                        .ask());
        if (!any) {
            throw new IllegalStateException("the graph is empty");
        }
    }
}
