package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.SourceStub;
import dev.whence.testkit.StaticStac;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarvestCommandTest {
    @TempDir
    private Path folder;

    private SourceStub source;

    @BeforeEach
    void start() throws IOException {
        source = SourceStub.start();
        StaticStac.put(source, "isar", "inn", "lech");
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private Commands.Ended harvest(Object... more) {
        List<Object> words = new ArrayList<>(List.of("harvest", source.url("/stac/catalog.json")));
        words.addAll(List.of("--allow-private", "--delay-ms", 0, "--json"));
        words.addAll(Arrays.asList(more));
        if (!words.contains("--data")) {
            words.addAll(List.of("--data", folder));
        }
        return Commands.run(words.toArray());
    }

    @Test
    void records_become_entries_and_are_not_public() throws IOException {
        Commands.Ended ended = harvest();

        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(ExitCode.GOOD);
        JsonNode told = ended.json();
        assertThat(told.path("kind").asText()).isEqualTo("stac");
        assertThat(told.path("accepted").asInt()).isEqualTo(5);
        try (TestWhence whence = TestWhence.start(folder)) {
            assertThat(whence.web().get("/catalog", "Accept", "text/turtle").text())
                    .doesNotContain("isar");
        }
    }

    @Test
    void a_second_harvest_adds_nothing() {
        harvest();
        source.forget();
        JsonNode again = harvest().json();
        assertThat(again.path("accepted").asInt()).isZero();
        assertThat(again.path("repeated").asInt()).isZero();
        assertThat(again.path("unchanged").asInt()).isEqualTo(5);
        assertThat(source.sent()).isZero();
        assertThat(Commands.run("verify", "--data", folder).exit()).isEqualTo(ExitCode.GOOD);
    }

    @Test
    void what_is_gone_is_withdrawn_and_may_come_back() {
        harvest();
        long second = Instant.now().getEpochSecond();
        StaticStac.put(source, "isar", "lech");
        assertThat(harvest().json().path("withdrawn").asInt()).isEqualTo(1);
        // What is the same and came in the same second is the same receipt, and is here already.
        Awaitility.await().until(() -> Instant.now().getEpochSecond() > second);
        StaticStac.put(source, "isar", "inn", "lech");
        JsonNode back = harvest().json();
        // The collection leads to it again, and it is there again.
        assertThat(back.path("accepted").asInt()).isEqualTo(2);
        StaticStac.put(source, "isar", "lech");
        assertThat(harvest().json().path("withdrawn").asInt()).isEqualTo(1);
    }

    @Test
    void works_through_the_server_that_holds_the_folder() throws IOException {
        try (TestWhence whence = TestWhence.start(folder)) {
            assertThat(harvest().json().path("accepted").asInt()).isEqualTo(5);
            StaticStac.put(source, "isar", "lech");
            Commands.Ended ended = harvest();
            assertThat(ended.json().path("withdrawn").asInt())
                    .as(ended.out() + ended.err())
                    .isEqualTo(1);
            assertThat(ended.exit()).isEqualTo(ExitCode.GOOD);
        }
    }

    /** Records that were sent with a key belong to the key's organisation, and are ended there. */
    @Test
    void ends_what_is_gone_in_the_organisation_of_the_key() throws IOException {
        Path data = folder.resolve("data");
        Commands.Ended made = Commands.run(
                "keys",
                "api",
                "create",
                "--name",
                "bob",
                "--organisation",
                "acme",
                "--scope",
                "provenance:read,provenance:write,catalog:read,catalog:promote",
                "--data",
                data);
        Path key = Files.writeString(folder.resolve("bob.key"), made.out());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        try (TestWhence whence = TestWhence.start(data)) {
            Object[] there = {"--server", whence.web().root(), "--api-key-file", key, "--data", folder.resolve("seen")};
            assertThat(harvest(there).json().path("accepted").asInt()).isEqualTo(5);
            StaticStac.put(source, "isar", "lech");
            assertThat(harvest(there).json().path("withdrawn").asInt()).isEqualTo(1);
        }
        try (TestWhence whence = TestWhence.start(data)) {
            Web.Answer record = whence.web()
                    .get(
                            "/o/acme/record/stac-item/levels~2finn",
                            "Accept",
                            "text/turtle",
                            "Authorization",
                            "Bearer " + made.out().strip());
            assertThat(record.text()).contains("status/Withdrawn");
        }
    }

    @Test
    void tells_every_refusal_with_its_reasons_and_takes_the_rest() {
        source.put(
                "/stac/levels/inn.json",
                "application/geo+json",
                StaticStac.item("inn", "x").replace("\"2026-03-01T12:00:00Z\"", "\"yesterday\""));
        Commands.Ended ended = harvest();
        assertThat(ended.exit()).isEqualTo(ExitCode.FINDINGS);
        assertThat(ended.json().path("accepted").asInt()).isEqualTo(4);
        JsonNode refusal = ended.json().path("refusals").path(0);
        assertThat(refusal.path("record").asText()).isEqualTo("stac-item levels/inn");
        assertThat(refusal.path("reasons").toString()).contains("/document/properties/datetime");
    }

    /** Whoever is harvested may call its records as it likes; ours stay ours. */
    @Test
    void takes_the_place_of_no_record_that_is_not_from_the_same_source() throws IOException {
        Path own = folder.resolve("inn.json");
        Files.writeString(own, StaticStac.item("inn", "Our own.").replace("./", "https://data.example/"));
        Path data = folder.resolve("data");
        assertThat(Commands.run("ingest", own, "--data", data).exit()).isEqualTo(ExitCode.GOOD);
        Commands.Ended ended = harvest("--data", data);
        assertThat(ended.json().path("refusals").size()).isEqualTo(1);
        assertThat(ended.json().path("refusals").toString()).contains("record:source", "levels/inn");
        assertThat(ended.json().path("accepted").asInt()).isEqualTo(4);
    }

    /** Whoever hands in a newer version has taken the record over, and the source speaks for it no more. */
    @Test
    void ends_no_record_that_somebody_here_maintains_since() throws IOException {
        Path data = folder.resolve("data");
        harvest("--data", data);
        handIn("--data", data);
        assertThatNothingIsEnded(data);
    }

    @Test
    void ends_no_such_record_through_a_server_either() throws IOException {
        Path data = folder.resolve("data");
        try (TestWhence whence = TestWhence.start(data)) {
            harvest("--data", data);
            handIn("--server", whence.web().root());
            assertThatNothingIsEnded(data);
        }
    }

    @Test
    void a_dry_run_tells_what_the_true_one_would_refuse_to_end() throws IOException {
        Path data = folder.resolve("data");
        harvest("--data", data);
        handIn("--data", data);
        assertThatNothingIsEnded(data, "--dry-run");
        assertThatNothingIsEnded(data);
    }

    private void handIn(String option, Object where) throws IOException {
        Path own = folder.resolve("inn.json");
        Files.writeString(own, StaticStac.item("inn", "Our own.").replace("./", "https://data.example/"));
        Commands.Ended ended = Commands.run("ingest", own, option, where);
        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(ExitCode.GOOD);
    }

    private void assertThatNothingIsEnded(Path data, Object... more) {
        StaticStac.put(source, "isar", "lech");
        Commands.Ended ended = harvest(
                Stream.concat(Stream.of("--data", data), Stream.of(more)).toArray());
        assertThat(ended.exit()).isEqualTo(ExitCode.FINDINGS);
        assertThat(ended.json().path("withdrawn").asInt()).isZero();
        assertThat(ended.json().path("refusals").toString())
                .contains("stac-item levels/inn", "record:source", "handed in here");
    }

    @Test
    void asks_no_private_address_unless_told() {
        Commands.Ended ended = Commands.run("harvest", source.url("/stac/catalog.json"), "--data", folder);
        assertThat(ended.exit()).isEqualTo(ExitCode.FAULT);
        assertThat(ended.err()).contains("--allow-private");
        assertThat(source.asked()).isEmpty();
    }

    @Test
    void a_dry_run_leaves_nothing() {
        assertThat(harvest("--dry-run").json().path("accepted").asInt()).isEqualTo(5);
        assertThat(Commands.run("stats", "--data", folder, "--json").out()).doesNotContain("stac");
        assertThat(harvest().json().path("accepted").asInt()).isEqualTo(5);
    }

    @Test
    void a_name_stands_for_one_source() {
        harvest("--source", "rivers");
        Commands.Ended ended = Commands.run(
                "harvest", source.url("/other.json"), "--source", "rivers", "--data", folder, "--allow-private");
        assertThat(ended.exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void wrong_words_are_told() {
        assertThat(harvest("--kind", "nonsense").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(harvest("--budget-time", "soon").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(harvest("--budget-bytes", "many").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(harvest("--source", "../up").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(Commands.run("harvest", "file:///etc/passwd", "--data", folder)
                        .exit())
                .isEqualTo(ExitCode.USAGE);
    }
}
