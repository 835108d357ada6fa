package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts.Qualified;
import dev.whence.receipt.OperationReceipt;
import dev.whence.receipt.OperationReceipt.Entity;
import dev.whence.receipt.OperationReceipt.Output;
import dev.whence.receipt.OperationReceipt.Source;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.time.Instant;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * An operation at one state of its session: an activity after a plan. Only a sealed one says what was made of what; at
 * every other state that is an intention, or was never kept.
 */
final class OperationMapper implements KindMapper<OperationReceipt> {
    @Override
    public void map(OperationReceipt operation, Statements out) {
        out.type(out.receipt(), Whence.OPERATION_RECEIPT);
        time(operation).ifPresent(time -> {
            out.at(time);
            out.time(out.receipt(), Prov.GENERATED_AT_TIME, time);
        });
        who(operation, out);
        how(operation, out);
        if (operation.state() == State.SEALED) {
            lineage(operation, out);
        }
    }

    /** When the state came to be; between its beginning and its end a session names no time. */
    private static Optional<Instant> time(OperationReceipt operation) {
        return operation.state() == State.OPENED ? Optional.of(operation.startedAt()) : operation.endedAt();
    }

    private static void who(OperationReceipt operation, Statements out) {
        Node agent = Agents.associated(out, Prov.AGENT, operation.actor());
        Node plan = Agents.plan(out, operation.operationId());
        Agents.association(out, Optional.of(agent), Optional.empty(), Optional.of(plan));
    }

    private static void how(OperationReceipt operation, Statements out) {
        Node run = out.run();
        out.text(run, Whence.OPERATION, operation.operationId());
        out.text(run, Whence.OPERATION_STATE, operation.state().word());
        out.time(run, Prov.STARTED_AT_TIME, operation.startedAt());
        out.time(run, Prov.ENDED_AT_TIME, operation.endedAt());
        out.time(run, Whence.EXPIRES_AT, operation.expiresAt());
        out.text(run, Whence.FAILURE_REASON, operation.reason());
        operation.declares().forEach(type -> out.text(run, Whence.DECLARES, type));
        if (!operation.state().isOpen()) {
            Node status = Status.of(!operation.state().isFailure()).node();
            out.say(run, Whence.EXECUTION_STATUS, status);
        }
    }

    private static void lineage(OperationReceipt operation, Statements out) {
        operation.used().forEach(out.artifacts()::used);
        Optional<Node> version =
                operation.datasetVersionId().map(stated -> Datasets.version(out, stated, Optional.empty()));
        for (Output output : operation.artifacts()) {
            Node made = out.artifacts().generated(output);
            version.ifPresent(dataset -> distribution(dataset, made, output.entity(), out));
        }
        // Afterwards, so that a source which the operation made too is known with its bytes.
        operation.artifacts().forEach(output -> derivations(operation, output, out));
    }

    /** What has bytes is a form of the dataset. A thing's bytes may be others tomorrow, so it has no one checksum. */
    private static void distribution(Node dataset, Node made, Entity entity, Statements out) {
        boolean artifact = entity.type().equals(Entity.ARTIFACT);
        if (artifact || entity.uri().isPresent() || entity.digest().isPresent()) {
            out.artifacts().distribution(dataset, made, artifact ? entity.digest() : Optional.empty());
        }
    }

    private static void derivations(OperationReceipt operation, Output output, Statements out) {
        Node made = out.artifacts().mentioned(output.entity());
        int number = 0;
        for (Source source : output.derivedFrom()) {
            number++;
            Node from = out.artifacts().mentioned(source.entity());
            String iri = Iris.derivation(made.getURI(), operation.invocationId(), number);
            Optional<Qualified> qualified = source.relation().map(word -> new Qualified(word, iri));
            out.derived(Prov.WAS_DERIVED_FROM, made, from, qualified);
            qualified.ifPresent(node -> qualify(node, made, from, out));
        }
    }

    /** PROV has no property for each of the words that systems have, so the word stands on the derivation itself. */
    private static void qualify(Qualified qualified, Node made, Node from, Statements out) {
        Node derivation = NodeFactory.createURI(qualified.iri());
        out.say(made, Prov.QUALIFIED_DERIVATION, derivation);
        out.type(derivation, Prov.DERIVATION);
        out.say(derivation, Prov.DERIVED_ENTITY, from);
        out.say(derivation, Prov.HAD_ACTIVITY, out.run());
        out.text(derivation, Whence.RELATION, qualified.relation());
    }
}
