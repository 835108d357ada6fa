package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.receipt.ReceiptKind;
import java.util.Optional;

/** {@code provenance.artifact.register}: one version of an artifact, and where its bytes lie. */
final class ArtifactRegister implements EnvelopeType {
    static final String NAME = "provenance.artifact.register";

    private static final String METADATA = "metadata";
    private static final String PAYLOAD = "payload_ref";

    private final Recorder recorder;

    ArtifactRegister(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Scope scope() {
        return Scope.PROVENANCE_WRITE;
    }

    @Override
    public Work prepare(Fields params, Call call) {
        Optional<ObjectNode> metadata = params.object(METADATA);
        Optional<ObjectNode> payload = params.optionalObject(PAYLOAD);
        boolean branches = params.flag("branch");
        params.refuseOthers();
        if (metadata.filter(given -> given.has(PAYLOAD)).isPresent()) {
            params.fault(METADATA, "params:unknown", "The payload reference stands beside the metadata; put it there.");
        }
        Recorder.Draft draft =
                new Recorder.Draft(ReceiptKind.ARTIFACT, record(metadata, payload), params.pointer(METADATA), branches);
        return new RecordWork(recorder, draft, call, ArtifactRegister::result);
    }

    private static JsonNode record(Optional<ObjectNode> metadata, Optional<ObjectNode> payload) {
        if (metadata.isEmpty()) {
            return MissingNode.getInstance();
        }
        ObjectNode record = metadata.get().deepCopy();
        payload.ifPresent(given -> record.set(PAYLOAD, given));
        return record;
    }

    private static ObjectNode result(Recorder.Draft draft, Work.Written written) {
        ObjectNode metadata = ((ObjectNode) draft.json()).deepCopy();
        metadata.remove(PAYLOAD);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set(METADATA, metadata);
        return result;
    }
}
