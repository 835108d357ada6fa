package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When more comes than can be written, senders are told to come again; nothing queues without end. */
class BackPressureTest {
    private static final int SENDERS = 16;
    private static final int MOST = 20_000;

    @TempDir
    private Path folder;

    @Test
    void a_full_queue_answers_503_and_loses_nothing() throws IOException, InterruptedException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"), Map.of("WHENCE_INTAKE_QUEUE", "1"))) {
            AtomicInteger runs = new AtomicInteger();
            AtomicInteger created = new AtomicInteger();
            ConcurrentLinkedQueue<Web.Answer> turnedAway = new ConcurrentLinkedQueue<>();
            ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> {
                    while (turnedAway.isEmpty() && runs.get() < MOST) {
                        Web.Answer answer = whence.web().submit(TestReceipts.run("run:" + runs.incrementAndGet()));
                        if (answer.status() == 201) {
                            created.incrementAndGet();
                        } else {
                            turnedAway.add(answer);
                        }
                    }
                });
            }
            senders.shutdown();
            assertThat(senders.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
            assertThat(turnedAway).isNotEmpty().allSatisfy(answer -> {
                Problems.require(answer, 503, "overloaded");
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            });
            assertThat(whence.web()
                            .get("/health")
                            .json()
                            .path("ledger")
                            .path("size")
                            .asInt())
                    .isEqualTo(created.get());
        }
    }
}
