package dev.whence.map;

import dev.whence.receipt.Incident;
import dev.whence.receipt.Incident.Remediation;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * An incident of the orchestration protocol: an entity about an activity, or about things. What it concerns bears the same
 * IRI as in the receipts that tell of it, so that its lineage is one step away.
 */
final class IncidentMapper implements KindMapper<Incident> {
    @Override
    public void map(Incident incident, Statements out) {
        Node node = NodeFactory.createURI(out.iris().incident(out.organisation(), incident.incidentId()));
        out.type(out.receipt(), Whence.INCIDENT_RECEIPT);
        out.say(out.receipt(), Whence.REPORTS, node);
        out.type(node, Whence.INCIDENT);
        out.text(node, Dct.IDENTIFIER, incident.incidentId());
        out.at(incident.timestamp());
        out.time(out.receipt(), Prov.GENERATED_AT_TIME, incident.timestamp());
        out.text(node, Whence.CATEGORY, incident.category());
        out.text(node, Whence.SEVERITY, incident.severity());
        out.text(node, Dct.DESCRIPTION, incident.description());
        concerned(incident, out).forEach(thing -> out.say(node, Whence.CONCERNS, thing));
        involved(node, out, Prov.AGENT, incident.actor());
        involved(node, out, Prov.SOFTWARE_AGENT, incident.moduleId());
        incident.policyBindingId().ifPresent(id -> out.say(node, Whence.POLICY_BINDING, Decisions.named(out, id)));
        incident.remediation().ifPresent(remediation -> remediation(remediation, node, out));
    }

    private static Stream<Node> concerned(Incident incident, Statements out) {
        Stream<Node> runs = Stream.concat(incident.eventId().stream(), incident.runId().stream())
                .map(id -> run(id, out));
        Stream<Node> files = incident.concerned().files().stream().map(out.artifacts()::mentioned);
        Stream<Node> versions = incident.concerned().versions().stream().map(out.artifacts()::mentioned);
        return Stream.of(runs, files, versions).flatMap(things -> things);
    }

    /** Not a statement that it happened: the receipt of the run itself says what it was. */
    private static Node run(String id, Statements out) {
        Node run = NodeFactory.createURI(out.iris().run(out.organisation(), id));
        out.text(run, Dct.IDENTIFIER, id);
        return run;
    }

    private static void involved(Node node, Statements out, Node type, Optional<String> name) {
        name.ifPresent(present -> out.say(node, Whence.INVOLVED, Agents.agent(out, type, present)));
    }

    private static void remediation(Remediation remediation, Node node, Statements out) {
        out.text(node, Whence.RECOMMENDED_ACTION, remediation.recommendedAction());
        out.text(node, Whence.APPLIED_ACTION, remediation.appliedAction());
        remediation
                .approvedBy()
                .ifPresent(name -> out.say(node, Whence.APPROVED_BY, Agents.agent(out, Prov.AGENT, name)));
        out.time(node, Whence.REMEDIED_AT, remediation.timestamp());
    }
}
