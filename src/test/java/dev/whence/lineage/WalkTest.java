package dev.whence.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WalkTest {
    private static final WalkOptions UP = WalkOptions.of(Direction.UP);
    private static final WalkOptions DOWN = WalkOptions.of(Direction.DOWN);

    private final Story story = new Story();

    private void chain(int length) {
        for (int i = 0; i < length; i++) {
            story.run("r" + i)
                    .used("f" + i + "@" + i)
                    .made("f" + (i + 1) + "@" + (i + 1))
                    .tell();
        }
    }

    @Test
    void counts_generations_between_entities_not_runs() {
        chain(3);
        Walk walk = story.walk("f3@3", UP);
        assertThat(story.nodes(walk)).containsExactly("0 f3@3", "1 f2@2", "2 f1@1", "3 f0@0");
        assertThat(story.edges(walk)).containsExactly("f2@2 ASSUMED f3@3", "f1@1 ASSUMED f2@2", "f0@0 ASSUMED f1@1");
        assertThat(walk.complete()).isTrue();
    }

    @Test
    void walks_both_ways_from_the_middle() {
        chain(4);
        Walk walk = story.walk("f2@2", WalkOptions.of(Direction.BOTH).withDepth(1));
        assertThat(story.nodes(walk)).containsExactly("0 f2@2", "1 f1@1", "1 f3@3");
        assertThat(walk.edges()).extracting(Walk.Edge::direction).containsExactly(Direction.UP, Direction.DOWN);
        assertThat(walk.cuts()).containsExactly(Cut.DEPTH);
    }

    @Test
    void says_that_the_depth_cut_it_only_where_there_is_more() {
        chain(3);
        assertThat(story.walk("f3@3", UP.withDepth(2)).cuts()).containsExactly(Cut.DEPTH);
        assertThat(story.walk("f3@3", UP.withDepth(3)).cuts()).isEmpty();
    }

    @Test
    void gives_each_node_its_least_depth_once() {
        story.run("a").used("x@1").made("y@2").tell();
        story.run("b").used("x@1", "y@2").made("z@3").tell();
        assertThat(story.nodes(story.walk("z@3", UP))).containsExactly("0 z@3", "1 x@1", "1 y@2");
        assertThat(story.edges(story.walk("z@3", UP)))
                .containsExactly("x@1 ASSUMED z@3", "y@2 ASSUMED z@3", "x@1 ASSUMED y@2");
    }

    @Test
    void survives_cycles() {
        story.run("a").used("x@1").made("y@2").tell();
        story.run("b").used("y@2").made("x@1").tell();
        Walk walk = story.walk("x@1", WalkOptions.of(Direction.BOTH));
        assertThat(story.nodes(walk)).containsExactly("0 x@1", "1 y@2");
        assertThat(walk.complete()).isTrue();
    }

    @Test
    void a_run_that_leaves_a_file_as_it_was_is_no_step() {
        story.run("check").used("x@1").made("x@1").tell();
        assertThat(story.edges(story.walk("x@1", WalkOptions.of(Direction.BOTH))))
                .isEmpty();
    }

    @Test
    void a_stated_pair_is_stated_and_the_other_pairs_of_its_run_stay_assumed() {
        story.run("join")
                .used("a@1", "b@2")
                .made("c@3", "d@4")
                .stating("c@3", "a@1")
                .tell();
        assertThat(story.edges(story.walk("c@3", UP))).containsExactlyInAnyOrder("a@1 STATED c@3", "b@2 ASSUMED c@3");
        assertThat(story.edges(story.walk("a@1", DOWN))).containsExactlyInAnyOrder("a@1 STATED c@3", "a@1 ASSUMED d@4");
    }

    @Test
    void follows_a_stated_pair_of_things_that_the_receipt_lists_nowhere_else() {
        story.run("make").made("a@1").tell();
        story.run("say").stating("b@2", "a@1").tell();
        assertThat(story.edges(story.walk("b@2", UP))).containsExactly("a@1 STATED b@2");
    }

    @Test
    void joins_what_two_receipts_say_of_one_run() {
        story.run("r").used("a@1").tell();
        story.run("r").made("b@2").tell();
        assertThat(story.edges(story.walk("b@2", UP))).containsExactly("a@1 ASSUMED b@2");
        assertThat(story.walk("b@2", UP).edges().get(0).sequence()).hasValue(1);
    }

    @Test
    void shows_the_ledger_as_of_any_size_and_time() {
        chain(3);
        LineageSnapshot now = story.index.snapshot();
        Subject last = story.find("f0@0");
        assertThat(now.asOf(1).walk(last, DOWN).nodes()).hasSize(2);
        assertThat(now.asOf(Story.recordedAt(1)).size()).isEqualTo(2);
        assertThat(now.asOf(Story.recordedAt(1).minusMillis(1)).size()).isEqualTo(1);
        assertThat(now.asOf(Story.recordedAt(0).minusSeconds(1)).size()).isZero();
        assertThat(now.asOf(1).find(Story.thing("f3@3").iri())).isEmpty();
        assertThat(now.asOf(1).find(Story.runIri("r2"))).isEmpty();
        assertThat(now.asOf(99).size()).isEqualTo(3);
    }

    @Test
    void a_snapshot_does_not_change_and_the_next_one_shows_what_was_added() {
        chain(2);
        LineageSnapshot before = story.index.snapshot();
        story.run("late").used("f2@2").made("f3@3").tell();
        Subject root = story.find("f0@0");
        assertThat(before.walk(root, DOWN).nodes()).hasSize(3);
        assertThat(story.index.snapshot().walk(root, DOWN).nodes()).hasSize(4);
    }

    @Test
    void leaves_superseded_receipts_out_unless_asked_and_marks_them_then() {
        story.run("r1").used("bad@1").made("out@3").tell();
        story.run("r2").used("good@2").made("out@3").superseding(0).tell();
        assertThat(story.edges(story.walk("out@3", UP))).containsExactly("good@2 ASSUMED out@3");
        assertThat(story.edges(story.walk("out@3", UP.withSuperseded())))
                .containsExactlyInAnyOrder("good@2 ASSUMED out@3", "bad@1 ASSUMED out@3 superseded");
        LineageSnapshot before = story.index.snapshot().asOf(1);
        assertThat(before.walk(story.find("out@3"), UP).edges()).hasSize(1);
        assertThat(before.supersededBy(0)).isEmpty();
        assertThat(story.index.snapshot().supersededBy(0)).hasValue(1);
    }

    @Test
    void a_pair_that_a_standing_and_a_superseded_receipt_imply_stands() {
        story.run("r").used("a@1", "typo@2").made("out@3").tell();
        story.run("r").used("a@1").made("out@3").superseding(0).tell();
        Walk walk = story.walk("out@3", UP.withSuperseded());
        assertThat(story.edges(walk)).containsExactlyInAnyOrder("a@1 ASSUMED out@3", "typo@2 ASSUMED out@3 superseded");
    }

    @Test
    void stops_at_the_node_limit_and_says_so() {
        chain(10);
        Walk walk = story.walk("f10@10", UP.withLimits(new WalkOptions.Limits(4, 100, 100)));
        assertThat(walk.nodes()).hasSize(4);
        assertThat(walk.cuts()).containsExactly(Cut.LIMIT);
    }

    @Test
    void cuts_a_hub_keeps_its_newest_neighbours_and_names_it() {
        for (int i = 1; i <= 20; i++) {
            story.run("r" + i).used("hub@0").made("f" + i + "@" + i).tell();
        }
        Walk walk = story.walk("hub@0", DOWN.withLimits(new WalkOptions.Limits(100, 100, 3)));
        assertThat(story.nodes(walk)).containsExactly("0 hub@0", "1 f20@20", "1 f19@19", "1 f18@18");
        assertThat(walk.cuts()).containsExactly(Cut.HUB);
        assertThat(walk.hubs()).containsExactly(story.find("hub@0").id());
    }

    @Test
    void begins_at_a_runs_outputs_or_where_it_has_none_at_its_inputs() {
        story.run("r").used("a@1").made("b@2", "c@3").tell();
        story.run("failed").used("b@2").tell();
        LineageSnapshot snapshot = story.index.snapshot();
        Walk run = snapshot.walk(snapshot.find(Story.runIri("r")).orElseThrow(), UP);
        assertThat(story.nodes(run)).containsExactly("0 b@2", "0 c@3", "1 a@1");
        Walk failed = snapshot.walk(snapshot.find(Story.runIri("failed")).orElseThrow(), UP);
        assertThat(story.nodes(failed)).containsExactly("0 b@2", "1 a@1");
    }

    @Test
    void refuses_entries_out_of_order() {
        chain(1);
        assertThatThrownBy(() -> story.index.skip(5, Story.recordedAt(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stands at 1");
        story.index.skip(1, Story.recordedAt(1));
        assertThat(story.index.snapshot().size()).isEqualTo(2);
        assertThat(story.index.snapshot().run(1)).isEmpty();
    }
}
