package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.client.WhenceClient;
import dev.whence.harvest.Sink;
import dev.whence.receipt.RecordName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Harvested records go to a running server, each in a request of its own; a server that is busy is asked again. */
final class ServerSink implements Sink {
    private static final int TRIES = 20;

    private final WhenceClient server;

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
        // By its name, as the server alone knows whose it is: the organisation is that of the key.
        byte[] input = JsonNodeFactory.instance
                .objectNode()
                .put("thing", record.text())
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
