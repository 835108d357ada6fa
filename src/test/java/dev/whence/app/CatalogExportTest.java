package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.canonical.Sha256;
import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.StaticFiles;
import dev.whence.testkit.TestRecords;
import dev.whence.testkit.TestWhence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogExportTest {
    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Path site() {
        return folder.resolve("site");
    }

    private void publish(String... items) throws IOException {
        try (TestWhence whence = TestWhence.start(data())) {
            whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
            for (String item : items) {
                whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", item));
            }
        }
    }

    private JsonNode export(Object... more) {
        Object[] words = Stream.concat(
                        Stream.of("export", "--layout", "catalog", site(), "--data", data(), "--json"), Stream.of(more))
                .toArray();
        Commands.Ended ended = Commands.run(words);
        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(ExitCode.GOOD);
        return ended.json();
    }

    private Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Sha256.hex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @Test
    void pages_dump_and_ledger_are_files() throws IOException {
        publish("a", "b");
        export();
        assertThat(files(site()))
                .containsKeys(
                        "catalog.ttl",
                        "catalog.jsonld",
                        "dump/catalog.nq.gz",
                        "dump/catalog.nq.gz.sha256",
                        "feed.trig",
                        "feed.jsonld",
                        "feed/0/0.trig",
                        "feed/0/0.jsonld",
                        "stac/catalog.json",
                        "stac/collections/rain/collection.json",
                        "stac/collections/rain/items/a.json",
                        "ledger/checkpoint",
                        "ledger/log.vkey",
                        "ledger/tile/0/000.p/3",
                        "ledger/tile/entries/000.p/3");
        assertThat(Files.readString(site().resolve("catalog.ttl"))).contains("Rain of a", "Rain of b");
        String line = Files.readString(site().resolve("dump/catalog.nq.gz.sha256"));
        assertThat(line).startsWith(Sha256.hex(Files.readAllBytes(site().resolve("dump/catalog.nq.gz"))) + "  ");
    }

    @Test
    void who_exports_is_told_how_many_datasets_a_document_of_dcat_us_leaves_out() throws IOException {
        publish("a", "b");
        Object[] words = {"export", "--layout", "catalog", site(), "--data", data()};
        assertThat(Commands.run(words).err())
                .contains("Left out of data.json", "Left out of dcat-us/3.0/catalog.json", "catalog.contact");
    }

    /** Every link of the catalog's own leads to a file, from the root to each item and back. */
    @Test
    void the_stac_catalog_is_whole_in_itself() throws IOException {
        publish("a", "b");
        export();
        Set<Path> seen = new HashSet<>();
        Deque<Path> open = new ArrayDeque<>(List.of(site().resolve("stac/catalog.json")));
        while (!open.isEmpty()) {
            Path file = open.remove();
            if (seen.add(file)) {
                JsonNode document = new ObjectMapper().readTree(Files.readAllBytes(file));
                for (JsonNode link : document.path("links")) {
                    assertThat(link.path("rel").asText()).isNotEqualTo("self");
                    if (link.path("href").asText().startsWith(".")) {
                        open.add(file.resolveSibling(link.path("href").asText()).normalize());
                    }
                }
            }
        }
        assertThat(seen).hasSize(4).allSatisfy(file -> assertThat(file).isRegularFile());
        JsonNode item =
                new ObjectMapper().readTree(Files.readAllBytes(site().resolve("stac/collections/rain/items/a.json")));
        assertThat(item.path("links").toString()).contains("processing-execution", "derived_from", "canonical");
    }

    @Test
    void its_links_pass_the_check() throws IOException {
        try (TestWhence whence = TestWhence.start(data())) {
            whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
            whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", "a"));
            whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", "b"));
            whence.publishing().publish(ReceiptKind.DCAT_DATASET, Publishing.dataset("river"));
        }
        export();
        Commands.Ended checked = Commands.run("check", "links", site(), "--json");
        assertThat(checked.json().path("errors").toString()).isEqualTo("[]");
        assertThat(checked.json().path("totals").path("checked").asInt()).isGreaterThan(10);
    }

    @Test
    void an_item_may_be_called_as_the_file_of_its_collection_is() throws IOException {
        publish("collection", "items", "catalog");
        export();
        assertThat(site().resolve("stac/collections/rain/items/collection.json"))
                .content()
                .contains("Rain of collection");
        assertThat(site().resolve("stac/collections/rain/collection.json"))
                .content()
                .contains("./items/collection.json", "./items/items.json");
    }

    /** A catalog that was taken in leads to documents of others, wherever its own file is put. */
    @Test
    void a_catalog_keeps_what_it_leads_to_elsewhere() throws IOException {
        try (TestWhence whence = TestWhence.start(data())) {
            whence.publishing().publish(ReceiptKind.STAC_CATALOG, """
                            {'type': 'Catalog', 'stac_version': '1.0.0', 'id': 'all', 'title': 'All', 'description': 'All.',
                             'links': [{'rel': 'child', 'href': 'https://old.example/x/child.json'},
                              {'rel': 'item', 'href': 'https://old.example/x/item.json'},
                              {'rel': 'child', 'href': './beside.json'},
                              {'rel': 'root', 'href': 'https://old.example/x/catalog.json'}]}
                            """);
        }
        export();
        assertThat(site().resolve("stac/catalogs/all/catalog.json"))
                .content()
                .contains("https://old.example/x/child.json", "https://old.example/x/item.json")
                .doesNotContain("./beside.json", "https://old.example/x/catalog.json");
    }

    @Test
    void what_was_withdrawn_has_no_file_any_more() throws IOException {
        publish("a", "b");
        export();
        try (TestWhence whence = TestWhence.start(data())) {
            whence.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/b", "Wrong.");
        }
        assertThat(export().path("removed").asInt()).isPositive();
        assertThat(site().resolve("stac/collections/rain/items/b.json")).doesNotExist();
        assertThat(site().resolve("stac/collections/rain/items/a.json")).exists();
        assertThat(Files.readString(site().resolve("catalog.ttl"))).doesNotContain("Rain of b");
    }

    @Test
    void the_dump_is_the_one_that_is_served() throws IOException {
        publish("a");
        export();
        try (TestWhence whence = TestWhence.start(data())) {
            assertThat(whence.web().get("/dump/catalog.nq.gz").body())
                    .isEqualTo(Files.readAllBytes(site().resolve("dump/catalog.nq.gz")));
        }
    }

    @Test
    void the_same_catalog_gives_the_same_files_and_touches_none() throws IOException {
        publish("a");
        export();
        Map<String, String> first = files(site());
        JsonNode again = export();
        assertThat(again.path("written").asInt()).isZero();
        assertThat(again.path("removed").asInt()).isZero();
        assertThat(files(site())).isEqualTo(first);
    }

    @Test
    void the_catalog_of_another_organisation_is_written_where_it_is_named() throws IOException {
        publish("a");
        try (TestWhence whence = TestWhence.start(data())) {
            whence.publishing().publish("rivers", ReceiptKind.STAC_COLLECTION, Publishing.collection("level"), true);
            whence.publishing().publish("rivers", ReceiptKind.STAC_ITEM, Publishing.item("level", "x"), true);
        }
        export("--organisation", "rivers");
        assertThat(site().resolve("ledger")).doesNotExist();
        assertThat(site().resolve("stac/collections/level/items/x.json")).exists();
        assertThat(site().resolve("stac/collections/rain")).doesNotExist();
        for (String file : new String[] {"catalog.ttl", "catalog.jsonld", "feed/0/0.trig", "data.json"}) {
            assertThat(Files.readString(site().resolve(file)))
                    .as(file)
                    .contains("o/rivers/")
                    .doesNotContain("Rain of a");
        }
        assertThat(Files.readString(site().resolve("catalog.ttl"))).contains("Rain of x");
        assertThat(Commands.run("export", "--layout", "kfm", site(), "--organisation", "rivers", "--data", data())
                        .exit())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void another_can_follow_the_log_from_the_files_alone() throws IOException {
        publish("a");
        export();
        try (StaticFiles web = StaticFiles.serve(site())) {
            Commands.Ended ended = Commands.run("follow", web.url() + "/", "--once", "--data", folder.resolve("other"));
            assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(ExitCode.GOOD);
        }
    }

    @Test
    void nothing_that_is_not_published_is_in_the_catalogs_files() throws IOException {
        try (TestWhence whence = TestWhence.start(data())) {
            assertThat(whence.web()
                            .post(
                                    "/receipts",
                                    TestRecords.bytes(TestRecords.item("rain", "hidden", "r")),
                                    "application/json")
                            .status())
                    .isEqualTo(201);
            whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", "shown"));
        }
        export();
        for (String page : new String[] {"catalog.ttl", "catalog.jsonld"}) {
            assertThat(Files.readString(site().resolve(page))).contains("shown").doesNotContain("hidden");
        }
    }

    @Test
    void where_not_everybody_may_read_the_log_it_is_left_out_unless_asked_for() throws IOException {
        publish("a");
        Path config = Files.writeString(folder.resolve("whence.properties"), "rights.required = true\n");
        export("--config", config);
        assertThat(site().resolve("catalog.ttl")).exists();
        assertThat(site().resolve("ledger")).doesNotExist();
        export("--config", config, "--with-ledger");
        assertThat(site().resolve("ledger/checkpoint")).exists();
    }

    @Test
    void a_run_is_written_as_a_crate_with_all_that_it_names() throws IOException {
        try (TestWhence whence = TestWhence.start(data())) {
            assertThat(whence.web().submit(TestRecords.receipt("one")).status()).isEqualTo(201);
        }
        Commands.Ended ended =
                Commands.run("export", "--layout", "ro-crate", "kfm://run/one", site(), "--data", data());
        assertThat(ended.exit()).as(ended.err()).isEqualTo(ExitCode.GOOD);
        JsonNode crate = new ObjectMapper().readTree(Files.readAllBytes(site().resolve("ro-crate-metadata.json")));
        int local = 0;
        for (JsonNode thing : crate.path("@graph")) {
            String id = thing.path("@id").asText();
            if (thing.path("@type").asText().equals("File") && !id.contains("://")) {
                Path file = site().resolve(id);
                assertThat(file).isRegularFile();
                if (thing.has("sha256")) {
                    assertThat(Sha256.hex(Files.readAllBytes(file)))
                            .isEqualTo(thing.path("sha256").asText());
                }
                local++;
            }
        }
        assertThat(local).isEqualTo(3);
        Commands.Ended unknown = Commands.run("export", "--layout", "ro-crate", "nobody", site(), "--data", data());
        assertThat(unknown.exit()).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void wrong_words_are_told() throws IOException {
        publish();
        assertThat(Commands.run("export", "--layout", "nonsense", site(), "--data", data())
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Commands.run("export", "--layout", "ro-crate", site(), "--data", data())
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Commands.run("export", "--layout", "catalog", "a", "b", "--data", data())
                        .exit())
                .isEqualTo(ExitCode.USAGE);
    }
}
