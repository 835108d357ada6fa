package dev.whence.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.canonical.JsonLimits;
import dev.whence.dcat.RdfSyntax;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Problem;
import dev.whence.receipt.RefusedException;
import dev.whence.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real catalogs, on the path of receipts. */
class DcatIntakeTest {
    private static final RecordFiles FILES = new RecordFiles(new JsonLimits(1 << 24, 64));

    /** Known-bad, by the page that comes with the data, each with the rule by which it is found. */
    private static final Map<String, String> BAD = Map.of(
            "dataset.ttl", "rdf:syntax",
            "example-bee-population-dataset-series-api.ttl", "rdf:syntax",
            "example-bee-population-dataset-series-combined.ttl", "rdf:syntax",
            "dcatus_no_identifier.json", "dcat:identifier",
            "missing_title.json", "dcat:title",
            "dcatus3_0_no_identifier.json", "dcat:identifier",
            "restricted_access.dataset.jsonld", "json:syntax",
            "missing_license.prov.jsonld", "json:syntax",
            "prov-o-graph-example.json", "rdf:iri",
            "dcat-distribution-example.json", "dcat:no-dataset");

    /** What a description that is only an example in a text may lack. */
    private static final Set<String> LACKS =
            Set.of("dcat:title", "dcat:identifier", "dcat:no-dataset", "prov:no-activity");

    @TempDir
    private Path folder;

    @Test
    void real_catalogs_are_taken_whole_and_a_second_time_add_nothing() throws IOException {
        Map<String, Set<String>> refused = new TreeMap<>();
        try (OpenedRoom opened = OpenedRoom.open(folder, PolicyLabel.PUBLIC)) {
            takeAll(opened, refused);
            long size = opened.ledger().size();

            takeAll(opened, new TreeMap<>());
            assertThat(opened.ledger().size()).isEqualTo(size);
            assertThat(size).isGreaterThan(90);
        }
        BAD.forEach((file, rule) -> assertThat(refused.get(file)).as(file).contains(rule));
        refused.keySet().removeAll(BAD.keySet());
        refused.forEach((file, rules) -> assertThat(LACKS).as(file).containsAll(rules));
    }

    private static void takeAll(OpenedRoom opened, Map<String, Set<String>> refused) throws IOException {
        for (String name : List.of(
                "catalog/ckan-catalogs",
                "catalog/dcat3/examples",
                "catalog/dcat-ap-3.0.1/examples",
                "catalog/dcat-us-1.1/examples",
                "catalog/dcat-us-3.0/examples",
                "catalog/fdp-examples",
                "kfm/dcat",
                "kfm/prov")) {
            take(opened, SharedData.at(name), refused);
        }
    }

    private static void take(OpenedRoom opened, Path folder, Map<String, Set<String>> refused) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                String type = RdfSyntax.ofFile(name).map(RdfSyntax::mediaType).orElse("application/json");
                if (!name.endsWith(".json") && RdfSyntax.ofFile(name).isEmpty() || name.equals("context.jsonld")) {
                    continue;
                }
                try {
                    List<BulkIntake.Item> items = new ArrayList<>(FILES.items(name, Files.readAllBytes(file), type));
                    for (BulkIntake.Item item : items) {
                        Outcome outcome = opened.room()
                                .intake()
                                .take(item.received(), Submission.STRICT)
                                .join();
                        if (outcome instanceof Outcome.Refused bad) {
                            note(refused, name, bad.problem());
                        }
                    }
                } catch (RefusedException bad) {
                    note(refused, name, bad.problem());
                }
            }
        }
    }

    private static void note(Map<String, Set<String>> refused, String file, Problem problem) {
        problem.violations()
                .forEach(violation ->
                        refused.computeIfAbsent(file, name -> new TreeSet<>()).add(violation.rule()));
    }
}
