package dev.whence.lineage;

/**
 * What a walk may do.
 *
 * @param maxDepth generations, 1 to {@value #GREATEST_DEPTH}
 * @param includeSuperseded whether the edges of superseded receipts are followed, and marked
 * @param crossings whether the walk goes on through equal bytes and, where a digest is missing, through places; without
 *     them it answers like the property path {@code (prov:wasGeneratedBy/prov:used|prov:wasDerivedFrom)+}
 * @param limits how large the answer may grow
 */
public record WalkOptions(
        Direction direction, int maxDepth, boolean includeSuperseded, boolean crossings, Limits limits) {
    public static final int DEFAULT_DEPTH = 20;
    public static final int GREATEST_DEPTH = 50;

    public WalkOptions {
        if (maxDepth < 1 || maxDepth > GREATEST_DEPTH) {
            throw new IllegalArgumentException("a walk's depth is 1 to " + GREATEST_DEPTH);
        }
    }

    /**
     * How large an answer may grow.
     *
     * @param fanOut edges followed from one entity, so that a hub does not become the whole answer
     */
    public record Limits(int nodes, int edges, int fanOut) {
        public static final Limits DEFAULT = new Limits(100_000, 500_000, 50_000);

        public Limits {
            if (nodes < 1 || edges < 1 || fanOut < 1) {
                throw new IllegalArgumentException("a walk's limits are at least 1");
            }
        }
    }

    public static WalkOptions of(Direction direction) {
        return new WalkOptions(direction, DEFAULT_DEPTH, false, true, Limits.DEFAULT);
    }

    public WalkOptions withDepth(int depth) {
        return new WalkOptions(direction, depth, includeSuperseded, crossings, limits);
    }

    public WalkOptions withSuperseded() {
        return new WalkOptions(direction, maxDepth, true, crossings, limits);
    }

    public WalkOptions withoutCrossings() {
        return new WalkOptions(direction, maxDepth, includeSuperseded, false, limits);
    }

    public WalkOptions withLimits(Limits other) {
        return new WalkOptions(direction, maxDepth, includeSuperseded, crossings, other);
    }
}
