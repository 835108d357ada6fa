package dev.whence.ledger;

/** A file is not what the ledger wrote: nothing is written until someone has looked. */
public final class LedgerDamagedException extends LedgerException {
    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    public LedgerDamagedException(Fault fault) {
        super("The ledger is damaged at " + fault
                + ". Nothing was changed; run verify for the whole picture, and restore"
                + " the data folder from a copy.");
        this.fault = fault;
    }

    /** The first damage found. */
    public Fault fault() {
        return fault;
    }
}
