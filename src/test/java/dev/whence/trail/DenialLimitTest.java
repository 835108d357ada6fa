package dev.whence.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DenialLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final DenialLimit limit = new DenialLimit(60, now::get);

    @Test
    void who_was_denied_too_often_waits_and_nobody_else() {
        deny("mallory", 60);
        assertThat(limit.isExhausted("mallory")).isTrue();
        assertThat(limit.isExhausted("alice")).isFalse();
    }

    @Test
    void time_heals() {
        deny("mallory", 60);
        now.addAndGet(SECOND / 2);
        assertThat(limit.isExhausted("mallory")).isTrue();
        now.addAndGet(SECOND);
        assertThat(limit.isExhausted("mallory")).isFalse();
    }

    @Test
    void one_who_is_denied_now_and_then_never_waits() {
        for (int i = 0; i < 500; i++) {
            deny("clumsy", 1);
            now.addAndGet(SECOND);
            assertThat(limit.isExhausted("clumsy")).isFalse();
        }
    }

    @Test
    void no_limit_is_no_limit() {
        DenialLimit none = new DenialLimit(0, now::get);
        for (int i = 0; i < 1000; i++) {
            none.denied("mallory");
        }
        assertThat(none.isExhausted("mallory")).isFalse();
    }

    private void deny(String asker, int times) {
        for (int i = 0; i < times; i++) {
            limit.denied(asker);
        }
    }
}
