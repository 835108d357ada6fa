package dev.whence.query.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.lineage.Direction;
import dev.whence.lineage.LineageIndex;
import dev.whence.lineage.WalkOptions;
import dev.whence.query.Asker;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.receipt.ReceiptId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real receipts of generated files, reduced to what lineage needs of them. */
class RealReceiptsTest {
    private static final Iris IRIS = new Iris(Iris.DEFAULT_BASE);

    private final ObjectMapper json = new ObjectMapper();
    private final List<Entries.Entry> told = new ArrayList<>();
    private final LineageIndex index = new LineageIndex(IRIS);

    @Test
    void lists_the_versions_of_a_page_by_time() throws Exception {
        Path folder = Path.of(
                        Optional.ofNullable(System.getenv("WHENCE_SHARED_DATA")).orElse("../shared/data"))
                .resolve("kfm/receipts/generated/valid");
        assumeTrue(Files.isDirectory(folder), "skipped: the real receipts are not at " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                tell(file);
            }
        }
        LineageWalks walks = new LineageWalks(IRIS, index::snapshot, sequence -> told.get((int) sequence), Marks.NONE);
        LineageAnswer answer = walks.answer(
                LineageRequest.of("docs/dashboards/DASHBOARD_CATALOG.md", Asker.HOUSE, WalkOptions.of(Direction.UP)));
        assertThat(answer.versions()).hasSize(11);
        assertThat(answer.versions()).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
        assertThat(LineageFormats.render(new TreeRenderer(false), answer)).contains("  11  2026-08-21 18:22:29Z");
    }

    private void tell(Path file) throws IOException {
        JsonNode receipt = json.readTree(file.toFile());
        List<Thing> generated = new ArrayList<>();
        receipt.path("artifact_hashes")
                .fields()
                .forEachRemaining(hash -> generated.add(thing(
                        hash.getKey(), Digest.parse(hash.getValue().asText()).orElseThrow())));
        long sequence = told.size();
        Instant at = Instant.parse(receipt.path("created_at").asText());
        ReceiptId id = new ReceiptId("%064x".formatted(sequence + 1));
        String subject = receipt.path("receipt_id").asText();
        LineageFacts facts = new LineageFacts(
                IRIS.receipt("default", id),
                Optional.of(IRIS.run("default", subject)),
                Optional.of(at),
                List.of(),
                generated,
                List.of(),
                Optional.empty());
        told.add(new Entries.Entry(
                facts,
                Optional.of(new RunSummary(
                        subject,
                        Optional.empty(),
                        Optional.of("generate"),
                        Optional.of(at),
                        Optional.empty(),
                        id.text()))));
        index.add(sequence, Instant.EPOCH.plusSeconds(sequence), facts, OptionalLong.empty());
    }

    private static Thing thing(String uri, Digest digest) {
        return new Thing(
                IRIS.artifact("default", digest, uri),
                Optional.of(IRIS.content(digest)),
                Optional.of(IRIS.location("default", uri)));
    }
}
