package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Who took part in the run: everybody by {@code prov:wasAssociatedWith}, role and plan by one qualified association. */
final class Agents {
    private Agents() {}

    /** Somebody known by a name alone. */
    static Node agent(Statements out, Node type, String principal) {
        Node agent = NodeFactory.createURI(out.iris().agent(out.organisation(), principal));
        out.type(agent, type);
        out.text(agent, Dct.IDENTIFIER, principal);
        return agent;
    }

    static Node associated(Statements out, Node type, String principal) {
        Node agent = agent(out, type, principal);
        out.say(out.run(), Prov.WAS_ASSOCIATED_WITH, agent);
        return agent;
    }

    /** The one qualified association of a run; PROV lets it have an agent, a plan, or both. */
    static void association(Statements out, Optional<Node> agent, Optional<String> role, Optional<Node> plan) {
        Node association = NodeFactory.createURI(Iris.association(out.run().getURI()));
        out.say(out.run(), Prov.QUALIFIED_ASSOCIATION, association);
        agent.ifPresent(node -> out.say(association, Prov.ASSOCIATED_AGENT, node));
        role.map(out.iris()::role).ifPresent(iri -> out.say(association, Prov.HAD_ROLE, NodeFactory.createURI(iri)));
        plan.ifPresent(node -> out.say(association, Prov.HAD_PLAN, node));
    }

    static Node plan(Statements out, String specHashOrOperation) {
        return NodeFactory.createURI(out.iris().plan(specHashOrOperation));
    }
}
