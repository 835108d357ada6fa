package dev.whence.client;

import java.util.Optional;

/** How far something that was told has come. What was refused is no delivery: see {@link NotTakenException}. */
public sealed interface Delivery {
    /**
     * The server has it, forced to its disk.
     *
     * @param receipt the id of the receipt that says it
     * @param answer the server's whole answer, in JSON
     */
    record Taken(Optional<String> receipt, String answer) implements Delivery {}

    /**
     * It lies in the spool, forced to this machine's disk, and will be sent when the server takes it.
     *
     * @param reason why the server has it not yet, as far as is known
     */
    record Kept(String reason) implements Delivery {}
}
