package dev.whence.map;

import dev.whence.receipt.LineageFacts;
import org.apache.jena.graph.Graph;

/**
 * A receipt as triples.
 *
 * @param graphIri the receipt's IRI, which also names its graph
 * @param graph what the receipt says, in memory; belongs to whoever asked for it and may be added to
 * @param lineage the same, as far as lineage goes
 */
public record Mapped(String graphIri, Graph graph, LineageFacts lineage) {}
