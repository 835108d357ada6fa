package dev.whence.query.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whence.lineage.LineageSnapshot;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThingResolverTest {
    private final Roads roads = Roads.story();

    private ThingResolver.Found resolve(String thing) throws RefusedException {
        ThingResolver resolver = new ThingResolver(Roads.IRIS, sequence -> roads.told.get((int) sequence));
        return resolver.resolve(thing, "default", roads.index.snapshot());
    }

    private Problem refusal(String thing) {
        return catchThrowableOfType(RefusedException.class, () -> resolve(thing))
                .problem();
    }

    @ParameterizedTest
    @CsvSource({
        "join-1, RUN",
        "out/joined.parquet, LOCATION",
        "http://localhost:8080/run/join-1, RUN",
        "2026-02.abcd1234, DATASET_VERSION",
        "kfm://dataset/@2026-02.abcd1234, DATASET_VERSION",
        "kfm://dataset/@roads/2026-02.abcd1234, DATASET_VERSION",
        "kfm://dataset/roads@2026-02.abcd1234, DATASET_VERSION",
        "roads/2026-02.abcd1234, DATASET_VERSION",
        "/some/where/2026/02/join-1.run_receipt.json, RUN",
        "receipts/join-1.json, RUN",
    })
    void finds_what_people_type(String thing, SubjectKind kind) throws RefusedException {
        assertThat(resolve(thing).kind()).isEqualTo(kind);
    }

    @Test
    void finds_digests_of_bytes_and_of_receipts_with_and_without_their_algorithm() throws RefusedException {
        String joined = Roads.digest("joined").text();
        assertThat(resolve(joined).kind()).isEqualTo(SubjectKind.CONTENT);
        assertThat(resolve(joined.substring(7)).kind()).isEqualTo(SubjectKind.CONTENT);
        assertThat(resolve(joined.substring(7).toUpperCase()).kind()).isEqualTo(SubjectKind.CONTENT);
        assertThat(resolve(Roads.receipt(3).text()).kind()).isEqualTo(SubjectKind.RECEIPT);
        assertThat(resolve("out/joined.parquet@" + joined).kind()).isEqualTo(SubjectKind.ARTIFACT);
        assertThat(resolve(Roads.at("out/joined.parquet", "joined").iri()).kind())
                .isEqualTo(SubjectKind.ARTIFACT);
    }

    @Test
    void a_text_that_names_two_things_is_refused_with_both() {
        roads.tell("same", "odd", "pass", List.of(), List.of(Roads.at("same", "x")));
        Problem problem = refusal("same");
        assertThat(problem.type()).isEqualTo(ProblemType.AMBIGUOUS);
        assertThat(problem.violations())
                .extracting(Violation::pointer)
                .containsExactly(Roads.IRIS.run("default", "same"), Roads.IRIS.location("default", "same"));
        assertThat(problem.violations()).extracting(Violation::rule).containsExactly("lineage:run", "lineage:location");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "", "sha256:zz", "http://localhost:8080/agent/svc:pipeline", "x.json", "@", "/"})
    void what_nobody_knows_is_refused_with_advice(String thing) {
        Problem problem = refusal(thing);
        assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(problem.detail()).contains("Ask by run id");
    }

    @Test
    void a_refusal_shows_no_control_characters() {
        assertThat(refusal("\u001b[31mred\u202e").detail()).contains("\\u{1b}[31mred\\u{202e}");
    }

    @Test
    void a_thing_is_unknown_before_its_entry() {
        LineageSnapshot early = roads.index.snapshot().asOf(3);
        ThingResolver resolver = new ThingResolver(Roads.IRIS, sequence -> roads.told.get((int) sequence));
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> resolver.resolve("join-1", "default", early));
        assertThat(refused.problem().detail()).contains("first 3 entries");
    }

    @Test
    void another_organisation_has_its_own_names() {
        ThingResolver resolver = new ThingResolver(Roads.IRIS, sequence -> roads.told.get((int) sequence));
        assertThat(catchThrowableOfType(
                        RefusedException.class, () -> resolver.resolve("join-1", "kansas", roads.index.snapshot())))
                .isNotNull();
    }
}
