package dev.whence.serve.oap;

import dev.whence.access.Scope;

/** One envelope of the protocol: what its parameters must be, and what it does. Stateless but for what it asks. */
interface EnvelopeType {
    /** What a sender must be allowed. */
    default Scope scope() {
        return Scope.PROVENANCE_READ;
    }

    /**
     * Checks the parameters.
     *
     * @param params takes note of everything that is wrong with them
     * @return what is to be done; done only if nothing is wrong
     */
    Work prepare(Fields params, Call call);
}
