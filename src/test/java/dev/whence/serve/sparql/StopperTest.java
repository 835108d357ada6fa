package dev.whence.serve.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StopperTest {
    @Test
    void stops_all_queries_when_the_heap_is_nearly_full() {
        try (Stopper stopper = new Stopper();
                Stopper.Watched one = stopper.watch(Duration.ofHours(1));
                Stopper.Watched other = stopper.watch(Duration.ofHours(1))) {
            Stopper.Watched ended = stopper.watch(Duration.ofHours(1));
            ended.close();

            stopper.stopAll();

            assertThat(one.signal()).isTrue();
            assertThat(other.signal()).isTrue();
            assertThat(ended.signal()).isFalse();
        }
    }

    @Test
    void stops_a_query_at_its_time() {
        try (Stopper stopper = new Stopper();
                Stopper.Watched query = stopper.watch(Duration.ofMillis(1))) {
            Awaitility.await().untilTrue(query.signal());
        }
    }
}
