package dev.whence.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.validate.Leniency;
import java.util.List;

/**
 * {@code receipts.submit}: hands in a receipt of any kind. It is kept in its canonical form; {@code POST /receipts} keeps
 * the very bytes.
 */
final class ReceiptSubmit implements Work.Writing {
    static final Declaration DECLARATION = new Declaration(
            "receipts.submit",
            "Hands in a receipt of any kind; it is kept in its canonical form",
            Scope.PROVENANCE_WRITE,
            SideEffect.COMPUTE,
            List.of("receipt"));

    @Override
    public Plan plan(Invocation invocation) {
        ObjectNode receipt = (ObjectNode) invocation.input().get("receipt");
        Leniency leniency = invocation.flag("lenient") ? Leniency.LENIENT : Leniency.STRICT;
        return (Making) provenance -> provenance.record(
                new Provenance.Draft(receipt, leniency, invocation.flag("branch"), false), DECLARATION.produces());
    }

    @Override
    public ObjectNode answer(Recorded recorded) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("receipt_id", recorded.id().text());
    }
}
