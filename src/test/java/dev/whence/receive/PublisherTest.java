package dev.whence.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Sight;
import dev.whence.canonical.Jcs;
import dev.whence.ledger.Entry;
import dev.whence.receipt.Iris;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever publishes, withdraws or erases has looked at the record before; others may have come in between. */
class PublisherTest {
    private static final RecordName NAME = new RecordName(ReceiptKind.STAC_ITEM, "rivers/gauge");

    @TempDir
    private Path folder;

    private OpenedRoom opened;
    private RecordShelf.Held held;

    @BeforeEach
    void open() {
        opened = OpenedRoom.open(folder, PolicyLabel.PUBLIC);
        opened.take(TestReceipts.run("gauge").json());
        opened.take(item("Levels"));
        held = find();
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private static ObjectNode item(String title) {
        ObjectNode item = TestRecords.item("rivers", "gauge", "gauge");
        ((ObjectNode) item.path("properties")).put("title", title).put("kfm:policy_label", "restricted");
        return item;
    }

    private RecordShelf.Held find() {
        return shelf().seenBy(Sight.ALL).find(Iris.DEFAULT_ORGANISATION, NAME).orElseThrow();
    }

    private RecordShelf shelf() {
        return opened.room().reading().shelf();
    }

    private Publisher publisher() {
        return opened.room().publisher();
    }

    private Outcome publish(RecordShelf.Held record) throws Exception {
        ObjectNode form = item("Levels, coarse");
        ((ObjectNode) form.path("properties")).put("kfm:policy_label", "public_generalized");
        // What allows it is not asked here.
        Entry promotion = opened.ledger().entry(0);
        return publisher()
                .publish(
                        record,
                        new Publisher.Public(form, PolicyLabel.PUBLIC_GENERALIZED, List.of(), Optional.empty()),
                        promotion,
                        Submission.STRICT)
                .join();
    }

    private boolean isPublished() {
        return shelf().publication(Iris.DEFAULT_ORGANISATION, NAME).isPresent();
    }

    private static void assertOvertaken(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).problem().type()).isEqualTo(ProblemType.ALREADY_SUPERSEDED);
    }

    @Test
    void what_stands_is_published() throws Exception {
        assertThat(publish(held)).isInstanceOf(Outcome.Recorded.class);
        assertThat(isPublished()).isTrue();
    }

    @Test
    void what_was_withdrawn_in_between_is_not_published() throws Exception {
        publisher().withdraw(held, "Wrong.", Submission.STRICT).join();
        assertOvertaken(publish(held));
        assertThat(isPublished()).isFalse();
    }

    @Test
    void what_was_replaced_in_between_is_not_published() throws Exception {
        opened.take(item("Levels, mended"));
        assertOvertaken(publish(held));
        assertThat(publish(find())).isInstanceOf(Outcome.Recorded.class);
    }

    @Test
    void what_was_erased_in_between_is_not_published() throws Exception {
        Outcome erased = opened.room()
                .eraser()
                .erase(held.entry(), "Asked for.", Submission.STRICT)
                .join();
        assertThat(erased).isInstanceOf(Outcome.Recorded.class);
        assertOvertaken(publish(held));
    }

    @Test
    void what_was_published_in_between_is_not_ended_in_secret() throws Exception {
        ObjectNode secret = publisher().withdrawal(held, "Wrong.", Optional.empty());
        publish(held);
        assertOvertaken(opened.room()
                .intake()
                .take(Jcs.canonicalize(secret), Submission.STRICT.as(ReceiptKind.WITHDRAWAL))
                .join());
        assertThat(publisher().withdraw(held, "Wrong.", Submission.STRICT).join())
                .isInstanceOf(Outcome.Recorded.class);
        assertThat(isPublished()).isFalse();
    }

    @Test
    void what_was_published_in_between_is_not_erased_beneath_its_publication() throws Exception {
        long before = opened.ledger().size();
        publish(held);
        Submission presuming =
                Submission.STRICT.as(ReceiptKind.TOMBSTONE).presuming(new Presumption.NotPublishedSince(NAME, before));
        String tombstone = "{\"tombstone_of\":\"" + held.id().text()
                + "\",\"reason\":\"Asked for.\",\"erased_at\":\"2026-01-01T00:00:00Z\"}";
        assertOvertaken(opened.room()
                .intake()
                .take(tombstone.getBytes(java.nio.charset.StandardCharsets.UTF_8), presuming)
                .join());

        opened.room()
                .eraser()
                .erase(held.entry(), "Asked for.", Submission.STRICT)
                .join();
        assertThat(isPublished()).isFalse();
    }
}
