package dev.whence.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.access.Access;
import dev.whence.access.Principal;
import dev.whence.access.Sight;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody asks, the answer is as if what they may not see were not there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SightTest {
    private static final int MADE = Integer.getInteger("whence.madeQueries", 200);

    private final Sight everybody = TwinStores.rights().sight(new Access(Set.of()), Principal.ANONYMOUS, Instant.EPOCH);

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

    static Stream<String> allForms() {
        return Stream.of(TwinStores.forms(), TwinStores.formsFrom()).flatMap(List::stream);
    }

    static Stream<String> forms() {
        return TwinStores.forms().stream();
    }

    private void requireNoLeak(String query) {
        assertThat(TwinStores.ask(stores.mixed, everybody, query))
                .as(query)
                .isEqualTo(TwinStores.ask(stores.twin, everybody, query));
    }

    private void requireSameEngine(String query) {
        assertThat(TwinStores.ask(stores.mixed, sequence -> true, query))
                .as(query)
                .isEqualTo(TwinStores.ask(stores.mixed, Sight.ALL, query));
    }

    @ParameterizedTest
    @MethodSource("allForms")
    void answers_as_if_the_hidden_were_not_there(String query) {
        requireNoLeak(query);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void answers_as_the_whole_store_does_where_nothing_is_hidden(String query) {
        requireSameEngine(query);
    }

    @Test
    void answers_whatever_is_asked_at_random_as_if_the_hidden_were_not_there() {
        long seed = Long.getLong("whence.seed", System.nanoTime());
        System.out.println("seed " + seed);
        MadeQueries queries = new MadeQueries(seed);
        for (int i = 0; i < MADE; i++) {
            String query = queries.next();
            requireNoLeak(query);
            requireSameEngine(query);
        }
    }
}
