package dev.whence.serve.page;

import dev.whence.ledger.Event;
import dev.whence.receipt.ReceiptId;
import dev.whence.receive.AttachmentArchive;
import dev.whence.receive.ReceiptArchive;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One receipt: its place in the ledger, its bytes, and what it says. */
public final class ReceiptPage {
    private ReceiptPage() {}

    /** @param place where the receipts of its owner lie, without a slash at the end */
    public static String of(ReceiptArchive.Stored stored, List<AttachmentArchive.Stored> attachments, String place) {
        Event event = stored.entry().event();
        Html body = Html.fragment();
        String id = event.receiptId().text();
        body.open("p").open("code").text(id).close("code").close("p");
        body.open("p", "class", "links");
        body.link("/lineage?format=html&entity=" + id, "What its outputs were made from");
        body.link("/lineage?format=html&direction=down&entity=" + id, "What was made from them");
        body.link(place + "/receipts/" + id + "/proof", "A proof that it is in the ledger");
        body.close("p");
        body.table("Its place in the ledger", List.of("what", "value"), facts(stored, place));
        AttachmentTable.write(body, attachments);
        body.element("h2", "As it was received");
        body.element("pre", text(stored, ReceiptArchive.Form.RECEIVED), "tabindex", "0");
        body.element("h2", "What it says");
        body.element("pre", text(stored, ReceiptArchive.Form.TURTLE), "tabindex", "0");
        return Html.page("Receipt " + event.receiptId().hex().substring(0, 12), body);
    }

    private static List<List<Cell>> facts(ReceiptArchive.Stored stored, String place) {
        Event event = stored.entry().event();
        return List.of(
                fact("kind", Cell.of(event.kind())),
                fact("subject", Cell.of(event.subject())),
                fact("sequence", Cell.of(String.valueOf(event.sequence()))),
                fact("recorded", Cell.of(event.time().toString())),
                fact("event hash", Cell.of(stored.entry().eventHash())),
                fact("previous event hash", Cell.of(event.previousEventHash())),
                fact("policy label", Cell.of(event.label().text())),
                fact("supersedes", event.supersedes().map(id -> link(id, place)).orElse(Cell.of("nothing"))));
    }

    private static List<Cell> fact(String what, Cell value) {
        return List.of(Cell.of(what), value);
    }

    private static Cell link(ReceiptId id, String place) {
        return Cell.link(id.text(), place + "/receipts/" + id.text());
    }

    private static String text(ReceiptArchive.Stored stored, ReceiptArchive.Form form) {
        return new String(stored.as(form), StandardCharsets.UTF_8);
    }
}
