package dev.whence.map;

import dev.whence.receipt.ProvenanceEvent;
import dev.whence.receipt.ProvenanceEvent.PolicyRef;
import dev.whence.receipt.References;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Node;

/** An event of the orchestration protocol: an activity of its actor and of the module that answered. */
final class EventMapper implements KindMapper<ProvenanceEvent> {
    @Override
    public void map(ProvenanceEvent event, Statements out) {
        Node run = out.run();
        out.type(out.receipt(), Whence.EVENT_RECEIPT);
        out.at(event.timestamp());
        out.time(out.receipt(), Prov.GENERATED_AT_TIME, event.timestamp());
        out.text(run, Whence.OPERATION, event.envelopeType());
        out.text(run, Whence.SESSION, event.sessionId());
        out.text(run, Whence.TRACE, event.traceId());
        Agents.associated(out, Prov.AGENT, event.actor());
        Agents.associated(out, Prov.SOFTWARE_AGENT, event.moduleId());
        used(event.inputs(), out);
        generated(event.outputs(), out);
        event.policy().ifPresent(policy -> policy(policy, out));
        out.text(run, Whence.RISK, event.risk());
        Status.say(out, Whence.EXECUTION_STATUS, event.status().name());
    }

    private static void used(References inputs, Statements out) {
        inputs.files().forEach(out.artifacts()::used);
        inputs.versions().forEach(out.artifacts()::used);
    }

    private static void generated(References outputs, Statements out) {
        outputs.files().forEach(out.artifacts()::generated);
        outputs.versions().forEach(out.artifacts()::generated);
    }

    private static void policy(PolicyRef policy, Statements out) {
        Node decision = Decisions.decision(out, policy.bindingId());
        Decisions.outcome(out, decision, policy.decision());
    }
}
