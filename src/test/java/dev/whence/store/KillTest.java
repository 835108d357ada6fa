package dev.whence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    @TempDir
    private Path home;

    @Test
    void is_whole_after_kill_9() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        long told = 0;
        for (int round = 0; round < 3; round++) {
            told = Math.max(told, runAndKill(5 + random.nextInt(40)));
            checkWhole(told);
        }
    }

    /** Lets the child write some batches, kills it, and returns the last watermark that it told of. */
    private long runAndKill(int batches) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = 0;
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            for (int seen = 0; seen < batches; ) {
                String line = lines.readLine();
                if (line.matches("\\d+")) {
                    last = Long.parseLong(line);
                    seen++;
                }
            }
            child.destroyForcibly().waitFor();
        }
        return last;
    }

    private void checkWhole(long told) {
        try (GraphStore store = Tdb2GraphStore.open(home, StoreSettings.defaults(), new MadeLedger(0))) {
            long size = store.watermark().size();
            assertThat(size).isGreaterThanOrEqualTo(told);
            assertThat(store.watermark()).isEqualTo(MadeLedger.mark(size));
            String running = GraphStoreContract.dump(store);
            assertThat(running.lines()).hasSize((int) size * 4);
            store.project(new MadeLedger(size + 5).entries(size, size + 5), MadeLedger.mark(size + 5));
            assertThat(GraphStoreContract.count(store, "?s ?p ?o")).isEqualTo((size + 5) * 4);
        }
    }
}
