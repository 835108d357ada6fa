package dev.whence.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final HandClock clock = new HandClock();
    private final Throttle throttle = new Throttle(2, Duration.ofSeconds(5), clock);

    @Test
    void each_failure_after_the_free_ones_doubles_the_pause_up_to_the_longest() {
        long[] pauses = {0, 0, 1, 2, 4, 5, 5};
        for (long pause : pauses) {
            throttle.failed("mallory");
            assertThat(throttle.pause("mallory").orElse(Duration.ZERO)).isEqualTo(Duration.ofSeconds(pause));
        }
        assertThat(throttle.pause("alice")).isEmpty();
        clock.move(Duration.ofSeconds(5));
        assertThat(throttle.pause("mallory")).isEmpty();
    }

    @Test
    void who_has_not_failed_for_an_hour_begins_anew() {
        for (int i = 0; i < 10; i++) {
            throttle.failed("mallory");
        }
        clock.move(Duration.ofHours(1).plusSeconds(1));
        throttle.failed("mallory");
        assertThat(throttle.pause("mallory")).isEmpty();
    }

    @Test
    void a_flood_of_names_is_forgotten_rather_than_kept() {
        for (int i = 0; i < 200_000; i++) {
            throttle.failed("address " + i);
        }
        assertThat(throttle.size()).isLessThan(60_000);
    }
}
