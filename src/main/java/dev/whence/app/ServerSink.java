package dev.whence.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.client.WhenceClient;
import dev.whence.harvest.Sink;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RecordName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Harvested records go to a running server, each in a request of its own; a server that is busy is asked again. */
final class ServerSink implements Sink {
    private static final int TRIES = 20;

    private final WhenceClient server;
    private @Nullable String base;

    ServerSink(WhenceClient server) {
        this.server = server;
    }

    @Override
    public void take(List<Offer> offers, BiConsumer<Offer, Answer> told) throws IOException, InterruptedException {
        for (Offer offer : offers) {
            told.accept(
                    offer,
                    answer(patiently(() -> server.post("receipts", Map.of(), offer.envelope(), "application/json"))));
        }
    }

    @Override
    public Answer withdraw(RecordName record, String catalog, String reason) throws IOException, InterruptedException {
        Iris iris = new Iris(base());
        String thing = iris.record(Iris.DEFAULT_ORGANISATION, record.kind().ledgerName(), record.subject());
        byte[] input = JsonNodeFactory.instance
                .objectNode()
                .put("thing", thing)
                .put("reason", reason)
                .put("harvested_from", catalog)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        WhenceClient.Answer answer =
                patiently(() -> server.post("v1/op/catalog.withdraw", Map.of(), input, "application/json"));
        if (answer.isGood()) {
            return new Answer.Taken();
        }
        // Somebody was quicker, there.
        return answer.status() == 404 || answer.status() == 410 ? new Answer.Known() : answer(answer);
    }

    /** Under which the server names things. */
    private String base() throws IOException, InterruptedException {
        String known = base;
        if (known == null) {
            WhenceClient.Answer health = server.get("health", Map.of(), "application/json");
            known = new ObjectMapper().readTree(health.body()).path("base").asText();
            if (known.isEmpty()) {
                throw new IOException("the server does not say under which base it names things");
            }
            base = known;
        }
        return known;
    }

    private interface Request {
        WhenceClient.Answer send() throws IOException, InterruptedException;
    }

    private static WhenceClient.Answer patiently(Request request) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            WhenceClient.Answer answer = request.send();
            if (answer.status() != 503 || i == TRIES) {
                return answer;
            }
            Thread.sleep(250L * Math.min(i, 8));
        }
    }

    private static Answer answer(WhenceClient.Answer answer) {
        return switch (answer.status()) {
            case 201 -> new Answer.Taken();
            case 200 -> new Answer.Known();
            default -> new Answer.Refused(ServerProblem.read(answer));
        };
    }
}
