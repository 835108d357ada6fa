package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.canonical.Sha256;
import dev.whence.lineage.Direction;
import dev.whence.lineage.WalkOptions;
import dev.whence.query.Asker;
import dev.whence.query.walk.LineageAnswer;
import dev.whence.query.walk.LineageRequest;
import dev.whence.receipt.Digest;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.BulkIntake;
import dev.whence.receive.Outcome;
import dev.whence.receive.Submission;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk in process, {@code GET /lineage} and the property path at {@code /sparql} lead to the same things. */
class WalkEqualsPathTest {
    private static final long SEED = 20261121;
    private static final int LAYERS = 12;
    private static final int RUNS_OF_A_LAYER = 25;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DEMO = Path.of("src/main/resources/demo/receipts");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void on_the_demo() throws Exception {
        try (Whence whence = open();
                Stream<Path> files = Files.list(DEMO)) {
            List<BulkIntake.Item> items = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                items.add(new BulkIntake.Item(file.toString(), Files.readAllBytes(file)));
            }
            tell(whence, items);
            Set<String> artifacts = artifacts(whence);
            assertThat(artifacts).hasSize(9);
            assertThat(compare(whence, artifacts)).isEqualTo(6);
        }
    }

    @Test
    void on_a_generated_graph() throws Exception {
        try (Whence whence = open()) {
            tell(whence, layered(new Random(SEED)));
            List<String> artifacts = new ArrayList<>(artifacts(whence));
            Set<String> some = new Random(SEED)
                    .ints(12, 0, artifacts.size())
                    .mapToObj(artifacts::get)
                    .collect(Collectors.toCollection(TreeSet::new));
            some.add(artifact(whence, name(LAYERS - 1, 0, 0)));
            some.add(artifact(whence, "hub/0"));
            assertThat(compare(whence, some)).as("seed %d", SEED).isGreaterThan(100);
        }
    }

    private Whence open() throws IOException {
        return Whence.open(folder, Optional.empty(), Settings.read(Optional.empty(), Map.of()));
    }

    private static void tell(Whence whence, List<BulkIntake.Item> items) {
        List<Outcome> outcomes = new ArrayList<>();
        whence.bulk().takeAll(items.iterator(), Submission.STRICT, result -> outcomes.add(result.outcome()));
        assertThat(outcomes).hasSameSizeAs(items).hasOnlyElementsOfType(Outcome.Recorded.class);
        whence.startGraph();
        whence.awaitGraph();
    }

    /** Every run reads up to three files of the three layers before its own, and one of those that many read. */
    private static List<BulkIntake.Item> layered(Random random) {
        List<BulkIntake.Item> items = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int run = 0; run < RUNS_OF_A_LAYER; run++) {
                Set<String> inputs = new TreeSet<>(Set.of("hub/" + layer % 3));
                for (int i = random.nextInt(4); i > 0 && layer > 0; i--) {
                    int below = Math.max(0, layer - 1 - random.nextInt(3));
                    inputs.add(name(below, random.nextInt(RUNS_OF_A_LAYER), random.nextInt(2)));
                }
                Set<String> outputs = new TreeSet<>(Set.of(name(layer, run, 0), name(layer, run, 1)));
                String id = "run:" + layer + ":" + run;
                items.add(new BulkIntake.Item(id, receipt(id, inputs, outputs).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return items;
    }

    private static String name(int layer, int run, int file) {
        return "layer-" + layer + "/run-" + run + "/file-" + file;
    }

    /** Different names are different bytes, so that nothing crosses from one name to another. */
    private static String digest(String name) {
        return "sha256:" + Sha256.hex(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String receipt(String id, Set<String> inputs, Set<String> outputs) {
        return """
                {"run_id": "%s", "actor": {"principal": "svc:layers", "role": "pipeline"}, "operation": "work",
                 "dataset_version_id": "v1", "inputs": [%s], "outputs": [%s],
                 "environment": {"container_digest": "%s", "git_commit": "%s", "params_digest": "%s"},
                 "validation": {"status": "pass", "report_digest": "%s"},
                 "policy": {"decision_id": "decision:%s", "decision": "allow"}, "created_at": "2026-05-01T10:00:00Z"}""".formatted(
                        id,
                        artifacts(inputs),
                        artifacts(outputs),
                        digest("image"),
                        "0123456789abcdef0123456789abcdef01234567",
                        digest("parameters"),
                        digest("report"),
                        id);
    }

    private static String artifacts(Set<String> names) {
        return names.stream()
                .map(name -> "{\"uri\": \"" + name + "\", \"digest\": \"" + digest(name) + "\"}")
                .collect(Collectors.joining(", "));
    }

    private static String artifact(Whence whence, String name) {
        return whence.iris().artifact("default", Digest.parse(digest(name)).orElseThrow(), name);
    }

    private static Set<String> artifacts(Whence whence) {
        Set<String> found = new TreeSet<>();
        for (long sequence = 0; sequence < whence.ledger().size(); sequence++) {
            var facts = whence.projection()
                    .mapped(whence.ledger().entry(sequence))
                    .orElseThrow()
                    .lineage();
            Stream.concat(facts.used().stream(), facts.generated().stream()).forEach(thing -> found.add(thing.iri()));
        }
        return found;
    }

    /** @return the size of the largest of the sets that were compared */
    private int compare(Whence whence, Set<String> artifacts) throws Exception {
        int largest = 0;
        try (WhenceServer server = whence.serve("127.0.0.1", 0)) {
            for (String artifact : artifacts) {
                for (Direction direction : List.of(Direction.UP, Direction.DOWN)) {
                    Set<String> inProcess = walked(whence, artifact, direction);
                    assertThat(overHttp(server, artifact, direction))
                            .as("%s of %s over HTTP", direction, artifact)
                            .isEqualTo(inProcess);
                    assertThat(byPath(server, artifact, direction))
                            .as("%s of %s by the property path", direction, artifact)
                            .isEqualTo(inProcess);
                    largest = Math.max(largest, inProcess.size());
                }
            }
        }
        return largest;
    }

    /** The path knows nothing of superseded receipts; so the walk follows them too. */
    private static Set<String> walked(Whence whence, String artifact, Direction direction) throws RefusedException {
        WalkOptions options = WalkOptions.of(direction).withDepth(50).withSuperseded();
        LineageAnswer answer = whence.answers().lineage().answer(LineageRequest.of(artifact, Asker.HOUSE, options));
        assertThat(answer.complete()).isTrue();
        return answer.nodes().stream()
                .filter(node -> node.depth() > 0)
                .map(LineageAnswer.Node::iri)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> overHttp(WhenceServer server, String artifact, Direction direction) throws Exception {
        JsonNode answer = get(server.url() + "lineage?format=json&depth=50&superseded=true&direction="
                + direction.name().toLowerCase(Locale.ROOT) + "&entity=" + encode(artifact));
        assertThat(answer.path("complete").asBoolean()).isTrue();
        Set<String> found = new TreeSet<>();
        for (JsonNode node : answer.path("nodes")) {
            if (node.path("depth").asInt() > 0) {
                found.add(node.path("iri").asText());
            }
        }
        return found;
    }

    private Set<String> byPath(WhenceServer server, String artifact, Direction direction) throws Exception {
        String path = "(prov:wasGeneratedBy/prov:used|prov:wasDerivedFrom)+";
        String pattern = direction == Direction.UP
                ? "<" + artifact + "> " + path + " ?far"
                : "?far " + path + " <" + artifact + ">";
        JsonNode answer = get(server.url() + "sparql?query="
                + encode("PREFIX prov: <http://www.w3.org/ns/prov#> SELECT DISTINCT ?far { " + pattern + " }"));
        Set<String> found = new TreeSet<>();
        answer.path("results")
                .path("bindings")
                .forEach(row -> found.add(row.path("far").path("value").asText()));
        return found;
    }

    private JsonNode get(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "application/sparql-results+json, application/json;q=0.9")
                .build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).as(url).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
