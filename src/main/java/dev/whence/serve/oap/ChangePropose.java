package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.access.Scope;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.Sha256;
import dev.whence.receipt.KnowledgeChange.State;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.KindRecords;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code provenance.knowledge.change.propose}: begins a change. What the sender leaves open is filled in so that the same
 * envelope, sent again, is a repeat: the id comes from the envelope, the time from the proposal that is there.
 */
final class ChangePropose implements EnvelopeType {
    static final String NAME = "provenance.knowledge.change.propose";

    private static final int ID_DIGITS = 24;

    /** What goes into the record as it stands. */
    private static final List<String> MEMBERS = List.of(
            "artifact_id",
            "version_before",
            "version_after",
            "proposal",
            "rationale",
            "requested_stage",
            "reviewers",
            "labels");

    private final Recorder recorder;
    private final Library library;
    private final KindRecords records;
    private final Clock clock;

    ChangePropose(Recorder recorder, Library library, KindRecords records, Clock clock) {
        this.recorder = recorder;
        this.library = library;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Scope scope() {
        return Scope.PROVENANCE_WRITE;
    }

    @Override
    public Work prepare(Fields params, Call call) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        String changeId = params.optionalText("change_id").orElseGet(() -> mint(call));
        record.put("change_id", changeId);
        MEMBERS.forEach(name -> params.any(name).ifPresent(value -> record.set(name, value)));
        Optional<JsonNode> proposer =
                params.any("proposer").or(() -> call.headers().caller().map(TextNode::valueOf));
        proposer.ifPresent(name -> record.set("proposer", name));
        record.set("timestamp", params.any("timestamp").orElseGet(() -> time(changeId, call)));
        record.put("status", State.PROPOSED.name());
        params.refuseOthers();
        Recorder.Draft draft = new Recorder.Draft(ReceiptKind.KNOWLEDGE_CHANGE, record, "/params", false);
        return new RecordWork(recorder, draft, call, this::result);
    }

    private static String mint(Call call) {
        byte[] exchange =
                (call.id() + "\n" + call.headers().caller().orElse("") + "\n").getBytes(StandardCharsets.UTF_8);
        return "change:" + Sha256.hex(exchange, Jcs.canonicalize(call.params())).substring(0, ID_DIGITS);
    }

    private JsonNode time(String changeId, Call call) {
        OptionalLong known = records.seenBy(call.sight()).change(call.organisation(), changeId);
        Optional<JsonNode> proposed = known.isPresent()
                ? library.stored(known.getAsLong(), call.sight())
                        .map(stored -> stored.json().path("timestamp"))
                : Optional.empty();
        return proposed.orElseGet(() ->
                TextNode.valueOf(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()));
    }

    private ObjectNode result(Recorder.Draft draft, Work.Written written) throws RefusedException {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("change", Renderings.change(library.required(written.sequence())));
        return result;
    }
}
