package dev.whence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.jena.sparql.core.DatasetGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchWriterTest {
    @TempDir
    private Path temp;

    private Tdb2Folder folder;
    private BatchWriter writer;
    private final List<EntryQuads> batch = new MadeLedger(10).entries(0, 10);

    @BeforeEach
    void open() {
        folder = Tdb2Folder.open(temp.resolve("tdb2-000001"), graph -> GraphSequences.UNKNOWN);
        writer = BatchWriter.inUse(folder, 1000);
    }

    @AfterEach
    void close() {
        folder.close(0);
    }

    /** Seals the batch, but only after failing some times. */
    private static Consumer<DatasetGraph> failing(int times, Throwable fault) {
        AtomicInteger left = new AtomicInteger(times);
        return dataset -> {
            if (left.getAndDecrement() > 0) {
                throwIt(fault);
            }
            HiddenState.setWatermark(dataset, MadeLedger.mark(10));
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwIt(Throwable fault) throws T {
        throw (T) fault;
    }

    private long quads() {
        return folder.read(dataset -> dataset.stream().count());
    }

    @Test
    void tries_again_and_keeps_what_failed_once() {
        writer.write(batch, failing(1, new IllegalStateException("once")));

        assertThat(quads()).isEqualTo(40);
        assertThat(folder.read(HiddenState::watermark)).isEqualTo(MadeLedger.mark(10));
        assertThat(folder.read(HiddenState::skipped)).isEmpty();
    }

    @Test
    void blames_no_entry_when_the_disk_is_full() {
        Throwable full = new UncheckedIOException(new IOException("No space left on device"));

        assertThatThrownBy(() -> writer.write(batch, failing(2, full))).isInstanceOf(StoreException.class);

        assertThat(quads()).isZero();
        writer.write(batch, failing(0, full));
        assertThat(quads()).isEqualTo(40);
    }

    @Test
    void blames_no_entry_when_the_heap_is_full() {
        assertThatThrownBy(() -> writer.write(batch, failing(2, new OutOfMemoryError("test"))))
                .isInstanceOf(StoreException.class);
        assertThat(quads()).isZero();
    }
}
