package dev.whence.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.map.Mapped;
import dev.whence.map.MappingInput;
import dev.whence.map.ReceiptMapper;
import dev.whence.map.RoundTrip;
import dev.whence.policy.PolicyChecks;
import dev.whence.policy.PolicyReport;
import dev.whence.policy.PolicySettings;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.RefusedException;
import dev.whence.testkit.SharedData;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * STAC documents from the wild. What is good is taken, maps, keeps every shape and survives N-Quads; what is not is refused for
 * these reasons. The verdicts are those of stac-node-validator 2.0.0 on the same documents, but that it asks documents of
 * STAC 1.0 too for an absolute link to themselves.
 */
class RealStacRecordsTest {
    private final ReceiptValidator validator = new ReceiptValidator();
    private final ReceiptMapper mapper = new ReceiptMapper(new Iris(Iris.DEFAULT_BASE));
    private final ShapeCheck check = new ShapeCheck();
    private final PolicyChecks policy = new PolicyChecks(PolicySettings.DEFAULTS);

    @ParameterizedTest
    @CsvSource({
        "catalog/stac/examples-1.1.0,7",
        "catalog/stac/examples-1.1.0-beta.1,10",
        "catalog/stac/extension-examples,10",
        "kfm/stac/catalog_2025-09,29",
        "kfm/stac/kfm-profile-v1,9"
    })
    void every_good_document_is_taken_and_maps(String folder, int good) throws IOException {
        int taken = 0;
        for (Path file : documents(folder)) {
            if (refusal(file).isEmpty()) {
                judge(file);
                taken++;
            }
        }
        assertThat(taken).isEqualTo(good);
    }

    @Test
    void every_bad_example_is_refused_for_what_is_wrong_with_it() throws IOException {
        assertThat(refusals("catalog/stac/examples-1.1.0"))
                .containsOnly(
                        Map.entry("example-catalog/catalog.json", "/links/0/href stac:self"),
                        Map.entry(
                                "example-catalog/landsat-8-l1/collection.json",
                                "/stac_extensions/0 schema:pattern, /stac_extensions/1 schema:pattern"),
                        Map.entry("test-sar-item-invalid.json", "/properties/processing:version schema:type"));
        assertThat(refusals("catalog/stac/examples-1.1.0-beta.1")).isEmpty();
        assertThat(refusals("catalog/stac/extension-examples")).isEmpty();
    }

    /** An Item has datetime even where it has an interval; what lies nowhere has no box; null is no time. */
    @Test
    void the_hand_made_catalog_is_refused_where_stac_says_so() throws IOException {
        String nowhere = "/bbox schema:not, /properties/datetime schema:required";
        String noTime = "/properties/datetime schema:format, /properties/datetime schema:pattern";
        String noEnd = "/properties/end_datetime schema:type";
        String noInterval = nowhere + ", /properties/end_datetime schema:type, /properties/start_datetime schema:type";
        Map<String, String> expected = new TreeMap<>();
        for (String name : List.of(
                "elevation/ks_1m_dem_2018_2020",
                "hazards_flood/ks_historic_flood_1951",
                "imagery_orthophoto/naip_2020_ks_mosaic",
                "overlays/ks_aspect_2018",
                "overlays/ks_hillshade_2018",
                "overlays/ks_kansas_river_centerline_2020",
                "overlays/ks_slope_2018",
                "terrain_derivatives/ks_1m_terrain_derivatives_2018_2020")) {
            expected.put("stac/items/" + name + ".json", nowhere);
        }
        for (String name : List.of("document_item", "event_item", "map_item")) {
            expected.put("stac/items/" + name + ".json", noTime);
        }
        for (String name :
                List.of("ks_kansas_river_channels", "ks_kansas_river_floodplains", "ks_kansas_river_gauges")) {
            expected.put("stac/items/" + name + ".json", noEnd);
        }
        for (String name :
                List.of("hydrography/ks_river_centerlines_nhd_v2020", "vectors/ks_railroads", "vectors/ks_treaties")) {
            expected.put("stac/items/" + name + ".json", noInterval);
        }
        String interval = "/properties/end_datetime schema:format, /properties/end_datetime schema:pattern, "
                + "/properties/start_datetime schema:format, /properties/start_datetime schema:pattern";
        String addresses = "/assets/data/href schema:pattern, /assets/metadata/href schema:pattern, "
                + "/assets/thumbnail/href schema:pattern, ";
        String tiles = "/assets/tiles_pmtiles/href schema:pattern, ";
        String link = "/links/0/href schema:pattern, ";
        expected.put("data/stac/items/hydrography__year_.json", addresses + tiles + link + interval);
        expected.put("data/stac/items/roads__period_.json", addresses + link + interval);
        expected.put(
                "data/stac/items/daymet_v4_1980.json",
                "/collection stac:collection, /properties/datetime schema:required");
        expected.put(
                "data/stac/items/ks_kansas_river_gauges.json",
                "/bbox schema:not, /properties/end_datetime schema:required, /properties/start_datetime"
                        + " schema:required");
        expected.put("data/stac/items/railroads_1900.json", "line 39, column 41 json:syntax");

        assertThat(refusals("kfm/stac/catalog_2025-09")).isEqualTo(expected);
    }

    private void judge(Path file) throws IOException {
        try {
            CanonicalReceipt canonical = CanonicalReceipt.of(Files.readAllBytes(file), JsonLimits.DEFAULTS);
            Receipt record = validator
                    .validate(canonical.tree(), canonical.id(), Leniency.STRICT)
                    .receipt();
            PolicyReport report = policy.check(canonical.tree(), record.kind());
            assertThat(report.refused()).as(file.toString()).isEmpty();
            assertThat(report.warnings()).as(file.toString()).isEmpty();
            Mapped mapped = mapper.map(MappingInput.of(record, canonical.id()));
            assertThat(RoundTrip.isSafe(mapped.graph())).as(file.toString()).isTrue();
            assertThatCode(() -> check.check(mapped.graph()))
                    .as(file.toString())
                    .doesNotThrowAnyException();
        } catch (RefusedException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private Map<String, String> refusals(String folder) throws IOException {
        Path root = SharedData.at(folder);
        Map<String, String> refusals = new TreeMap<>();
        for (Path file : documents(folder)) {
            String reasons = refusal(file);
            if (!reasons.isEmpty()) {
                refusals.put(root.relativize(file).toString(), reasons);
            }
        }
        return refusals;
    }

    /** The reasons; none where the document is taken. */
    private String refusal(Path file) throws IOException {
        try {
            CanonicalReceipt canonical = CanonicalReceipt.of(Files.readAllBytes(file), JsonLimits.DEFAULTS);
            validator.validate(canonical.tree(), canonical.id(), Leniency.STRICT);
            return "";
        } catch (RefusedException refused) {
            return refused.problem().violations().stream()
                    .map(violation -> violation.pointer() + " " + violation.rule())
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .collect(Collectors.joining(", "));
        }
    }

    private static List<Path> documents(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(SharedData.at(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith("fixture_manifest.json"))
                    .sorted()
                    .toList();
        }
    }
}
