package dev.whence.lineage;

/** How far an edge can be trusted. */
public enum Relation {
    /** A receipt states this very pair ({@code prov:wasDerivedFrom}). */
    STATED,
    /** One run used the one and generated the other; that the one went into the other is assumed. */
    ASSUMED,
    /** Both have the same content. Not a generation: adds no depth. */
    SAME_BYTES,
    /** A receipt named a place without a digest; the place's latest earlier generation is assumed. Adds no depth. */
    ASSUMED_LOCATION;

    /** Whether the edge joins two entities that stand for one thing, instead of one made from the other. */
    public boolean crosses() {
        return this == SAME_BYTES || this == ASSUMED_LOCATION;
    }
}
