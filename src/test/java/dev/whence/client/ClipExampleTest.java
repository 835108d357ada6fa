package dev.whence.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.TestWhence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipExampleTest {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int CLIPS = 60;

    @TempDir
    private Path folder;

    @Test
    void the_page_shows_the_code_that_runs_here() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/whence/client/ClipExample.java"));
        String page = Files.readString(Path.of("src/site/markdown/client.md"));
        Matcher shown = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(shown.find()).isTrue();
        int begin = source.indexOf("// example: begin");
        String code = source.substring(source.indexOf('\n', begin) + 1, source.indexOf("    // example: end"));
        assertThat(shown.group(1)).isEqualTo(code.replaceAll("(?m)^ {4}", ""));
    }

    @Test
    void what_was_clipped_leads_back_to_what_it_was_clipped_from() throws Exception {
        try (TestWhence server = TestWhence.start(folder.resolve("data"));
                Whence whence = ClipExample.connect(URI.create(server.url()), folder.resolve("spool"))) {
            clip(whence, 1);
            assertThat(whence.flush(LONG)).isTrue();
            JsonNode walk = whence.lineage("item/clip-1.csv");
            assertThat(walk.toString()).contains("item-1.csv").contains("produced_by");
            assertThat(walk.path("complete").asBoolean()).isTrue();
        }
        assertThat(folder.resolve("spool/refused.jsonl")).doesNotExist();
    }

    @Test
    void a_server_that_is_down_at_first_and_is_killed_in_the_middle_knows_every_clip_once() throws Exception {
        int port = freePort();
        URI url = URI.create("http://127.0.0.1:" + port + "/");
        try (Whence whence = Whence.at(url)
                .spool(folder.resolve("spool"))
                .patience(Duration.ZERO)
                .pauses(Duration.ofMillis(20), Duration.ofMillis(300))
                .open()) {
            for (int i = 0; i < CLIPS / 2; i++) {
                clip(whence, i);
            }
            assertThat(whence.waiting()).isEqualTo(CLIPS / 2);
            try (ChildWhence server = serve(port)) {
                for (int i = CLIPS / 2; i < CLIPS; i++) {
                    clip(whence, i);
                }
                while (whence.waiting() > CLIPS - 10) {
                    Thread.onSpinWait();
                }
                server.kill();
            }
            try (ChildWhence server = serve(port)) {
                assertThat(whence.flush(LONG)).isTrue();
                assertThat(server.web()
                                .get("/health")
                                .json()
                                .path("ledger")
                                .path("size")
                                .asInt())
                        .isEqualTo(CLIPS);
                for (int i = 0; i < CLIPS; i++) {
                    assertThat(whence.lineage("item/clip-" + i + ".csv").toString())
                            .contains("item-" + i + ".csv");
                }
            }
        }
        assertThat(folder.resolve("spool/refused.jsonl")).doesNotExist();
    }

    private void clip(Whence whence, int number) throws IOException {
        Path source = Files.writeString(folder.resolve("item-" + number + ".csv"), "a,b\n1,2\n3," + number + "\n");
        ClipExample.clip(whence, source, folder.resolve("clip-" + number + ".csv"));
    }

    private ChildWhence serve(int port) throws IOException {
        String data = folder.resolve("data").toString();
        return ChildWhence.start(
                folder.resolve("log"), Map.of(), "serve", "--data", data, "--port", String.valueOf(port), "--json");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
