package dev.whence.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.harvest.web.WebSettings;
import dev.whence.testkit.SourceStub;
import dev.whence.testkit.StaticStac;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A STAC API lists the items of a collection page by page, each page but the first under the address of a cursor. */
class HarvestStacApiTest {
    private static final String FIRST = "/stac/collections/levels/items";
    private static final String SECOND = FIRST + "?token=b";

    @TempDir
    private Path folder;

    private final MemorySink sink = new MemorySink();
    private SourceStub source;

    @BeforeEach
    void start() throws IOException {
        source = SourceStub.start();
        source.put(
                "/stac",
                "application/json",
                "{\"type\": \"Catalog\", \"stac_version\": \"1.1.0\", \"id\": \"rivers\", \"description\": \"Rivers.\","
                        + " \"links\": [{\"rel\": \"data\", \"href\": \"{base}/stac/collections\"}]}");
        collections("levels");
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private void collections(String... ids) {
        source.put(
                "/stac/collections",
                "application/json",
                "{\"links\": [], \"collections\": ["
                        + Arrays.stream(ids).map(HarvestStacApiTest::collection).collect(Collectors.joining(", "))
                        + "]}");
    }

    private static String collection(String id) {
        return """
                {"type": "Collection", "stac_version": "1.1.0", "id": "%s", "description": "Levels of rivers.",
                 "license": "CC-BY-4.0",
                 "extent": {"spatial": {"bbox": [[9.5, 46.5, 13, 48.5]]},
                            "temporal": {"interval": [["2020-01-01T00:00:00Z", null]]}},
                 "links": [{"rel": "items", "href": "{base}/stac/collections/%s/items"}]}
                """.formatted(id, id);
    }

    private void page(String target, Optional<Integer> matched, Optional<String> next, String... items) {
        String features = Arrays.stream(items)
                .map(item -> StaticStac.item(item, "Level of a river."))
                .collect(Collectors.joining(", "));
        String link = next.map(to -> "{\"rel\": \"next\", \"href\": \"{base}" + to + "\"}")
                .orElse("");
        source.put(
                target,
                "application/geo+json",
                "{\"type\": \"FeatureCollection\", "
                        + matched.map(count -> "\"numberMatched\": " + count + ", ")
                                .orElse("")
                        + "\"features\": [" + features + "], \"links\": [" + link + "]}");
    }

    private HarvestReport harvest() throws Exception {
        WebSettings settings = WebSettings.DEFAULTS
                .allowing(true, Set.of())
                .withPauses(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(2));
        try (SourceFolder kept = SourceFolder.open(folder, new SourceName("rivers"))) {
            return new Harvest(settings, kept, sink, Clock.systemUTC(), time -> {})
                    .run(
                            new HarvestRequest(source.url("/stac"), Optional.empty(), false, false, false),
                            documents -> {});
        }
    }

    @Test
    void what_a_listing_no_longer_has_is_withdrawn() throws Exception {
        page(FIRST, Optional.of(5), Optional.of(SECOND), "a", "b", "c");
        page(SECOND, Optional.of(5), Optional.empty(), "d", "e");
        assertThat(harvest().isGood()).isTrue();
        page(FIRST, Optional.of(4), Optional.of(SECOND), "a", "b", "d");
        page(SECOND, Optional.of(4), Optional.empty(), "e");
        assertThat(harvest().isGood()).isTrue();
        assertThat(sink.withdrawn).containsExactly("stac-item levels/c");
    }

    @Test
    void a_cursor_that_has_ended_ends_none_of_the_records_behind_it() throws Exception {
        page(FIRST, Optional.empty(), Optional.of(SECOND), "a", "b", "c");
        page(SECOND, Optional.empty(), Optional.empty(), "d", "e");
        harvest();
        source.once(SECOND, SourceStub.Answer.of(410));
        HarvestReport report = harvest();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.troubles()).anyMatch(trouble -> trouble.contains(SECOND));
        assertThat(sink.withdrawn).isEmpty();
    }

    /** As stac-fastapi did, whose next page was the one before (stac-utils/stac-fastapi#168), under a name that is ever new. */
    @Test
    void pages_that_repeat_themselves_under_new_cursors_come_to_an_end_and_end_nothing() throws Exception {
        page(FIRST, Optional.empty(), Optional.of(SECOND), "a", "b", "c");
        page(SECOND, Optional.empty(), Optional.empty(), "d");
        harvest();
        page(FIRST, Optional.empty(), Optional.of(FIRST + "?token=1"), "a", "b");
        for (int i = 1; i <= 50; i++) {
            page(FIRST + "?token=" + i, Optional.empty(), Optional.of(FIRST + "?token=" + (i + 1)), "a", "b");
        }
        source.forget();
        HarvestReport report = harvest();
        assertThat(report.troubles()).anyMatch(trouble -> trouble.contains("no end"));
        assertThat(source.targets()).hasSizeLessThan(20);
        assertThat(sink.withdrawn).isEmpty();
    }

    /** Of one item it might be taken for that item's own document. */
    @Test
    void a_last_page_of_one_item_that_is_gone_ends_nothing() throws Exception {
        page(FIRST, Optional.empty(), Optional.of(SECOND), "a", "b", "c");
        page(SECOND, Optional.empty(), Optional.empty(), "d");
        harvest();
        source.once(SECOND, SourceStub.Answer.of(410));
        assertThat(harvest().isComplete()).isFalse();
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void a_new_cursor_that_has_ended_at_once_ends_nothing() throws Exception {
        page(FIRST, Optional.empty(), Optional.of(SECOND), "a", "b", "c");
        page(SECOND, Optional.empty(), Optional.empty(), "d");
        harvest();
        page(FIRST, Optional.empty(), Optional.of(FIRST + "?token=other"), "a", "b", "c");
        source.once(FIRST + "?token=other", SourceStub.Answer.of(410));
        assertThat(harvest().isComplete()).isFalse();
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void a_listing_that_shows_fewer_than_it_says_it_has_ends_nothing() throws Exception {
        page(FIRST, Optional.of(4), Optional.of(SECOND), "a", "b", "c");
        page(SECOND, Optional.of(4), Optional.empty(), "d");
        harvest();
        page(FIRST, Optional.of(4), Optional.empty(), "a", "b", "c");
        HarvestReport report = harvest();
        assertThat(report.troubles()).anyMatch(trouble -> trouble.contains("has 4 records and shows 3"));
        assertThat(sink.withdrawn).isEmpty();
    }

    /** What one listing has more does not stand for what another has too few. */
    @Test
    void each_listing_is_counted_by_itself() throws Exception {
        collections("levels", "floods");
        page(FIRST, Optional.of(3), Optional.empty(), "a", "b", "c");
        page("/stac/collections/floods/items", Optional.of(2), Optional.empty(), "f", "g");
        assertThat(harvest().isGood()).isTrue();
        page("/stac/collections/floods/items", Optional.of(2), Optional.empty(), "f");
        assertThat(harvest().troubles()).anyMatch(trouble -> trouble.contains("has 2 records and shows 1"));
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void an_unchanged_page_counts_as_what_it_showed() throws Exception {
        page(FIRST, Optional.of(4), Optional.of(SECOND), "a", "b", "c");
        page(SECOND, Optional.of(4), Optional.empty(), "d");
        harvest();
        page(SECOND, Optional.of(5), Optional.empty(), "d", "e");
        assertThat(harvest().isGood()).isTrue();
        assertThat(sink.ids()).containsAll(List.of("d", "e"));
    }
}
