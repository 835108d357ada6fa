package dev.whence.app;

import static dev.whence.testkit.Envelopes.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.ledger.Event;
import dev.whence.serve.oap.OrchHeaders;
import dev.whence.testkit.Envelopes;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at once: what they append is one chain, and of those that race for one place exactly one gets it. */
class UnbrokenChainTest {
    private static final int CLIENTS = 8;
    private static final int EVENTS = 10_000;
    private static final int ROUNDS = 12;

    @TempDir
    private Path folder;

    /** Lets each client work on a thread and a connection pool of its own. */
    private static <T> List<T> each(TestWhence whence, Work<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<T>> clients = IntStream.range(0, CLIENTS)
                    .<Callable<T>>mapToObj(client -> () -> work.of(client, new Web(whence.url())))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(clients)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Work<T> {
        T of(int client, Web web);
    }

    @Test
    void ten_thousand_events_by_eight_clients_form_one_chain_that_verify_follows() throws IOException {
        Path data = folder.resolve("data");
        try (TestWhence whence = TestWhence.start(data)) {
            Map<String, String> nextOf = new HashMap<>();
            each(whence, UnbrokenChainTest::append).forEach(nextOf::putAll);
            List<String> chain = follow(nextOf);
            assertThat(chain).hasSize(EVENTS);
            Envelopes envelopes = new Envelopes(whence.web());
            assertThat(eventHashesOfAllBlocks(envelopes)).isEqualTo(chain);
            for (String id : List.of("inc:1", "inc:2")) {
                envelopes.send(
                        "provenance.incident.report",
                        "{'incident':{'incident_id':'" + id + "','timestamp':'2026-11-03T11:00:00Z','category':'c',"
                                + "'severity':'LOW','description':'d'}}");
            }
        }
        Commands.Ended verified = Commands.run("verify", "--data", data, "--json");
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.json().path("size").asInt()).isEqualTo(EVENTS + 3);
    }

    /** One client's share: the hash before each event → the event's own. */
    private static Map<String, String> append(int client, Web web) {
        Envelopes envelopes = new Envelopes(web);
        Map<String, String> nextOf = new HashMap<>();
        for (int i = 0; i < EVENTS / CLIENTS; i++) {
            Web.Answer answer = envelopes.append(event("evt:" + client + "." + i));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            JsonNode event = answer.json().path("result").path("event");
            assertThat(event.path("event_hash").asText()).isEqualTo(answer.header(OrchHeaders.EVENT_HASH));
            nextOf.put(
                    event.path("prev_event_hash").asText(),
                    event.path("event_hash").asText());
        }
        return nextOf;
    }

    private static List<String> follow(Map<String, String> nextOf) {
        List<String> chain = new ArrayList<>();
        for (String next = nextOf.get(Event.NO_PREVIOUS); next != null; next = nextOf.get(next)) {
            chain.add(next);
        }
        return chain;
    }

    /** Page by page; each block begins where the one before it ended. */
    private static List<String> eventHashesOfAllBlocks(Envelopes envelopes) {
        String newest = envelopes.append(event("evt:last"), "Prefer", "wait").header(OrchHeaders.EVENT_HASH);
        List<String> hashes = new ArrayList<>();
        String previous = Event.NO_PREVIOUS;
        String cursor = "";
        do {
            String page = cursor.isEmpty() ? "'limit':3" : "'limit':3,'cursor':'" + cursor + "'";
            JsonNode result = envelopes
                    .send("provenance.ledger.query", "{'page':{" + page + "}}")
                    .json()
                    .path("result");
            for (JsonNode block : result.path("entries")) {
                assertThat(block.path("block_metadata").path("prev_event_hash").asText())
                        .isEqualTo(previous);
                block.path("event_hashes").forEach(hash -> hashes.add(hash.asText()));
                previous = hashes.get(hashes.size() - 1);
            }
            cursor = result.path("page").path("next_cursor").asText();
        } while (!cursor.isEmpty());
        assertThat(hashes.remove(hashes.size() - 1)).isEqualTo(newest);
        return hashes;
    }

    @Test
    void of_clients_that_expect_the_same_newest_event_one_wins_each_round() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            String tip = Event.NO_PREVIOUS;
            for (int round = 0; round < ROUNDS; round++) {
                String expected = tip;
                String name = "round:" + round + ":";
                List<Web.Answer> answers =
                        each(whence, (client, web) -> attempt(web, name + client, client % 2 == 0, expected));
                List<Web.Answer> won =
                        answers.stream().filter(answer -> answer.status() < 300).toList();
                assertThat(won).hasSize(1);
                assertThat(won.get(0).header(OrchHeaders.PREVIOUS_EVENT_HASH)).isEqualTo(expected);
                tip = won.get(0).header(OrchHeaders.EVENT_HASH);
                String current = tip;
                assertThat(answers)
                        .filteredOn(answer -> answer.status() >= 300)
                        .allMatch(answer -> answer.status() == 409)
                        .allMatch(answer -> answer.text().contains("chain-moved"))
                        .allMatch(answer -> answer.text().contains(current));
            }
        }
    }

    /** Through either door. */
    private static Web.Answer attempt(Web web, String name, boolean orchestrates, String expected) {
        return orchestrates
                ? new Envelopes(web).append(event(name), OrchHeaders.PREVIOUS_EVENT_HASH, expected)
                : web.post(
                        "/receipts",
                        TestReceipts.run(name).bytes(),
                        "application/json",
                        OrchHeaders.PREVIOUS_EVENT_HASH,
                        expected);
    }
}
