package dev.whence.serve.oap;

/** One envelope of the protocol: what its parameters must be, and what it does. Stateless but for what it asks. */
interface EnvelopeType {
    /**
     * Checks the parameters.
     *
     * @param params takes note of everything that is wrong with them
     * @return what is to be done; done only if nothing is wrong
     */
    Work prepare(Fields params, Call call);
}
