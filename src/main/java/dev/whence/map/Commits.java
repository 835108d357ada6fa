package dev.whence.map;

import dev.whence.receipt.CommitReference;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** The code that ran, under one name however a kind writes it. */
final class Commits {
    private Commits() {}

    static Node of(Statements out, String reference) {
        Node commit = NodeFactory.createURI(out.iris().commit(CommitReference.id(reference)));
        out.say(out.run(), Whence.COMMIT, commit);
        out.text(commit, Dct.IDENTIFIER, reference);
        return commit;
    }
}
