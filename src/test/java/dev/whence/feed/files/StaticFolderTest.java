package dev.whence.feed.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFolderTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private StaticFolder.Report write(String... namesAndTexts) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        try (StaticFolder out = StaticFolder.open(folder)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.put(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            return out.finish();
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void what_is_as_it_should_be_stays_untouched() throws IOException {
        write("a", "1", "sub/b", "2");
        Files.setLastModifiedTime(folder.resolve("a"), LONG_AGO);
        StaticFolder.Report report = write("a", "1", "sub/b", "3");
        assertThat(report.written()).isEqualTo(1);
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(Files.getLastModifiedTime(folder.resolve("a"))).isEqualTo(LONG_AGO);
        assertThat(text("sub/b")).isEqualTo("3");
    }

    @Test
    void what_is_no_longer_part_of_it_goes_with_the_folder_that_it_leaves_empty() throws IOException {
        write("a", "1", "sub/deep/b", "2");
        assertThat(write("a", "1").removed()).isEqualTo(1);
        assertThat(folder.resolve("sub")).doesNotExist();
    }

    @Test
    void what_others_put_there_stays() throws IOException {
        Files.writeString(folder.resolve("theirs"), "theirs");
        Files.writeString(folder.resolve("a"), "theirs too");
        StaticFolder.Report report = write("a", "1", "b", "2");
        assertThat(report.differing()).containsExactly("a");
        assertThat(text("a")).isEqualTo("theirs too");
        write("b", "2");
        assertThat(text("theirs")).isEqualTo("theirs");
        assertThat(text("a")).isEqualTo("theirs too");
    }

    @Test
    void what_somebody_changed_is_neither_replaced_nor_taken_away() throws IOException {
        write("a", "1", "b", "2");
        Files.writeString(folder.resolve("a"), "changed");
        Files.writeString(folder.resolve("b"), "changed");
        assertThat(write("a", "3").differing()).containsExactly("a", "b");
        assertThat(text("a")).isEqualTo("changed");
        assertThat(text("b")).isEqualTo("changed");
    }

    @Test
    void what_fails_while_it_is_made_changes_nothing() throws IOException {
        write("a", "1");
        assertThatThrownBy(() -> {
                    try (StaticFolder out = StaticFolder.open(folder)) {
                        out.put("a", "2".getBytes(StandardCharsets.UTF_8));
                        out.put("b", stream -> {
                            throw new IOException("no more");
                        });
                        out.finish();
                    }
                })
                .hasMessage("no more");
        assertThat(text("a")).isEqualTo("1");
        assertThat(folder.resolve("b")).doesNotExist();
        assertThat(folder.resolve(".whence-unfinished")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../a", "a/../../b", "/a", "a//b", ".", "a\\b"})
    void no_name_leads_elsewhere(String name) throws IOException {
        try (StaticFolder out = StaticFolder.open(folder)) {
            assertThatThrownBy(() -> out.put(name, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
