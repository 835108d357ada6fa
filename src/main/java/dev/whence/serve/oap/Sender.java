package dev.whence.serve.oap;

import dev.whence.access.Scope;
import dev.whence.access.Sight;
import dev.whence.receipt.RefusedException;

/**
 * Who sent an envelope, as far as it was made sure of.
 *
 * @param organisation for which the sender speaks
 * @param sight what of the ledger the sender sees
 * @param permission says no to what the sender may not do
 */
public record Sender(String organisation, Sight sight, Permission permission) {
    /** Lets nobody on who may not. */
    public interface Permission {
        /** @param operation what is asked for, by its name */
        void require(Scope scope, String operation) throws RefusedException;
    }
}
