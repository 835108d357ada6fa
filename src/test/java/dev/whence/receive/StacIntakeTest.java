package dev.whence.receive;

import static dev.whence.testkit.Envelopes.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.Subject;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ProblemType;
import dev.whence.testkit.TestReceipts;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STAC records on the path of receipts: they stand beside receipts, and never for one. */
class StacIntakeTest {
    private static final Iris IRIS = new Iris(Iris.DEFAULT_BASE);

    @TempDir
    private Path folder;

    private static ObjectNode item(String id, String title, String digest) {
        return json("{'type':'Feature','stac_version':'1.1.0','id':'" + id + "','geometry':null,'collection':'rivers',"
                + "'properties':{'datetime':'2026-10-01T00:00:00Z','title':'" + title + "'},"
                + "'links':[{'rel':'collection','href':'c.json'},{'rel':'processing-execution','href':'/run/join'}],"
                + "'assets':{'data':{'href':'out/join','file:checksum':'1220" + digest.substring(7) + "'}}}");
    }

    @Test
    void an_item_that_names_a_run_is_no_second_receipt_for_what_that_run_made() {
        String digest = TestReceipts.digest("out/join");
        try (OpenedRoom opened = OpenedRoom.open(folder, PolicyLabel.PUBLIC)) {
            assertThat(opened.take(TestReceipts.run("join").json())).isInstanceOf(Outcome.Recorded.class);
            assertThat(opened.take(item("october", "October", digest))).isInstanceOf(Outcome.Recorded.class);

            LineageSnapshot lineage = opened.room().reading().index().snapshot();
            Subject run =
                    lineage.find(IRIS.run(Iris.DEFAULT_ORGANISATION, "join")).orElseThrow();
            assertThat(lineage.entries(run)).containsExactly(0L);
            assertThat(lineage.run(1)).isEmpty();
            assertThat(lineage.generated(1)).isEmpty();
            assertThat(lineage.find(IRIS.content(Digest.parse(digest).orElseThrow())))
                    .isPresent();
            assertThat(lineage.size()).isEqualTo(2);
        }
    }

    @Test
    void a_newer_item_of_the_same_name_supersedes_the_one_before_without_saying_so() {
        String digest = TestReceipts.digest("out/join");
        try (OpenedRoom opened = OpenedRoom.open(folder, PolicyLabel.PUBLIC)) {
            opened.take(item("october", "October", digest));
            opened.take(item("november", "November", digest));
            Outcome newer = opened.take(item("october", "October, mended", digest));

            assertThat(newer).isInstanceOf(Outcome.Recorded.class);
            assertThat(opened.take(item("october", "October, mended", digest))).isInstanceOf(Outcome.Repeated.class);
            LineageSnapshot lineage = opened.room().reading().index().snapshot();
            assertThat(lineage.supersededBy(0)).isEqualTo(OptionalLong.of(2));
            assertThat(lineage.supersededBy(1)).isEmpty();
        }
    }

    @Test
    void nothing_of_a_bad_item_is_kept_and_its_sender_is_told_all_that_is_bad() {
        ObjectNode bad = item("october", "October", TestReceipts.digest("x"));
        bad.remove("geometry");
        bad.withObject("/properties").put("kfm:policy_label", "secretish");
        bad.withObject("/assets/data").put("href", "https://10.0.0.1/x");
        try (OpenedRoom opened = OpenedRoom.open(folder, PolicyLabel.PUBLIC)) {
            Outcome outcome = opened.take(bad);

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.problem().type()).isEqualTo(ProblemType.SCHEMA_VIOLATION);
                assertThat(refused.problem().violations())
                        .extracting(violation -> violation.pointer())
                        .containsExactlyInAnyOrder("/assets/data/href", "/geometry", "/properties/kfm:policy_label");
            });
            assertThat(opened.ledger().size()).isZero();
        }
    }

    @Test
    void the_label_of_an_item_is_that_of_its_entry() {
        ObjectNode item = item("nest", "Nest", TestReceipts.digest("x"));
        item.withObject("/properties").put("kfm:policy_label", "restricted_sensitive_location");
        try (OpenedRoom opened = OpenedRoom.open(folder, PolicyLabel.PUBLIC)) {
            opened.take(item);

            assertThat(opened.ledger().entry(0).event().label()).isEqualTo(PolicyLabel.RESTRICTED_SENSITIVE_LOCATION);
        }
    }
}
