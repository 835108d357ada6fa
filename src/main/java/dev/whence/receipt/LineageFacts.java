package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one receipt adds to lineage: a run, what it used and generated, and the derivations that it states outright. A
 * receipt about another receipt may tell of no run; then it adds its own name and nothing more.
 * The mapper makes it beside the triples, so that the index and the graph never disagree.
 *
 * @param receipt the receipt's IRI
 * @param run the activity's IRI; present wherever anything was used or generated
 * @param at the receipt's own time, which orders generations of one place; the ledger's time stands in where absent
 * @param datasetVersion the version that the outputs belong to
 * @param derivations stated pairs only; inputs × outputs is an assumption that the walk makes
 */
public record LineageFacts(
        String receipt,
        Optional<String> run,
        Optional<Instant> at,
        List<Thing> used,
        List<Thing> generated,
        List<Derivation> derivations,
        Optional<String> datasetVersion) {

    public LineageFacts {
        used = List.copyOf(used);
        generated = List.copyOf(generated);
        derivations = List.copyOf(derivations);
        if (run.isEmpty() && !(used.isEmpty() && generated.isEmpty() && derivations.isEmpty())) {
            throw new IllegalArgumentException("what is used or generated is so by a run");
        }
    }

    /**
     * A thing used or generated.
     *
     * @param iri the artifact version's IRI; where the receipt gives no digest, the location's
     * @param content the content's IRI; absent without a digest
     * @param location the location's IRI; absent where only a digest is known, and for what is called by its type and id,
     *     because that is one thing for all time, and a place may hold other bytes tomorrow
     */
    public record Thing(String iri, Optional<String> content, Optional<String> location) {}

    /**
     * {@code derived prov:wasDerivedFrom source}, as the receipt states it.
     *
     * @param qualified the receipt's own word for it, where it has one
     */
    public record Derivation(Thing derived, Thing source, Optional<Qualified> qualified) {}

    /**
     * A derivation with a word of its own.
     *
     * @param relation such as {@code produced_by}
     * @param iri of the node in the graph that says so
     */
    public record Qualified(String relation, String iri) {}
}
