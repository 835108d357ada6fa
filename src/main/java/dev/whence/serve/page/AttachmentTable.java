package dev.whence.serve.page;

import dev.whence.receipt.Iris;
import dev.whence.receipt.Verdict;
import dev.whence.receive.AttachmentArchive;
import java.util.List;
import java.util.stream.Collectors;

/** What is attached to a receipt, and what came of checking it. */
final class AttachmentTable {
    private static final String HEADING = "Attachments";

    private AttachmentTable() {}

    /** Nothing where nothing is attached. */
    static void write(Html body, List<AttachmentArchive.Stored> attachments) {
        if (attachments.isEmpty()) {
            return;
        }
        body.element("h2", HEADING);
        body.table(
                HEADING,
                List.of("name", "verdict", "by", "predicate type", "kept as"),
                attachments.stream().map(AttachmentTable::row).toList());
    }

    private static List<Cell> row(AttachmentArchive.Stored stored) {
        Verdict verdict = stored.verdict();
        String id = stored.entry().event().receiptId().text();
        String of = stored.attachment().attachmentOf().text();
        String receipts = place(stored.entry().event().org()) + "/receipts/";
        return List.of(
                Cell.link(stored.attachment().name(), receipts + of + "/attachments/" + id),
                Cell.of(verdict.word().text()
                        + verdict.reason()
                                .map(reason -> ": " + reason.sentence())
                                .orElse("")),
                Cell.of(verdict.signers().stream().map(Verdict.Signer::name).collect(Collectors.joining(", "))),
                Cell.of(verdict.stated().predicateType().orElse("")),
                Cell.link(id, receipts + id));
    }

    /** Attachments of several owners may stand in one table; the default one's lie where they always did. */
    private static String place(String organisation) {
        return organisation.equals(Iris.DEFAULT_ORGANISATION) ? "" : "/o/" + Iris.segment(organisation);
    }
}
