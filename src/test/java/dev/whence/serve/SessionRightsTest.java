package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.Calls;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whose sessions are whose, where rights are configured. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionRightsTest {
    private static final String EMIT =
            "{'session_id': 'ses-1', 'artifacts': [{'entity_type': 'item', 'entity_id': 'I'}]}";

    private TestWhence whence;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException {
        whence = TestWhence.withRights(folder, Map.of());
    }

    @AfterAll
    void stop() {
        whence.close();
    }

    private Calls as(String name, String organisation, String... scopes) {
        return new Calls(
                whence.web(),
                TestPrincipal.of(name, List.of(organisation), scopes).with());
    }

    @Test
    void a_session_is_its_openers_alone_who_need_not_be_able_to_read() {
        Calls clipper = as("svc:clipper", "north", "provenance:write");
        Web.Answer opened = clipper.call(
                "provenance.session.open",
                "{'operation_id': 'clip.create', 'invocation_id': 'ses-1', 'declares': ['item'],"
                        + " 'policy': {'policy_label': 'quarantine'}}");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);

        String unknown =
                clipper.call("provenance.emit", EMIT.replace("ses-1", "ses-0")).text();
        for (Calls other :
                new Calls[] {as("svc:other", "north", "provenance:*"), as("svc:clipper", "south", "provenance:*")}) {
            Web.Answer refused = other.call("provenance.emit", EMIT);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.text()).isEqualTo(unknown);
        }
        assertThat(clipper.call("provenance.emit", EMIT).status()).isEqualTo(201);
        assertThat(clipper.call("provenance.session.seal", "{'session_id': 'ses-1'}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void nobody_answers_for_another() {
        Web.Answer refused = as("svc:a", "north", "provenance:write")
                .call(
                        "provenance.session.open",
                        "{'operation_id': 'clip.create', 'principal': 'svc:b', 'declares': []}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("errors").path(0).path("pointer").asText())
                .isEqualTo("/principal");
    }

    @Test
    void a_root_of_another_organisation_is_as_one_that_nobody_knows() {
        Calls north = as("svc:n", "north", "provenance:*");
        assertThat(north.call(
                                "provenance.emit",
                                "{'operation_id': 'clip.create', 'policy': {'policy_label': 'internal'},"
                                        + " 'artifacts': [{'entity_type': 'item', 'entity_id': 'SECRET'}]}")
                        .status())
                .isEqualTo(201);
        String iri = whence.base() + "o/north/thing/item/";
        Calls south = as("svc:s", "south", "provenance:*");
        String unknown = south.call("provenance.get", ask(iri + "NOBODY")).text();

        assertThat(north.call("provenance.get", ask("SECRET")).status()).isEqualTo(200);
        assertThat(north.call("provenance.get", ask(iri + "SECRET")).status()).isEqualTo(200);
        for (String id : new String[] {"SECRET", iri + "SECRET"}) {
            Web.Answer hidden = south.call("provenance.get", ask(id));
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.text()).isEqualTo(unknown);
        }
    }

    private static String ask(String id) {
        return "{'entity_type': 'item', 'entity_id': '" + id + "'}";
    }
}
