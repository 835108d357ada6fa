package dev.whence.store;

/** Whether the graph can be trusted to hold what its watermark claims. */
public sealed interface StoreHealth {

    /** The graph holds every entry below its watermark. */
    record Healthy() implements StoreHealth {}

    /**
     * The graph can be asked but is not whole, or cannot take in more for now.
     *
     * @param reason what is wrong and what to do, for an operator
     */
    record Degraded(String reason) implements StoreHealth {}
}
