package dev.whence.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MintedIrisTest {
    private static final Iris IRIS = new Iris("https://example.org/w/");
    private static final Digest DIGEST =
            Digest.parse("sha256:" + "ab".repeat(32)).orElseThrow();

    @ParameterizedTest
    @ValueSource(strings = {"docs/a.md", "kfm://run/2026-02-20T12:00:00Z.abcd", "größe~/ü 日本", "..", ".", "a%2Fb", "o"})
    void a_segment_reads_back_as_what_it_was(String text) {
        assertThat(Iris.unsegment(Iris.segment(text))).isEqualTo(text);
        assertThat(IRIS.read(IRIS.run("default", text)).orElseThrow().names()).containsExactly(text);
        assertThat(IRIS.read(IRIS.artifact("kansas/x", DIGEST, text))
                        .orElseThrow()
                        .names())
                .containsExactly(DIGEST.text(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "~2", "~zz"})
    void a_broken_escape_is_refused(String segment) {
        assertThatThrownBy(() -> Iris.unsegment(segment)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reads_the_organisation_that_stands_in_front() {
        assertThat(IRIS.read(IRIS.run("kansas", "r"))).hasValue(new Iris.Minted("kansas", "run", List.of("r")));
        assertThat(IRIS.read("https://elsewhere.example/run/r")).isEmpty();
        assertThat(IRIS.read("https://example.org/w/")).isEmpty();
    }

    @Test
    void a_thing_goes_by_its_type_and_id_and_stands_for_itself() {
        String thing = IRIS.thing("kansas", "item", "IT/1 ü");
        assertThat(thing).isEqualTo("https://example.org/w/o/kansas/thing/item/IT~2f1~20~c3~bc");
        assertThat(IRIS.read(thing)).hasValue(new Iris.Minted("kansas", "thing", List.of("item", "IT/1 ü")));
        assertThat(IRIS.thing(thing)).isEqualTo(new LineageFacts.Thing(thing, Optional.empty(), Optional.of(thing)));
    }

    @Test
    void an_artifact_is_its_bytes_at_its_place() {
        String artifact = IRIS.artifact("kansas", DIGEST, "docs/a.md");
        assertThat(IRIS.thing(artifact))
                .isEqualTo(new LineageFacts.Thing(
                        artifact,
                        Optional.of(IRIS.content(DIGEST)),
                        Optional.of(IRIS.location("kansas", "docs/a.md"))));
    }
}
