package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a publisher puts on a plain web server is seen by everybody: all of it is looked at. */
class PublicFilesTest {
    @TempDir
    private Path folder;

    @Test
    void no_file_tells_a_place_that_may_only_be_told_coarsely() throws IOException {
        Path data = folder.resolve("data");
        Path in = Files.createDirectories(folder.resolve("in"));
        TestReceipts receipt = TestRecords.receipt("run-1");
        TestRecords.obligation(receipt, "generalize_geometry").put("min_cell_size_m", 10_000);
        ObjectNode item = TestRecords.item("rivers", "gauge-1", "run-1");
        ((ObjectNode) item.path("properties")).put("kfm:policy_label", "restricted_sensitive_location");
        Files.write(in.resolve("1.json"), receipt.bytes());
        Files.write(in.resolve("2.json"), TestRecords.bytes(TestRecords.collection("rivers")));
        Files.write(in.resolve("3.json"), TestRecords.bytes(item));
        run("ingest", "--data", data, in);
        run("gate", "--promote", "--data", data, TestRecords.VERSION);
        Path out = folder.resolve("out");
        run("export", "--layout", "catalog", "--data", data, out);

        List<Path> files;
        try (Stream<Path> walk = Files.walk(out)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        assertThat(files)
                .hasSizeGreaterThan(8)
                .contains(out.resolve("data.json"), out.resolve("dcat-us/3.0/catalog.json"));
        assertThat(files.stream().filter(file -> text(file).contains("gauge-1")).count())
                .isGreaterThan(4);
        for (Path file : files) {
            assertThat(text(file)).as(file.toString()).doesNotContain("10.5123", "47.2543");
        }
    }

    private static void run(Object... words) {
        Commands.Ended ended = Commands.run(words);
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    }

    private static String text(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            boolean packed = bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
            return new String(
                    packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes,
                    StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
