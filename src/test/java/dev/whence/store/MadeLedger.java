package dev.whence.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;

/** A ledger of made-up entries: entry n is a run that uses artifact n and generates artifact n + 1. */
public final class MadeLedger implements QuadSource {
    public static final String BASE = "http://localhost:8080/";
    public static final String PROV = "http://www.w3.org/ns/prov#";

    private final Map<Long, EntryQuads> special = new TreeMap<>();
    private volatile long size;

    public MadeLedger(long size) {
        this.size = size;
    }

    /** Lets an entry say something else. */
    public MadeLedger with(EntryQuads entry) {
        special.put(entry.sequence(), entry);
        return this;
    }

    public MadeLedger grow(long by) {
        size += by;
        return this;
    }

    @Override
    public Watermark end() {
        return mark(size);
    }

    public static Watermark mark(long size) {
        return size == 0 ? Watermark.EMPTY : new Watermark(size, String.format("sha256:%064x", size));
    }

    @Override
    public void forEach(long from, long to, Consumer<EntryQuads> consumer) {
        for (long sequence = from; sequence < to; sequence++) {
            consumer.accept(special.getOrDefault(sequence, entry(sequence)));
        }
    }

    public List<EntryQuads> entries(long from, long to) {
        List<EntryQuads> entries = new ArrayList<>();
        forEach(from, to, entries::add);
        return entries;
    }

    public static EntryQuads entry(long sequence) {
        String graph = graph(sequence);
        Node run = iri("run/r" + sequence);
        return new EntryQuads(
                sequence,
                graph,
                List.of(
                        quad(graph, run, "used", artifact(sequence)),
                        quad(graph, artifact(sequence + 1), "wasGeneratedBy", run),
                        quad(graph, artifact(sequence + 1), "wasDerivedFrom", artifact(sequence)),
                        quad(
                                graph,
                                run,
                                "label",
                                NodeFactory.createLiteralLang("Lauf № " + sequence + " \"x\"\n", "de"))));
    }

    public static String graph(long sequence) {
        return BASE + "receipt/sha256:" + String.format("%064x", sequence * 7919 % 1_000_003);
    }

    public static Node artifact(long number) {
        return iri("artifact/" + number);
    }

    public static Node iri(String path) {
        return NodeFactory.createURI(BASE + path);
    }

    public static Quad quad(String graph, Node subject, String property, Node object) {
        return Quad.create(NodeFactory.createURI(graph), subject, NodeFactory.createURI(PROV + property), object);
    }
}
