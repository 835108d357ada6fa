package dev.whence.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.clients.NodeClient.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ldes-client} of the rdf-connect project reads {@code /feed}. */
class LdesClientTest {
    private static final Pattern MEMBER =
            Pattern.compile("rdf-syntax-ns#type> <https://www\\.w3\\.org/ns/activitystreams#(Create|Update|Delete)>");
    /** A collection and eight Items come, one of these changes, one goes. */
    private static final int CHANGES = Shown.ITEMS + 1 + 3;

    @TempDir
    private Path folder;

    private NodeClient client;
    private Shown shown;

    @BeforeEach
    void start() throws Exception {
        client = NodeClient.install("ldes-client");
        shown = Shown.start(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        if (shown != null) {
            shown.close();
        }
    }

    @Test
    void it_reads_every_change_once_and_later_only_what_is_new() throws Exception {
        assertThat(read("--ordered", "ascending", "--save", state())).isEqualTo(CHANGES);
        assertThat(read("--ordered", "ascending", "--save", state())).isZero();

        shown.change("n5");

        assertThat(read("--ordered", "ascending", "--save", state())).isEqualTo(1);
    }

    @Test
    void it_reads_the_last_version_of_each_thing() throws Exception {
        assertThat(read("--last-version-only")).isEqualTo(CHANGES - 2);
    }

    private String state() {
        return folder.resolve("state").toString();
    }

    private long read(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(shown.url("/feed")));
        arguments.addAll(List.of(options));
        Outcome outcome = client.run("ldes-client", arguments);
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        return MEMBER.matcher(outcome.output()).results().count();
    }
}
