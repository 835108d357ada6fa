package dev.whence.canonical;

/**
 * How much JSON is read from a stranger.
 *
 * @param maxBytes the longest document, in bytes
 * @param maxDepth how deep arrays and objects may nest; a document that is one flat object has depth 1
 */
public record JsonLimits(int maxBytes, int maxDepth) {
    /** 1 MiB, 64 levels. */
    public static final JsonLimits DEFAULTS = new JsonLimits(1 << 20, 64);

    /** For what was limited when it came in, and is read again. */
    public static final JsonLimits ACCEPTED = new JsonLimits(Integer.MAX_VALUE - 16, 500);

    /** Trees are walked by recursion; this many levels fit every thread's stack. */
    private static final int DEEPEST = 500;

    public JsonLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1");
        }
        if (maxDepth < 1 || maxDepth > DEEPEST) {
            throw new IllegalArgumentException("maxDepth must lie between 1 and " + DEEPEST);
        }
    }
}
