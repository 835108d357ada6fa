package dev.whence.lineage;

/**
 * One state of a walk taken one step further.
 *
 * <p>A state is an entity and a context. Where a receipt named a place without a digest, one entity stands for other
 * bytes at other times; the context is the statement that generated the bytes that are meant.
 */
interface Step {
    /** The context that means all generations, and the only one for an entity whose bytes are known. */
    int ALL = -1;
    /** The context of a place that was used before anything was generated there. */
    int BEFORE_ALL = -2;

    /** Tells every neighbour, crossings first. */
    void expand(int entity, int context, Sink sink);

    /** Takes neighbours in. */
    interface Sink {
        /**
         * Takes one in.
         *
         * @param run {@link Tables#NONE} for crossings
         * @param statement what makes the edge true; {@link Tables#NONE} for equal bytes
         * @param superseded whether a superseded statement makes it true
         * @param far the neighbour, and its context
         * @return whether more neighbours are wanted
         */
        boolean edge(Relation relation, int run, int statement, boolean superseded, int far, int farContext);
    }
}
