package dev.whence.feed.rdf;

/** Descriptions as N-Quads, all in one graph. */
public final class NQuads {
    private final String graph;
    private final NTriplesWriter triples = new NTriplesWriter();

    /** @param graph its IRI */
    public NQuads(String graph) {
        this.graph = graph;
    }

    public void write(Description description, StringBuilder out) {
        triples.write(description, " <" + graph + ">", out);
    }
}
