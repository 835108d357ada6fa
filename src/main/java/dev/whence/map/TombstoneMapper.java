package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.receipt.Tombstone;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** A tombstone: the erased receipt was invalidated, when, by whom and why. What it had made stays unsaid. */
final class TombstoneMapper implements KindMapper<Tombstone> {
    @Override
    public void map(Tombstone tombstone, Statements out) {
        Node erased = NodeFactory.createURI(out.iris().receipt(out.organisation(), tombstone.erased()));
        Node erasure = NodeFactory.createURI(Iris.erasure(out.receipt().getURI()));
        out.type(out.receipt(), Whence.TOMBSTONE);
        out.say(out.receipt(), Whence.ERASES, erased);
        out.text(out.receipt(), Dct.DESCRIPTION, tombstone.reason());
        out.at(tombstone.erasedAt());
        out.time(out.receipt(), Prov.GENERATED_AT_TIME, tombstone.erasedAt());
        out.say(erased, Prov.WAS_INVALIDATED_BY, erasure);
        out.time(erased, Prov.INVALIDATED_AT_TIME, tombstone.erasedAt());
        // A kind of activity, but not one that people mean who ask for runs.
        out.type(erasure, Whence.ERASURE);
        out.time(erasure, Prov.ENDED_AT_TIME, tombstone.erasedAt());
        tombstone
                .erasedBy()
                .ifPresent(name -> out.say(erasure, Prov.WAS_ASSOCIATED_WITH, Agents.agent(out, Prov.AGENT, name)));
    }
}
