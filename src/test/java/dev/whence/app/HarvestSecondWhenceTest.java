package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.TestWhence;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One Whence harvests the catalog of another, over HTTP. */
class HarvestSecondWhenceTest {
    @TempDir
    private Path folder;

    private TestWhence source;

    @BeforeEach
    void start() throws IOException {
        source = TestWhence.start(folder.resolve("source"));
        source.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        for (String name : new String[] {"a", "b", "c"}) {
            source.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", name));
        }
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private JsonNode harvest() {
        Commands.Ended ended = Commands.run(
                "harvest",
                source.web().root().resolve("/catalog"),
                "--data",
                folder.resolve("here"),
                "--allow-private",
                "--delay-ms",
                0,
                "--json");
        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(ExitCode.GOOD);
        return ended.json();
    }

    @Test
    void the_same_datasets_are_here_and_a_second_harvest_transfers_almost_nothing() {
        JsonNode first = harvest();
        assertThat(first.path("found").asInt()).isEqualTo(4);
        assertThat(first.path("accepted").asInt()).isEqualTo(4);

        JsonNode again = harvest();

        assertThat(again.path("accepted").asInt()).isZero();
        assertThat(again.path("unchanged").asInt()).isEqualTo(4);
        assertThat(again.path("documents").asInt()).isZero();
        // The heads of two answers: robots.txt and a 304.
        assertThat(again.path("bytes").asLong()).isLessThan(2_000);
    }

    @Test
    void what_was_withdrawn_there_is_withdrawn_here() {
        harvest();
        source.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/b", "Wrong.");
        JsonNode again = harvest();
        assertThat(again.path("withdrawn").asInt()).isEqualTo(1);
        assertThat(again.path("accepted").asInt()).isZero();
        assertThat(harvest().path("withdrawn").asInt()).isZero();
    }
}
