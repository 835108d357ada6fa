package dev.whence.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How receipts are found in files, folders, lines and streams. */
class ReadingReceiptsTest {
    private static final int MOST = 100;

    @TempDir
    private Path folder;

    @Test
    void lines_keep_their_numbers_and_bytes() {
        List<BulkIntake.Item> items = lines("{\"a\":1}\r\n\n  \t\n\u00e9\n{}");
        assertThat(items).extracting(BulkIntake.Item::source).containsExactly("x:1", "x:4", "x:5");
        assertThat(items.get(0).received()).isEqualTo("{\"a\":1}\r".getBytes(UTF_8));
        assertThat(items.get(1).received()).isEqualTo("\u00e9".getBytes(UTF_8));
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n\n")).isEmpty();
    }

    @Test
    void a_line_that_is_too_long_is_cut_one_byte_behind_the_limit_and_the_next_is_whole() {
        List<BulkIntake.Item> items = lines("x".repeat(5_000_000) + "\nshort");
        assertThat(items.get(0).received()).hasSize(MOST + 1);
        assertThat(items.get(1).received()).isEqualTo("short".getBytes(UTF_8));
    }

    @Test
    void a_stream_that_breaks_does_not_take_the_line_before_with_it() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };
        Iterator<BulkIntake.Item> items = new NdjsonLines(
                        new SequenceInputStream(new ByteArrayInputStream("good\n".getBytes(UTF_8)), broken), MOST)
                .iterator("");
        assertThat(items.next().received()).isEqualTo("good".getBytes(UTF_8));
        assertThatThrownBy(items::hasNext).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void a_folder_is_walked_in_the_order_of_its_names_and_other_files_are_counted() throws IOException {
        for (String name : List.of("b.json", "a/z.JSON", "c.ndjson", "d.jsonl", "y.run_receipt.json")) {
            write(name, "{}\n{}");
        }
        for (String name : List.of("x.txt", "y.validation.json", "y.attestation.json", "y.prov.jsonld", ".json.swp")) {
            write(name, "{}");
        }
        ReceiptFiles files = new ReceiptFiles(MOST);
        files.add(folder);
        assertThat(files.skipped()).isEqualTo(5);
        assertThat(sources(files.items()))
                .containsExactly(
                        "a/z.JSON",
                        "b.json",
                        "c.ndjson:1",
                        "c.ndjson:2",
                        "d.jsonl:1",
                        "d.jsonl:2",
                        "y.run_receipt.json");
    }

    @Test
    void a_file_named_outright_is_read_whatever_its_suffix_and_a_missing_one_is_told() throws IOException {
        ReceiptFiles files = new ReceiptFiles(MOST);
        files.add(write("receipt.txt", "{}"));
        assertThat(sources(files.items())).containsExactly("receipt.txt");
        assertThatThrownBy(() -> files.add(folder.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_file_of_lines_is_not_read_into_memory_whole() throws IOException {
        Path file = write("many.ndjson", "{}\n".repeat(200_000));
        ReceiptFiles files = new ReceiptFiles(MOST);
        files.add(file);
        Iterator<BulkIntake.Item> items = files.items();
        items.next();
        Files.writeString(file, "");
        assertThat(sources(items)).hasSizeLessThan(100_000);
    }

    @Test
    void nothing_comes_behind_the_end() {
        assertThatThrownBy(new ReceiptFiles(MOST).items()::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_stream_tells_by_itself_whether_it_holds_one_receipt_or_lines() throws IOException {
        assertThat(stream("{\"a\":1}")).containsExactly("-");
        assertThat(stream("{\"a\":1}\n \n")).containsExactly("-");
        assertThat(stream("{\n\"a\":\n1}\n")).containsExactly("-");
        assertThat(stream("")).containsExactly("-");
        assertThat(stream("{\"a\":1}\n{\"a\":2}\n")).containsExactly("-:1", "-:2");
        assertThat(stream("{\"cut\n{\"a\":2}\n")).containsExactly("-:1", "-:2");
        assertThat(stream("{\"a\":1}\n" + "{}\n".repeat(100))).hasSize(101);
    }

    private List<BulkIntake.Item> lines(String text) {
        List<BulkIntake.Item> items = new ArrayList<>();
        new NdjsonLines(new ByteArrayInputStream(text.getBytes(UTF_8)), MOST)
                .iterator("x:")
                .forEachRemaining(items::add);
        return items;
    }

    private List<String> stream(String text) throws IOException {
        return sources(new StandardInput(new ByteArrayInputStream(text.getBytes(UTF_8)), MOST)
                .before(Collections.emptyIterator()));
    }

    private List<String> sources(Iterator<BulkIntake.Item> items) {
        List<String> sources = new ArrayList<>();
        items.forEachRemaining(item -> sources.add(item.source().replace(folder + "/", "")));
        return sources;
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
