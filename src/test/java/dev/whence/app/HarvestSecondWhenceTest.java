package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.TestWhence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One Whence harvests the catalog of another, over HTTP, by each of the ways in which that shows it. */
class HarvestSecondWhenceTest {
    /** Two on a page, so that the pages are several. */
    private static final String IN_PAGES = "/catalog?limit=2";

    private static final String STAC = "/stac";

    @TempDir
    private Path folder;

    private TestWhence source;

    @BeforeEach
    void start() throws IOException {
        source = TestWhence.underItsOwnBase(folder.resolve("source"));
        source.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        for (String name : new String[] {"a", "b", "c"}) {
            source.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", name));
        }
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private JsonNode harvest(String surface) {
        Commands.Ended ended = Commands.run(
                "harvest",
                source.web().root().resolve(surface),
                "--data",
                folder.resolve("here"),
                "--allow-private",
                "--delay-ms",
                0,
                "--json");
        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(ExitCode.GOOD);
        return ended.json();
    }

    private Set<String> datasetsHere() throws IOException {
        Path query = Files.writeString(folder.resolve("datasets.rq"), """
                PREFIX dcat: <http://www.w3.org/ns/dcat#>
                PREFIX dct: <http://purl.org/dc/terms/>
                SELECT DISTINCT ?id { GRAPH ?g {
                  VALUES ?class { dcat:Dataset dcat:DatasetSeries } ?dataset a ?class ; dct:identifier ?identifier .
                  # In DCAT an identifier is the whole IRI, as an id is unique in its collection only.
                  BIND(REPLACE(STR(?identifier), "^.*/", "") AS ?id) } }
                """);
        Set<String> ids = new TreeSet<>();
        Commands.run("query", query, "--data", folder.resolve("here"), "--json")
                .json()
                .path("results")
                .path("bindings")
                .forEach(row -> ids.add(row.path("id").path("value").asText()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/catalog", IN_PAGES, STAC, "/feed"})
    void the_same_datasets_are_here_and_a_second_harvest_transfers_almost_nothing(String surface) throws IOException {
        JsonNode first = harvest(surface);
        // A STAC API has a catalog above its collections.
        assertThat(first.path("found").asInt()).isEqualTo(surface.equals(STAC) ? 5 : 4);
        assertThat(first.path("accepted")).isEqualTo(first.path("found"));
        assertThat(datasetsHere()).containsExactly("a", "b", "c", "rain");

        JsonNode again = harvest(surface);

        assertThat(again.path("accepted").asInt()).isZero();
        assertThat(again.path("documents").asInt()).isZero();
        // Heads of answers: robots.txt, and a 304 for each document.
        assertThat(again.path("bytes").asLong())
                .isLessThan(600L * again.path("requests").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/catalog", IN_PAGES, STAC, "/feed"})
    void what_was_withdrawn_there_is_withdrawn_here(String surface) throws IOException {
        harvest(surface);
        source.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/b", "Wrong.");
        JsonNode again = harvest(surface);
        assertThat(again.path("withdrawn").asInt()).isEqualTo(1);
        assertThat(again.path("accepted").asInt()).isZero();
        assertThat(harvest(surface).path("withdrawn").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/catalog", IN_PAGES})
    void a_series_that_is_only_named_there_is_no_record_here(String surface) throws IOException {
        source.publishing().withdraw(ReceiptKind.STAC_COLLECTION, "rain", "Renamed.");

        JsonNode first = harvest(surface);

        assertThat(first.path("found").asInt()).isEqualTo(3);
        assertThat(first.path("accepted").asInt()).isEqualTo(3);
        assertThat(datasetsHere()).containsExactly("a", "b", "c");
    }
}
