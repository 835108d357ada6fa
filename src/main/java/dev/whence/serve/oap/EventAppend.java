package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;

/** {@code provenance.event.append}: one event, whole, but for the hashes that its place will give it. */
final class EventAppend implements EnvelopeType {
    static final String NAME = "provenance.event.append";

    private static final String EVENT = "event";

    private final Recorder recorder;

    EventAppend(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Scope scope() {
        return Scope.PROVENANCE_WRITE;
    }

    @Override
    public Work prepare(Fields params, Call call) {
        JsonNode event = params.object(EVENT).<JsonNode>map(found -> found).orElse(MissingNode.getInstance());
        params.refuseOthers();
        Recorder.Draft draft = new Recorder.Draft(ReceiptKind.EVENT, event, params.pointer(EVENT), false);
        return new RecordWork(recorder, draft, call, EventAppend::result);
    }

    private static ObjectNode result(Recorder.Draft draft, Work.Written written) throws RefusedException {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set(EVENT, Renderings.event((ObjectNode) draft.json(), written));
        return result;
    }
}
