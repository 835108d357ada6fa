package dev.whence.store;

import java.util.function.Supplier;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.sparql.JenaTransactionException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * The dataset that callers hold. A read transaction takes whichever folder is in use when it begins and stays with it
 * to its end, so that swapping folders disturbs no reader. Writing is refused. The prefix table, where
 * {@link HiddenState} lies, is shown as empty.
 */
final class ReadView extends DatasetGraphWrapper {
    private final Supplier<Tdb2Folder> inUse;

    @SuppressWarnings("ThreadLocalUsage") // a thread may read two stores
    private final ThreadLocal<@Nullable Lease> leases = new ThreadLocal<>();

    ReadView(Supplier<Tdb2Folder> inUse, Context context) {
        super(null, context);
        this.inUse = inUse;
    }

    private record Lease(Tdb2Folder folder, DatasetGraph dataset) {}

    private static Lease lease(Supplier<Tdb2Folder> inUse) {
        while (true) {
            Tdb2Folder folder = inUse.get();
            try {
                return new Lease(folder, folder.acquire());
            } catch (Tdb2Folder.RetiredException e) {
                if (inUse.get() == folder) {
                    throw new StoreException("The graph is closed");
                }
            }
        }
    }

    @Override
    protected DatasetGraph get() {
        return lease().dataset();
    }

    /** Of the folder that the transaction under way reads. */
    GraphSequences sequences() {
        return lease().folder().sequences();
    }

    private Lease lease() {
        Lease lease = leases.get();
        if (lease == null) {
            throw new JenaTransactionException("The graph is read inside a read transaction only");
        }
        return lease;
    }

    @Override
    protected DatasetGraph getW() {
        throw new UnsupportedOperationException("The graph is written from the ledger only");
    }

    @Override
    public PrefixMap prefixes() {
        return PrefixMapFactory.emptyPrefixMap();
    }

    @Override
    public void begin() {
        begin(TxnType.READ);
    }

    @Override
    public void begin(ReadWrite mode) {
        begin(TxnType.convert(mode));
    }

    @Override
    public void begin(TxnType type) {
        if (type != TxnType.READ) {
            throw new JenaTransactionException("The graph is written from the ledger only");
        }
        if (leases.get() != null) {
            throw new JenaTransactionException("This thread already reads the graph");
        }
        Lease lease = lease(inUse);
        try {
            lease.dataset().begin(TxnType.READ);
            leases.set(lease);
        } catch (RuntimeException e) {
            lease.folder().release();
            throw e;
        }
    }

    @Override
    public void commit() {
        end();
    }

    @Override
    public void abort() {
        end();
    }

    /** Does nothing when no transaction is open, as Jena's users expect. */
    @Override
    public void end() {
        Lease lease = leases.get();
        if (lease == null) {
            return;
        }
        leases.remove();
        try {
            lease.dataset().end();
        } finally {
            lease.folder().release();
        }
    }

    @Override
    public boolean promote() {
        return false;
    }

    @Override
    public boolean promote(Promote type) {
        return false;
    }

    @Override
    public boolean isInTransaction() {
        return leases.get() != null;
    }

    @Override
    public @Nullable ReadWrite transactionMode() {
        return isInTransaction() ? ReadWrite.READ : null;
    }

    @Override
    public @Nullable TxnType transactionType() {
        return isInTransaction() ? TxnType.READ : null;
    }

    @Override
    public boolean supportsTransactions() {
        return true;
    }

    @Override
    public boolean supportsTransactionAbort() {
        return true;
    }

    /** The store closes what it opened; a reader has nothing to close. */
    @Override
    public void close() {}

    @Override
    public void sync() {}

    @Override
    public String toString() {
        return "the graph of the ledger";
    }
}
