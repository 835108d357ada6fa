package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.KindRecords;

/** {@code provenance.incident.report}: one incident, whole, but for the hashes that its place will give it. */
final class IncidentReport implements EnvelopeType {
    static final String NAME = "provenance.incident.report";

    private static final String INCIDENT = "incident";

    private final Recorder recorder;
    private final Library library;
    private final KindRecords records;

    IncidentReport(Recorder recorder, Library library, KindRecords records) {
        this.recorder = recorder;
        this.library = library;
        this.records = records;
    }

    @Override
    public Scope scope() {
        return Scope.PROVENANCE_WRITE;
    }

    @Override
    public Work prepare(Fields params, Call call) {
        JsonNode incident =
                params.object(INCIDENT).<JsonNode>map(found -> found).orElse(MissingNode.getInstance());
        params.refuseOthers();
        Recorder.Draft draft = new Recorder.Draft(ReceiptKind.INCIDENT, incident, params.pointer(INCIDENT), false);
        return new RecordWork(recorder, draft, call, (reported, written) -> result(written, call));
    }

    private ObjectNode result(Work.Written written, Call call) throws RefusedException {
        boolean followsHidden = records.seenBy(call.sight())
                .followsHidden(call.organisation(), ReceiptKind.INCIDENT, written.sequence());
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set(INCIDENT, Renderings.incident(library.required(written.sequence()), followsHidden));
        return result;
    }
}
