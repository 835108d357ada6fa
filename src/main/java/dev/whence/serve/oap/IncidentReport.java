package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;

/** {@code provenance.incident.report}: one incident, whole, but for the hashes that its place will give it. */
final class IncidentReport implements EnvelopeType {
    static final String NAME = "provenance.incident.report";

    private static final String INCIDENT = "incident";

    private final Recorder recorder;
    private final Library library;

    IncidentReport(Recorder recorder, Library library) {
        this.recorder = recorder;
        this.library = library;
    }

    @Override
    public Work prepare(Fields params, Call call) {
        JsonNode incident =
                params.object(INCIDENT).<JsonNode>map(found -> found).orElse(MissingNode.getInstance());
        params.refuseOthers();
        Recorder.Draft draft = new Recorder.Draft(ReceiptKind.INCIDENT, incident, params.pointer(INCIDENT), false);
        return new RecordWork(recorder, draft, call, this::result);
    }

    private ObjectNode result(Recorder.Draft draft, Work.Written written) throws RefusedException {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set(INCIDENT, Renderings.incident(library.required(written.sequence())));
        return result;
    }
}
