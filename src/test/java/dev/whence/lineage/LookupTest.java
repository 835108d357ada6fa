package dev.whence.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.DatasetVersionId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookupTest {
    private final Story story = new Story();

    private static String version(String slug, String id) {
        return Story.IRIS.datasetVersion("default", new DatasetVersionId(Optional.of(slug), id));
    }

    @Test
    void finds_each_type_of_thing_by_its_iri() {
        story.run("r")
                .used("a@1", "p", "@2")
                .made("b@3")
                .of(version("roads", "v1"))
                .tell();
        LineageSnapshot snapshot = story.index.snapshot();
        assertThat(snapshot.find(Story.runIri("r"))).map(Subject::type).hasValue(Subject.Type.RUN);
        assertThat(snapshot.find(story.told.get(0).receipt())).hasValue(new Subject(Subject.Type.RECEIPT, 0));
        assertThat(snapshot.find(Story.thing("a@1").iri())).map(Subject::type).hasValue(Subject.Type.ENTITY);
        assertThat(snapshot.find(Story.thing("p").iri())).map(Subject::type).hasValue(Subject.Type.LOCATION);
        assertThat(snapshot.find(Story.thing("@2").iri())).map(Subject::type).hasValue(Subject.Type.CONTENT);
        assertThat(snapshot.find(version("roads", "v1"))).map(Subject::type).hasValue(Subject.Type.DATASET_VERSION);
        assertThat(snapshot.find(Story.thing("a@3").iri())).isEmpty();
        assertThat(snapshot.find("urn:nothing")).isEmpty();
    }

    @Test
    void finds_a_version_by_its_id_alone_in_every_dataset() {
        story.run("r").made("b@3").of(version("roads", "v1")).tell();
        story.run("s").made("c@4").of(version("rivers", "v1")).tell();
        LineageSnapshot snapshot = story.index.snapshot();
        assertThat(snapshot.versionsWithId(version("_", "v1"))).hasSize(2);
        assertThat(snapshot.asOf(1).versionsWithId(version("_", "v1"))).hasSize(1);
        assertThat(snapshot.versionsWithId(version("_", "v2"))).isEmpty();
    }

    @Test
    void tells_what_a_run_used_and_generated_and_which_entries_speak_of_it() {
        story.run("r").used("a@1").made("b@3").tell();
        story.run("r").used("c@4").tell();
        LineageSnapshot snapshot = story.index.snapshot();
        Subject run = snapshot.find(Story.runIri("r")).orElseThrow();
        assertThat(snapshot.entries(run)).containsExactly(0L, 1L);
        assertThat(snapshot.used(0)).containsExactly(story.find("a@1"));
        assertThat(snapshot.generated(0)).containsExactly(story.find("b@3"));
        assertThat(snapshot.run(1)).hasValue(run);
    }

    @Test
    void keeps_artifacts_apart_that_share_bytes_or_a_place() {
        for (int i = 0; i < 40; i++) {
            story.run("r" + i).made("same@" + i, "place" + i + "@7").tell();
        }
        LineageSnapshot snapshot = story.index.snapshot();
        for (int i = 0; i < 40; i++) {
            Subject here = snapshot.find(Story.thing("place" + i + "@7").iri()).orElseThrow();
            assertThat(story.names().thing(here.id(), i).location())
                    .hasValue(Story.IRIS.location("default", "place" + i));
        }
        assertThat(snapshot.roots(snapshot.find(Story.thing("@7").iri()).orElseThrow()))
                .hasSize(41);
    }
}
