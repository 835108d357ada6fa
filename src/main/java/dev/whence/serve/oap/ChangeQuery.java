package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Sight;
import dev.whence.ledger.Log;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.receipt.KnowledgeChange.State;
import dev.whence.receipt.ReceiptKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** {@code provenance.knowledge.change.query}: each change once, at the state in which it stands. */
final class ChangeQuery implements EnvelopeType {
    static final String NAME = "provenance.knowledge.change.query";
    static final String SHORT_NAME = "knowledge.change.query";

    private final Log log;
    private final Scan scan;
    private final Cursors cursors;
    private final Supplier<LineageSnapshot> lineage;

    ChangeQuery(Log log, Scan scan, Cursors cursors, Supplier<LineageSnapshot> lineage) {
        this.log = log;
        this.scan = scan;
        this.cursors = cursors;
        this.lineage = lineage;
    }

    @Override
    public Work prepare(Fields params, Call call) {
        Optional<String> artifact = params.optionalText("artifact_id");
        Optional<String> status = params.word("status", List.of(State.values())).map(Enum::name);
        Optional<String> stage = params.optionalText("lifecycle_stage");
        Page page = Page.read(params, call, cursors, log.size());
        params.refuseOthers();
        return () -> {
            LineageSnapshot then = lineage.get().asOf(page.from().size());
            return Work.Done.read(scan.page(
                    "changes",
                    ReceiptKind.KNOWLEDGE_CHANGE,
                    page,
                    call,
                    true,
                    stored -> Optional.of(stored)
                            .filter(one -> !isReplaced(one.entry().sequence(), then, call.sight()))
                            .filter(one -> is(artifact, one.json(), "artifact_id"))
                            .filter(one -> is(status, one.json(), "status"))
                            .filter(one -> is(stage, one.json(), "requested_stage"))
                            .map(Renderings::change)));
        };
    }

    /** By a state that the caller sees; a hidden one in between changes nothing. */
    private static boolean isReplaced(long sequence, LineageSnapshot then, Sight sight) {
        OptionalLong next = then.supersededBy(sequence);
        while (next.isPresent() && !sight.sees(next.getAsLong())) {
            next = then.supersededBy(next.getAsLong());
        }
        return next.isPresent();
    }

    private static boolean is(Optional<String> wanted, ObjectNode change, String name) {
        return wanted.isEmpty() || wanted.get().equals(change.path(name).asText());
    }
}
