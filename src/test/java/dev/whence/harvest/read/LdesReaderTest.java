package dev.whence.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LdesReaderTest {
    private static final String PREFIXES = """
            @prefix as: <https://www.w3.org/ns/activitystreams#> .
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix ldes: <https://w3id.org/ldes#> .
            @prefix tree: <https://w3id.org/tree#> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            <#stream> a ldes:EventStream ; ldes:timestampPath dct:modified ; ldes:versionOfPath dct:isVersionOf .
            """;

    private static Page read(String trig) throws UnreadableException {
        byte[] body = (PREFIXES + trig).getBytes(StandardCharsets.UTF_8);
        return new LdesReader()
                .read(new Document(URI.create("https://rivers.example/feed"), body, "application/trig", false));
    }

    private static String version(String name, int day) {
        return "<#stream> tree:member <%1$s#%2$d> . <%1$s#%2$d> a dcat:Dataset ; dct:isVersionOf <%1$s> ;"
                        .formatted(name, day)
                + " dct:title \"%1$s, %2$d\" ; dct:modified \"2026-01-0%2$dT00:00:00Z\"^^xsd:dateTime .\n"
                        .formatted(name, day);
    }

    private static List<String> told(Page page) {
        return page.events().stream()
                .map(event -> event instanceof Page.Event.There there
                        ? there.found().id() + " " + there.found().envelope().findValue("dct:title")
                        : event.toString())
                .toList();
    }

    @Test
    void takes_versions_that_stand_beside_their_stream_each_for_what_it_is_a_version_of() throws Exception {
        Page page = read(version("isar", 2) + version("inn", 3) + version("isar", 1));
        assertThat(page.troubles()).isEmpty();
        assertThat(told(page))
                .containsExactly(
                        "https://rivers.example/isar \"isar, 1\"",
                        "https://rivers.example/isar \"isar, 2\"",
                        "https://rivers.example/inn \"inn, 3\"");
    }

    @Test
    void takes_the_version_and_not_what_else_the_page_says_of_its_dataset() throws Exception {
        Page page = read(version("isar", 1) + "<isar> a dcat:Dataset ; dct:title \"any\" .\n");
        assertThat(told(page)).containsExactly("https://rivers.example/isar \"isar, 1\"");
    }

    /** However many members stand beside the stream: what is told once was read once. */
    @Test
    void takes_what_stands_beside_the_stream_apart_once_for_all_members() throws Exception {
        Page page = read(version("isar", 1) + version("inn", 2) + version("lech", 3)
                + "[] a dcat:Dataset ; dct:title \"Without a name\" .\n");
        assertThat(page.events()).hasSize(3);
        assertThat(page.troubles()).containsExactly("a dataset with neither an IRI nor an identifier stands there");
    }

    @Test
    void a_member_of_two_streams_happened_once() throws Exception {
        Page page = read("<#other> tree:member <isar#1> .\n" + version("isar", 1));
        assertThat(page.events()).hasSize(1);
    }
}
