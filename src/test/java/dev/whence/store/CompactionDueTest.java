package dev.whence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionDueTest {
    private static final long ABOVE = 1000;
    private static final long COMPACTED = 1500;

    @TempDir
    private Path disk;

    private final AtomicLong nanos = new AtomicLong();
    private CompactionDue due;

    @BeforeEach
    void make() {
        due = new CompactionDue(new StoreSettings(100, ABOVE, 4.0, 1000), disk, nanos::get);
    }

    @Test
    void a_graph_that_has_grown_is_compacted_at_once_where_little_comes() {
        due.note(CompactionDue.MANY - 1);

        assertThat(due.isNow(4 * COMPACTED, COMPACTED)).isFalse();
        assertThat(due.isNow(4 * COMPACTED + 1, COMPACTED)).isTrue();
        assertThat(due.isNow(ABOVE, 0)).isFalse();
        assertThat(due.isNow(ABOVE + 1, 0)).isTrue();
    }

    @Test
    void under_load_it_waits_until_much_has_piled_up() {
        due.note(CompactionDue.MANY);

        assertThat(due.isNow(ABOVE + 1, 0)).isFalse();
        assertThat(due.hasGrown(ABOVE + 1, 0)).isTrue();
        assertThat(due.isNow(16 * COMPACTED, COMPACTED)).isFalse();
        assertThat(due.isNow(16 * COMPACTED + 1, COMPACTED)).isTrue();
    }

    @Test
    void the_load_is_over_when_nothing_much_has_come_for_a_while() {
        due.note(CompactionDue.MANY);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));

        assertThat(due.isNow(ABOVE + 1, 0)).isTrue();
    }

    @Test
    void a_full_disk_does_not_wait_for_the_load_to_end() throws Exception {
        long most = Files.getFileStore(disk).getTotalSpace();
        due = new CompactionDue(new StoreSettings(100, most, 4.0, 1000), disk, nanos::get);
        due.note(CompactionDue.MANY);

        assertThat(due.isNow(most + 1, 0)).isTrue();
    }
}
