package dev.whence.store;

import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.engine.QueryEngineRegistry;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.engine.main.StageBuilder;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.tdb2.TDB2;

/** How every query on the graph is run, whoever asks. */
final class QueryContext {
    /** Rows that a sort or a DISTINCT keeps in memory before it goes to temporary files. */
    private static final long ROWS_IN_MEMORY = 100_000;

    private QueryContext() {}

    static Context over(Tdb2Folder folder) {
        Context context = folder.read(dataset -> dataset.getContext().copy());
        context.set(TDB2.symUnionDefaultGraph, true);
        restrain(context);
        QC.setFactory(context, PathExecutor::new);
        return context;
    }

    /** For a {@link SeenDataset}: its engine, its executor, and nothing of TDB2's own. */
    static Context seen() {
        Context context = new Context();
        QueryEngineRegistry engines = new QueryEngineRegistry();
        engines.add(SeenEngine.FACTORY);
        QueryEngineRegistry.set(context, engines);
        StageBuilder.setGenerator(context, StageBuilder.standardGenerator());
        QC.setFactory(context, SeenExecutor::new);
        restrain(context);
        return context;
    }

    private static void restrain(Context context) {
        context.set(ARQ.httpServiceAllowed, false);
        context.set(ARQ.propertyFunctions, false); // a predicate is data, never a program
        context.set(ARQ.spillToDiskThreshold, ROWS_IN_MEMORY);
    }
}
