package dev.whence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody asks, the answer is as if what they may not see were not there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SightTest {
    @TempDir
    private static Path home;

    private TwinStores stores;

    @BeforeAll
    void fill() {
        stores = new TwinStores(home);
    }

    @AfterAll
    void close() {
        stores.close();
    }

    /** One a line; {@code HIDDEN}, {@code OPEN} and {@code NONE} stand for names of graphs. */
    static Stream<String> forms() {
        try (var in = SightTest.class.getResourceAsStream("forms.txt")) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("HIDDEN", "<" + MadeLedger.graph(5) + ">")
                            .replace("OPEN", "<" + MadeLedger.graph(4) + ">")
                            .replace("NONE", "<" + MadeLedger.graph(500_000) + ">")
                            .split("\n"))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void answers_as_if_the_hidden_were_not_there(String query) {
        assertThat(TwinStores.ask(stores.mixed, TwinStores.EVERYBODY, query))
                .isEqualTo(TwinStores.ask(stores.twin, TwinStores.EVERYBODY, query));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void answers_as_the_whole_store_does_where_nothing_is_hidden(String query) {
        assertThat(TwinStores.ask(stores.mixed, sequence -> true, query))
                .isEqualTo(TwinStores.ask(stores.mixed, dev.whence.access.Sight.ALL, query));
    }
}
