package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.SharedData;
import dev.whence.tlog.tile.TilePath;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerPathsTest {
    private static final LedgerPaths PATHS = new LedgerPaths(Path.of("data"));

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 0, 1, tile/0/000.p/1",
        "0, 0, 255, tile/0/000.p/255",
        "0, 255, 256, tile/0/255",
        "0, 999, 256, tile/0/999",
        "0, 1000, 256, tile/0/x001/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "0, 1234067, 8, tile/0/x001/x234/067.p/8",
        "0, 1000000000, 256, tile/0/x001/x000/x000/000",
        "1, 0, 256, tile/1/000",
        "15, 455667, 256, tile/15/x455/667",
        "63, 3, 1, tile/63/003.p/1",
        "-1, 0, 256, tile/entries/000",
        "-1, 1234067, 17, tile/entries/x001/x234/067.p/17"
    })
    void names_a_tile_and_reads_the_name_back(int level, long index, int width, String name) {
        TilePath tile = new TilePath(level, index, width);
        assertThat(tile.text()).isEqualTo(name);
        assertThat(TilePath.parse(name)).contains(tile);
        assertThat(PATHS.tile(tile)).isEqualTo(Path.of("data/ledger", name.split("/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/0", "tile/0/x000/000", "tile/0/x000/x001/000", "tile/0/001/002", "tile/0/x001", "tile/00/000",
                "tile/64/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p", "tile/0/000.p/",
                "tile/-1/000", "tile/entries", "tile/Entries/000", "tile/0/000/", "/tile/0/000", "tile/0/000.p/1.p/1",
                "tile/0/x999/x999/x999/x999/x999/x999/999"
            })
    void reads_no_other_spelling(String name) {
        assertThat(TilePath.parse(name)).isEmpty();
    }

    @Test
    void names_what_the_published_table_names() {
        JsonNode layout = SharedData.json(SharedData.ledger("tlog-tiles/layout.json"));
        for (JsonNode row : layout.get("paths")) {
            assertThat(TilePath.full(0, row.get("index").asLong()).text())
                    .isEqualTo("tile/0/" + row.get("path").asText());
        }
    }

    @Test
    void knows_no_tile_that_cannot_be() {
        assertThatThrownBy(() -> new TilePath(64, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_everything_else_once() {
        assertThat(PATHS.signingKey()).isEqualTo(Path.of("data/keys/log.key"));
        assertThat(PATHS.blindingKey()).isEqualTo(Path.of("data/keys/blinding.key"));
        assertThat(PATHS.checkpoint()).isEqualTo(Path.of("data/ledger/checkpoint"));
        assertThat(PATHS.checkpoint(12)).isEqualTo(Path.of("data/ledger/checkpoints/12"));
        assertThat(PATHS.publishedKey()).isEqualTo(Path.of("data/ledger/log.vkey"));
        assertThat(PATHS.walSegment(77)).isEqualTo(Path.of("data/ledger/wal/00000000000000000077.wal"));
        assertThat(LedgerPaths.firstSequence("00000000000000000077.wal")).isEqualTo(77);
        assertThat(PATHS.blob("ab")).isEqualTo(Path.of("data/blobs/sha256/ab"));
        assertThat(LedgerPaths.checkpointSize("012")).isEmpty();
        assertThat(LedgerPaths.checkpointSize("9999999999999999999")).isEmpty();
        assertThat(LedgerPaths.checkpointSize("12")).hasValue(12);
        assertThat(PATHS.place(PATHS.checkpoint(12))).isEqualTo("ledger/checkpoints/12");
    }
}
