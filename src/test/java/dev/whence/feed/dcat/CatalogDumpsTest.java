package dev.whence.feed.dcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.canonical.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogDumpsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final HandMade made = new HandMade();

    @Test
    void the_same_catalog_gives_the_same_bytes_and_another_one_others() throws IOException {
        made.publish("a", "b");
        byte[] first;
        try (CatalogDumps dumps = made.dumps(folder)) {
            first = bytes(dumps.dump(HandMade.ORGANISATION));
        }
        try (CatalogDumps dumps = made.dumps(folder)) {
            CatalogDump again = dumps.dump(HandMade.ORGANISATION);
            String tag = again.tag();
            assertThat(bytes(again)).isEqualTo(first);
            assertThat(again.whole(PATIENCE)).contains(new CatalogDump.Whole(Sha256.hex(first), first.length));
            made.publish("c");
            assertThat(dumps.dump(HandMade.ORGANISATION).tag()).isNotEqualTo(tag);
            assertThat(text(bytes(dumps.dump(HandMade.ORGANISATION)))).contains(HandMade.dataset("c"));
        }
    }

    @Test
    void one_is_made_for_all_who_ask() {
        made.publish("a");
        try (CatalogDumps dumps = made.dumps(folder)) {
            CatalogDump dump = dumps.dump(HandMade.ORGANISATION);

            assertThat(dumps.dump(HandMade.ORGANISATION)).isSameAs(dump);
        }
    }

    @Test
    void what_was_erased_is_let_go_and_leaves_no_file() throws IOException {
        made.publish("a", "b");
        try (CatalogDumps dumps = made.dumps(folder)) {
            CatalogDump old = dumps.dump(HandMade.ORGANISATION);
            old.whole(PATIENCE);
            made.erase("a", 0);
            dumps.forgetOld();

            assertThatThrownBy(() -> old.writeTo(new ByteArrayOutputStream())).isInstanceOf(IOException.class);
            assertThat(text(bytes(dumps.dump(HandMade.ORGANISATION)))).doesNotContain(HandMade.dataset("a"));
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void whoever_asks_for_names_without_end_fills_no_disk() {
        try (CatalogDumps dumps = made.dumps(folder)) {
            List<CatalogDump> many = Stream.iterate(0, n -> n + 1)
                    .limit(100)
                    .map(n -> dumps.dump("org-" + n))
                    .toList();
            many.forEach(dump -> dump.whole(PATIENCE));

            assertThatThrownBy(() -> many.get(0).writeTo(new ByteArrayOutputStream()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_reader_gets_what_is_written_while_it_reads() throws Exception {
        GrowingFile file = new GrowingFile(folder);
        CountDownLatch half = new CountDownLatch(1);
        CompletableFuture<byte[]> reader = CompletableFuture.supplyAsync(() -> {
            ByteArrayOutputStream read = new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] bytes, int from, int length) {
                    super.write(bytes, from, length);
                    half.countDown();
                }
            };
            copy(file, read);
            return read.toByteArray();
        });

        file.fill(out -> {
            out.write("first ".getBytes(StandardCharsets.UTF_8));
            await(half);
            out.write("second".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(reader.get()).asString(StandardCharsets.UTF_8).isEqualTo("first second");
    }

    @Test
    void a_reader_of_what_could_not_be_made_is_told_so() throws IOException {
        GrowingFile file = new GrowingFile(folder);
        assertThatThrownBy(() -> file.fill(out -> {
                    out.write(1);
                    throw new IOException("no more room");
                }))
                .hasMessage("no more room");

        assertThat(file.hasFailed()).isTrue();
        assertThat(file.whole(PATIENCE)).isEmpty();
        assertThatThrownBy(() -> file.copyTo(new ByteArrayOutputStream())).isInstanceOf(IOException.class);
    }

    private static void copy(GrowingFile file, ByteArrayOutputStream to) {
        try {
            file.copyTo(to);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static byte[] bytes(CatalogDump dump) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dump.writeTo(out);
        return out.toByteArray();
    }

    private static String text(byte[] gzip) throws IOException {
        return new String(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
