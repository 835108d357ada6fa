package dev.whence.serve.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.serve.matrix.Made.Labelled;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who gets what, from every route that the server says it has. A route without a row fails; a route whose answer names
 * what the asker may not see fails, in whatever way it came to name it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsMatrixTest {
    private static final List<String> ORGANISATIONS = List.of("default", "north");
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    private final List<Made> all = ORGANISATIONS.stream()
            .flatMap(organisation -> Arrays.stream(Labelled.values()).map(as -> new Made(organisation, as)))
            .toList();

    private TestWhence whence;
    private Map<String, Row> rows;

    @BeforeAll
    void hand_everything_in(@TempDir Path folder) throws IOException {
        whence = TestWhence.withRights(folder, Map.of("WHENCE_ORGANISATION_NORTH_DEFAULT_LABEL", "internal"));
        Map<Made, String> attachments = new HashMap<>();
        int size = 0;
        for (Made made : all) {
            submit(made, made.receipt().text());
            submit(made, made.operation());
            attachments.put(made, attach(made));
            size += 3;
            if (made.isOfDefaultLabel()) {
                submit(made, made.incident());
                submit(made, made.registered());
                size += 2;
            }
        }
        rows = Rows.all(whence.base(), attachments, size);
        int everything = size;
        await().atMost(Duration.ofMinutes(1)).until(() -> isEverywhere(everything));
    }

    /** In the graph, and under a checkpoint. */
    private boolean isEverywhere(int size) {
        int graph = send(Asker.ADMIN, Row.Sent.get("/health"))
                .json()
                .path("graph")
                .path("size")
                .asInt();
        String checkpoint =
                send(Asker.ADMIN, Row.Sent.get("/ledger/checkpoint")).text();
        return graph == size
                && checkpoint.lines().skip(1).findFirst().orElse("").equals(String.valueOf(size));
    }

    private void submit(Made made, String receipt) {
        Web.Answer answer = whence.web()
                .post(
                        "/receipts",
                        receipt.getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        Asker.ADMIN.headers("Whence-Organisation", made.organisation()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private String attach(Made made) {
        Web.Answer answer = whence.web()
                .post(
                        "/o/" + made.organisation() + "/receipts/" + made.id().text() + "/attachments?name="
                                + made.mark(),
                        ("{\"about\": \"" + made.mark() + "\"}").getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        Asker.ADMIN.headers());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    @AfterAll
    void stop() {
        whence.close();
    }

    @Test
    void every_route_has_its_row() {
        Set<String> routes = new TreeSet<>();
        JsonNode paths = whence.web().get("/openapi.json").json().path("paths");
        paths.forEach(methods ->
                methods.forEach(route -> routes.add(route.path("operationId").asText())));
        assertThat(rows.keySet()).containsAll(routes);
        assertThat(routes).containsAll(rows.keySet());
    }

    @TestFactory
    Stream<DynamicTest> every_asker_gets_exactly_what_the_rules_allow() {
        return rows.entrySet().stream()
                .flatMap(row -> Arrays.stream(Asker.values())
                        .map(asker -> dynamicTest(row.getKey() + " for " + asker, () -> check(row.getValue(), asker))));
    }

    private void check(Row row, Asker asker) {
        if (row instanceof Row.Open open) {
            open.requests().forEach(request -> requireOpen(request, asker));
        } else if (row instanceof Row.Guarded guarded) {
            requireGuarded(guarded, asker);
        } else if (row instanceof Row.Thing thing) {
            all.stream().filter(thing.exists()).forEach(made -> requireThing(thing, made, asker));
        } else if (row instanceof Row.Names names) {
            all.forEach(made -> requireNames(names, made, asker));
        }
    }

    private void requireOpen(Row.Sent request, Asker asker) {
        Web.Answer answer = send(asker, request);
        assertThat(answer.status()).as(request.path() + " " + answer.text()).isEqualTo(200);
        requireNothingHidden(answer, asker, request.path() + request.body());
    }

    private void requireGuarded(Row.Guarded guarded, Asker asker) {
        Web.Answer answer = send(asker, guarded.request());
        if (asker.holds(guarded.scope())) {
            assertThat(REFUSED).as(answer.text()).doesNotContain(answer.status());
        } else {
            assertThat(answer.status()).as(answer.text()).isEqualTo(asker.isAnonymous() ? 401 : 403);
            assertThat(answer.text()).doesNotContain("mark-");
        }
    }

    private void requireThing(Row.Thing thing, Made made, Asker asker) {
        String path = thing.path().apply(made);
        Web.Answer answer = send(asker, Row.Sent.get(path));
        requireNothingHidden(answer, asker, path);
        boolean isMeant = !thing.ownOnly() || asker.organisation().equals(made.organisation());
        if (asker.sees(made) && isMeant) {
            assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        } else {
            Web.Answer unknown = send(asker, Row.Sent.get(thing.unknown()));
            assertThat(answer.status()).as(path).isEqualTo(404).isEqualTo(unknown.status());
            assertThat(answer.text()).as(path).isEqualTo(unknown.text());
            assertThat(headers(answer)).as(path).isEqualTo(headers(unknown));
        }
    }

    private void requireNames(Row.Names names, Made made, Asker asker) {
        Row.Sent request = names.request().apply(made);
        Web.Answer answer = send(asker, request);
        requireNothingHidden(answer, asker, request.path() + request.body());
        boolean isMeant = !names.ownOnly() || asker.organisation().equals(made.organisation());
        String told = withoutQuestion(answer, request);
        boolean isNamed = answer.status() == 200
                && (told.contains(made.mark()) || told.contains(made.id().text()));
        assertThat(isNamed).as(request.path() + " " + answer.text()).isEqualTo(asker.sees(made) && isMeant);
    }

    /** Wherever the mark of something hidden shows that was not in the question, it leaked. */
    private void requireNothingHidden(Web.Answer answer, Asker asker, String path) {
        for (Made hidden : all) {
            if (!asker.sees(hidden) && !path.contains(hidden.mark())) {
                assertThat(answer.text()).as(path).doesNotContain(hidden.mark());
                assertThat(answer.text()).as(path).doesNotContain(hidden.id().text());
            }
        }
    }

    /** An answer may repeat the question; that tells nothing. */
    private static String withoutQuestion(Web.Answer answer, Row.Sent request) {
        return request.path().startsWith("/lineage")
                ? answer.json().path("nodes").toString()
                : answer.text();
    }

    private static List<String> headers(Web.Answer answer) {
        List<String> headers = new ArrayList<>();
        answer.response().headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Date")) {
                headers.add(name + ": " + values);
            }
        });
        return headers.stream().sorted().toList();
    }

    private Web.Answer send(Asker asker, Row.Sent request) {
        String[] headers =
                request.mediaType().isEmpty() ? asker.headers() : asker.headers("Content-Type", request.mediaType());
        return whence.web()
                .send(
                        request.method(),
                        request.path(),
                        request.method().equals("GET")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(request.body()),
                        headers);
    }
}
