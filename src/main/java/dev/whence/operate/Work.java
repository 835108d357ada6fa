package dev.whence.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;

/** What an operation does; the {@link Pipeline} says when. Must be safe for use by several threads. */
public sealed interface Work {

    /** Answers and changes nothing. */
    @FunctionalInterface
    non-sealed interface Reading extends Work {
        /**
         * Answers.
         *
         * @throws RefusedException for what the domain has against it: 404, 409
         */
        ObjectNode read(Invocation invocation) throws RefusedException;
    }

    /** Makes one record, which the pipeline seals. */
    non-sealed interface Writing extends Work {
        /**
         * The domain's checks.
         *
         * @throws RefusedException 404, 409; nothing was changed
         */
        Plan plan(Invocation invocation) throws RefusedException;

        /**
         * What is answered to a record, made of the record alone, so that a repeat gets the same answer whenever it comes.
         *
         * @throws RefusedException where the record tells of a failure that the caller is to know as one
         */
        ObjectNode answer(Recorded recorded) throws RefusedException;

        /**
         * What has to come of a record once it is on the disk, before it is answered. Done again whenever the call is
         * repeated, so what a crash cut off is made good by asking again.
         *
         * @throws RefusedException where it could not be done now
         */
        default void follow(Recorded recorded, Invocation invocation) throws RefusedException {}
    }

    /** What a writing operation is about to do. */
    sealed interface Plan {}

    /** It stands there already; nothing is written. */
    record Unchanged(Recorded recorded) implements Plan {}

    /** Something is to be made. */
    @FunctionalInterface
    non-sealed interface Making extends Plan {
        /**
         * Makes it, and tells of it; may be tried again from the plan on.
         *
         * @param provenance takes the record
         */
        void make(Provenance provenance) throws RefusedException;
    }

    /**
     * A record as it is, or will be, in the ledger.
     *
     * @param document not to be changed
     */
    record Recorded(String organisation, ReceiptId id, ObjectNode document) {}
}
