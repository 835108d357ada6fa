package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.TestRecords;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The multihash in STAC, the checksum in DCAT and the digest in the receipt are one and the same, artefact by artefact. */
class OneChecksumTest {
    private static final List<String> RUNS = List.of("run-1", "run-2", "run-3");
    private static final Pattern IN_RDF =
            Pattern.compile("<[^>]*/items/gauge-([^/]*)/asset/data#checksum> <[^>]*checksumValue> \"([0-9a-f]{64})\"");

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;

    @BeforeAll
    static void publish() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
        send("/receipts", TestRecords.bytes(TestRecords.collection("rivers")));
        for (String run : RUNS) {
            send("/receipts", TestRecords.receipt(run).bytes());
            send("/receipts", TestRecords.bytes(TestRecords.item("rivers", "gauge-" + run, run)));
        }
        send(
                "/v1/op/catalog.promote",
                ("{\"dataset_version\": \"" + TestRecords.VERSION + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(String path, byte[] body) {
        Web.Answer answer = web.post(path, body, "application/json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    @Test
    void the_catalogs_pages_have_the_digests_of_the_receipts() {
        Set<String> found = new TreeSet<>();
        Matcher checksums = IN_RDF.matcher(web.get("/catalog.nt").text());
        while (checksums.find()) {
            found.add(checksums.group(1) + " " + checksums.group(2));
        }
        assertThat(found).isEqualTo(receipts());
    }

    @Test
    void stac_has_the_digests_of_the_receipts() {
        Set<String> found = new TreeSet<>();
        for (String run : RUNS) {
            JsonNode item = web.get("/stac/collections/rivers/items/gauge-" + run, "Accept", "application/geo+json")
                    .json();
            found.add(run + " " + item.at("/assets/data/file:checksum").asText().replaceFirst("^1220", ""));
        }
        assertThat(found).isEqualTo(receipts());
    }

    @Test
    void the_bytes_lead_to_the_run_that_made_them() {
        for (String run : RUNS) {
            String tree = web.get("/lineage?format=tree&entity=" + TestRecords.digest(run))
                    .text();
            assertThat(tree).contains("kfm://run/" + run);
        }
    }

    private static Set<String> receipts() {
        Set<String> digests = new TreeSet<>();
        RUNS.forEach(run -> digests.add(run + " " + TestRecords.digest(run).replace("sha256:", "")));
        return digests;
    }
}
