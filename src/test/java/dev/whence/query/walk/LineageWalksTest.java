package dev.whence.query.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whence.lineage.Direction;
import dev.whence.lineage.Relation;
import dev.whence.lineage.WalkOptions;
import dev.whence.query.Asker;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineageWalksTest {
    private static final WalkOptions UP = WalkOptions.of(Direction.UP);

    private final Roads roads = Roads.story();

    @Test
    void names_nodes_runs_and_agents() throws RefusedException {
        LineageAnswer answer = roads.ask("out/joined.parquet", UP);
        assertThat(answer.complete()).isTrue();
        assertThat(answer.nodes())
                .extracting(node -> node.uri().orElseThrow())
                .containsExactly(
                        "out/joined.parquet",
                        "copy/joined.parquet",
                        "work/roads.parquet",
                        "raw/counties.csv",
                        "raw/roads.csv");
        assertThat(answer.edges())
                .extracting(LineageAnswer.Edge::relation)
                .containsExactly(Relation.SAME_BYTES, Relation.ASSUMED, Relation.ASSUMED, Relation.ASSUMED);
        assertThat(answer.edges().get(1).run().orElseThrow().summary().operation())
                .hasValue("join");
    }

    @Test
    void a_place_with_versions_is_walked_from_the_latest_and_lists_them_all() throws RefusedException {
        LineageAnswer answer = roads.ask("raw/roads.csv", WalkOptions.of(Direction.BOTH));
        assertThat(answer.root().entities())
                .containsExactly(Roads.at("raw/roads.csv", "roads 2").iri());
        assertThat(answer.versions())
                .extracting(version -> version.by().summary().runId())
                .containsExactly("fetch-1", "fetch-2");
        assertThat(answer.warnings()).anyMatch(warning -> warning.contains("2 versions"));
    }

    @Test
    void warns_of_failed_runs_and_superseded_receipts() throws RefusedException {
        assertThat(roads.ask("out/check.json", UP).warnings())
                .anyMatch(warning -> warning.contains("from a run that failed"));
        assertThat(roads.ask("norm-1", UP.withSuperseded()).warnings())
                .anyMatch(warning -> warning.contains("superseded by"));
    }

    @Test
    void a_superseded_run_is_known_though_nothing_leads_on_from_it() throws RefusedException {
        LineageAnswer answer = roads.ask("norm-1", UP);
        assertThat(answer.nodes()).hasSize(1).allMatch(LineageAnswer.Node::superseded);
        assertThat(answer.edges()).isEmpty();
        assertThat(roads.ask("norm-1", UP.withSuperseded()).edges())
                .hasSize(1)
                .allMatch(LineageAnswer.Edge::superseded);
    }

    @Test
    void refuses_a_moment_beyond_the_ledger_and_words_that_it_cannot_read() {
        RefusedException beyond = catchThrowableOfType(
                RefusedException.class,
                () -> roads.walks.answer(new LineageRequest("join-1", Asker.HOUSE, AsOf.parse("7"), UP)));
        assertThat(beyond.problem().type()).isEqualTo(ProblemType.BAD_REQUEST);
        RefusedException unread = catchThrowableOfType(
                RefusedException.class,
                () -> LineageRequest.parse("x", Asker.HOUSE, "sideways", "51", Optional.of("yesterday"), false));
        assertThat(unread.problem().violations())
                .extracting(Violation::pointer)
                .containsExactly("/direction", "/depth", "/asOf");
    }

    @Test
    void answers_as_of_a_size_and_a_time() throws RefusedException {
        for (String moment : new String[] {"4", "2026-02-20T12:03:00Z", "2026-02-20T13:03:00+01:00"}) {
            LineageAnswer answer =
                    roads.walks.answer(new LineageRequest("out/joined.parquet", Asker.HOUSE, AsOf.parse(moment), UP));
            assertThat(answer.asOf()).as(moment).isEqualTo(4);
            assertThat(answer.ledgerSize()).isEqualTo(6);
            assertThat(answer.nodes()).hasSize(4);
        }
    }

    @Test
    void equal_questions_get_equal_answers() throws RefusedException {
        Roads again = Roads.story();
        for (LineageRenderer format : LineageFormats.all()) {
            assertThat(LineageFormats.render(format, again.ask("join-1", WalkOptions.of(Direction.BOTH))))
                    .isEqualTo(LineageFormats.render(format, roads.ask("join-1", WalkOptions.of(Direction.BOTH))));
        }
    }
}
