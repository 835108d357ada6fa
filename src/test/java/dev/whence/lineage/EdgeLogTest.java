package dev.whence.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgeLogTest {
    private final Story story = new Story();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void tell() throws IOException {
        story.run("r0")
                .used("a@1")
                .made("b@2")
                .of("http://localhost:8080/dataset-version/roads/v1")
                .tell();
        story.run("r1").used("b@2", "p").made("c@3").stating("c@3", "b@2").tell();
        story.run("r1").used("b@2").made("c@3").superseding(1).tell();
        story.statements.add(story.index.skip(3, Story.recordedAt(3)));
        EdgeLogWriter writer = EdgeLogWriter.begin(log, "mapper 1");
        writer.append(story.statements.subList(0, 2), "sha256:one");
        writer.append(story.statements.subList(2, 4), "sha256:two");
        writer.flush();
    }

    private static EdgeLogReader.Restored restore(byte[] bytes, LineageIndex index) throws IOException {
        return EdgeLogReader.restore(new ByteArrayInputStream(bytes), "mapper 1", index, none -> false);
    }

    @Test
    void restores_the_same_answers() throws IOException {
        LineageIndex restored = new LineageIndex(Story.IRIS);
        EdgeLogReader.Restored result = restore(log.toByteArray(), restored);
        assertThat(result.size()).isEqualTo(4);
        assertThat(result.eventHash()).hasValue("sha256:two");
        assertThat(result.validBytes()).isEqualTo(log.size());
        for (WalkOptions options : List.of(
                WalkOptions.of(Direction.UP), WalkOptions.of(Direction.UP).withSuperseded())) {
            assertThat(restored.snapshot().walk(story.find("c@3"), options)).isEqualTo(story.walk("c@3", options));
        }
        assertThat(restored.snapshot().versionsWithId("http://localhost:8080/dataset-version/_/v1"))
                .hasSize(1);
    }

    @Test
    void goes_on_behind_the_valid_bytes() throws IOException {
        byte[] torn = Arrays.copyOf(log.toByteArray(), log.size() - 1);
        LineageIndex restored = new LineageIndex(Story.IRIS);
        EdgeLogReader.Restored result = restore(torn, restored);
        assertThat(result.size()).isEqualTo(2);
        assertThat(result.eventHash()).hasValue("sha256:one");
        ByteArrayOutputStream mended = new ByteArrayOutputStream();
        mended.write(torn, 0, (int) result.validBytes());
        EdgeLogWriter.resume(mended).append(story.statements.subList(2, 4), "sha256:two");
        assertThat(mended.toByteArray()).isEqualTo(log.toByteArray());
    }

    @Test
    void any_damaged_byte_costs_its_frame_and_never_gives_a_wrong_edge() throws IOException {
        byte[] whole = log.toByteArray();
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            LineageIndex restored = new LineageIndex(Story.IRIS);
            EdgeLogReader.Restored result = restore(damaged, restored);
            assertThat(result.size()).as("byte %d", i).isIn(0L, 2L).isEqualTo(restored.size());
        }
    }

    @Test
    void a_log_of_another_mapper_is_of_no_use() throws IOException {
        LineageIndex restored = new LineageIndex(Story.IRIS);
        EdgeLogReader.Restored result =
                EdgeLogReader.restore(new ByteArrayInputStream(log.toByteArray()), "mapper 2", restored, none -> false);
        assertThat(result.validBytes()).isZero();
        assertThat(restored.size()).isZero();
    }

    @Test
    void what_was_erased_is_not_restored_and_a_copy_holds_nothing_of_it() throws IOException {
        LineageIndex restored = new LineageIndex(Story.IRIS);
        EdgeLogReader.Restored result = EdgeLogReader.restore(
                new ByteArrayInputStream(log.toByteArray()), "mapper 1", restored, sequence -> sequence == 0);
        assertThat(result.size()).isEqualTo(4);
        assertThat(result.holdsErased()).isTrue();
        assertThat(restored.snapshot().find(Story.IRIS.run("default", "r0"))).isEmpty();

        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        EdgeLogReader.copy(new ByteArrayInputStream(log.toByteArray()), copy, "mapper 1", sequence -> sequence == 0);
        assertThat(copy.size()).isLessThan(log.size());
        LineageIndex again = new LineageIndex(Story.IRIS);
        EdgeLogReader.Restored whole = EdgeLogReader.restore(
                new ByteArrayInputStream(copy.toByteArray()), "mapper 1", again, sequence -> sequence == 0);
        assertThat(whole.size()).isEqualTo(4);
        assertThat(whole.eventHash()).hasValue("sha256:two");
        assertThat(whole.holdsErased()).isFalse();
        WalkOptions up = WalkOptions.of(Direction.UP);
        Subject made = again.snapshot().find(Story.thing("c@3").iri()).orElseThrow();
        assertThat(again.snapshot().walk(made, up))
                .isEqualTo(restored.snapshot().walk(made, up));
    }

    @Test
    void an_empty_log_is_no_log() throws IOException {
        assertThat(restore(new byte[0], new LineageIndex(Story.IRIS)).validBytes())
                .isZero();
    }
}
