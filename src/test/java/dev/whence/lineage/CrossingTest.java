package dev.whence.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.Digest;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.LineageFacts.Thing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CrossingTest {
    private static final WalkOptions UP = WalkOptions.of(Direction.UP);
    private static final WalkOptions DOWN = WalkOptions.of(Direction.DOWN);

    private final Story story = new Story();

    @Test
    void crosses_equal_bytes_without_a_generation() {
        story.run("make").used("raw@1").made("here@2").tell();
        story.run("use").used("there@2").made("out@3").tell();
        Walk up = story.walk("out@3", UP);
        assertThat(story.nodes(up)).containsExactly("0 out@3", "1 there@2", "1 here@2", "2 raw@1");
        assertThat(story.edges(up))
                .containsExactly("there@2 ASSUMED out@3", "here@2 SAME_BYTES there@2", "raw@1 ASSUMED here@2");
        assertThat(story.nodes(story.walk("raw@1", DOWN)))
                .containsExactly("0 raw@1", "1 here@2", "1 there@2", "2 out@3");
    }

    @Test
    void does_not_cross_when_told_to_answer_like_the_property_path() {
        story.run("make").used("raw@1").made("here@2").tell();
        story.run("use").used("there@2").made("out@3").tell();
        assertThat(story.nodes(story.walk("out@3", UP.withoutCrossings()))).containsExactly("0 out@3", "1 there@2");
    }

    @Test
    void bytes_without_a_place_are_the_same_bytes_too() {
        story.run("make").used("raw@1").made("here@2").tell();
        story.run("cite").used("@2").made("out@3").tell();
        assertThat(story.nodes(story.walk("out@3", UP))).containsExactly("0 out@3", "1 @2", "1 here@2", "2 raw@1");
    }

    @Test
    void empty_files_share_nothing() {
        String empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        Thing one = placed("one/__init__.py", empty);
        Thing other = placed("other/__init__.py", empty);
        story.index.add(0, Story.recordedAt(0), facts("a", List.of(), List.of(one)), OptionalLong.empty());
        story.index.add(1, Story.recordedAt(1), facts("b", List.of(other), List.of()), OptionalLong.empty());
        LineageSnapshot snapshot = story.index.snapshot();
        assertThat(snapshot.walk(snapshot.find(one.iri()).orElseThrow(), DOWN).nodes())
                .hasSize(1);
    }

    private static Thing placed(String uri, String digest) {
        Digest bytes = Digest.parse(digest).orElseThrow();
        return new Thing(
                Story.IRIS.artifact("default", bytes, uri),
                Optional.of(Story.IRIS.content(bytes)),
                Optional.of(Story.IRIS.location("default", uri)));
    }

    private static LineageFacts facts(String run, List<Thing> used, List<Thing> generated) {
        return new LineageFacts(
                Story.runIri("receipt of " + run),
                Optional.of(Story.runIri(run)),
                Optional.empty(),
                used,
                generated,
                List.of(),
                Optional.empty());
    }

    @Test
    void a_place_without_a_digest_means_its_latest_earlier_generation() {
        story.run("v1").used("old@1").made("f@2").at(1).tell();
        story.run("v2").used("new@3").made("f@4").at(3).tell();
        story.run("between").used("f").made("a@5").at(2).tell();
        story.run("after").used("f").made("b@6").at(4).tell();
        assertThat(story.nodes(story.walk("a@5", UP))).containsExactly("0 a@5", "1 f", "1 f@2", "2 old@1");
        assertThat(story.edges(story.walk("b@6", UP)))
                .containsExactly("f ASSUMED b@6", "f@4 ASSUMED_LOCATION f", "new@3 ASSUMED f@4");
        assertThat(story.nodes(story.walk("f@2", DOWN))).containsExactly("0 f@2", "0 f", "1 a@5");
        assertThat(story.nodes(story.walk("new@3", DOWN))).containsExactly("0 new@3", "1 f@4", "1 f", "2 b@6");
    }

    @Test
    void runs_without_digests_are_joined_place_by_place_in_time() {
        story.run("g1").used("a").made("p").at(1).tell();
        story.run("u1").used("p").made("x").at(2).tell();
        story.run("g2").used("b").made("p").at(3).tell();
        story.run("u2").used("p").made("y").at(4).tell();
        assertThat(story.nodes(story.walk("y", UP))).containsExactly("0 y", "1 p", "2 b");
        assertThat(story.nodes(story.walk("x", UP))).containsExactly("0 x", "1 p", "2 a");
        assertThat(story.nodes(story.walk("a", DOWN))).containsExactly("0 a", "1 p", "2 x");
    }

    @Test
    void bytes_that_nobody_generated_may_come_from_who_wrote_their_place_without_a_digest() {
        story.run("g").used("raw").made("p").at(1).tell();
        story.run("u").used("p@2").made("out@3").at(2).tell();
        story.run("early").used("p@4").made("other@5").at(0).tell();
        assertThat(story.edges(story.walk("out@3", UP)))
                .containsExactly("p@2 ASSUMED out@3", "p ASSUMED_LOCATION p@2", "raw ASSUMED p");
        assertThat(story.nodes(story.walk("other@5", UP))).containsExactly("0 other@5", "1 p@4");
        assertThat(story.nodes(story.walk("raw", DOWN))).containsExactly("0 raw", "1 p", "1 p@2", "2 out@3");
        assertThat(story.edges(story.walk("p@2", UP))).containsExactly("p ASSUMED_LOCATION p@2", "raw ASSUMED p");
    }

    @Test
    void the_ledgers_time_stands_in_for_a_receipt_without_one() {
        story.run("v1").made("f@2").tell();
        story.run("u").used("f").made("a@5").tell();
        story.run("v2").made("f@4").tell();
        assertThat(story.nodes(story.walk("a@5", UP))).containsExactly("0 a@5", "1 f", "1 f@2");
    }

    @Test
    void versions_of_a_place_are_listed_by_the_receipts_time() {
        story.run("late").made("f@2").at(5).tell();
        story.run("early").made("f@3").at(1).tell();
        story.run("read").used("f@4").at(3).tell();
        story.run("again").made("f@3").at(7).tell();
        LineageSnapshot snapshot = story.index.snapshot();
        Subject place = snapshot.find(Story.IRIS.location("default", "f")).orElseThrow();
        assertThat(place.type()).isEqualTo(Subject.Type.LOCATION);
        assertThat(snapshot.versions(place)).extracting(Version::sequence).containsExactly(1L, 2L, 0L, 3L);
        assertThat(snapshot.versions(place)).extracting(Version::generated).containsExactly(true, false, true, true);
        assertThat(story.nodes(snapshot.walk(place, UP))).containsExactly("0 f@3");
    }
}
