package dev.whence.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Readers beside the writer: each sees all of its snapshot and nothing beyond. */
class ConcurrentReadersTest {
    private static final int RUNS = 30_000;
    private static final WalkOptions DOWN = WalkOptions.of(Direction.DOWN)
            .withDepth(1)
            .withLimits(new WalkOptions.Limits(RUNS * 2, RUNS * 2, RUNS * 2));

    private final Story story = new Story();

    @Test
    void a_walk_shows_exactly_the_entries_of_its_snapshot() throws Exception {
        story.run("seed").made("hub@0").tell();
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong acknowledged = new AtomicLong(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> reader = threads.submit(() -> read(done, acknowledged));
            threads.submit(() -> write(done, acknowledged)).get(60, TimeUnit.SECONDS);
            assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    private void write(AtomicBoolean done, AtomicLong acknowledged) {
        try {
            for (int i = 1; i <= RUNS; i++) {
                story.run("r" + i).used("hub@0").made("out" + i + "@c" + i).tell();
                acknowledged.set(i + 1L);
            }
        } finally {
            done.set(true);
        }
    }

    private int read(AtomicBoolean done, AtomicLong acknowledged) {
        int walks = 0;
        while (!done.get() || walks == 0) {
            long known = acknowledged.get();
            LineageSnapshot snapshot = story.index.snapshot();
            assertThat(snapshot.size()).isGreaterThanOrEqualTo(known);
            Subject hub = snapshot.find(Story.thing("hub@0").iri()).orElseThrow();
            assertThat(snapshot.walk(hub, DOWN).nodes()).hasSize((int) snapshot.size());
            long last = snapshot.size() - 1;
            if (last > 0) {
                assertThat(snapshot.find(Story.thing("out" + last + "@c" + last).iri()))
                        .isPresent();
                assertThat(snapshot.find(Story.thing("out" + (last + 2) + "@c" + (last + 2))
                                .iri()))
                        .isEmpty();
            }
            walks++;
        }
        return walks;
    }
}
