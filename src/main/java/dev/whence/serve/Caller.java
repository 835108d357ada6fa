package dev.whence.serve;

import dev.whence.receipt.Iris;

/**
 * Who asks.
 *
 * @param name of the principal
 * @param organisation for which the caller speaks
 */
public record Caller(String name, String organisation) {
    static final String ATTRIBUTE = "dev.whence.caller";
    public static final Caller ANONYMOUS = new Caller("anonymous", Iris.DEFAULT_ORGANISATION);
}
