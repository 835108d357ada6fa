package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.client.WhenceClient;
import dev.whence.client.WhenceClient.Answer;
import dev.whence.receipt.Problem;
import dev.whence.receive.BulkIntake.Item;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends receipts to a server, each in a request of its own, so that the bytes arrive exactly as they lie in their files. A
 * receipt that came before its predecessor is sent again when the rest is there; a server that is busy is asked again.
 */
final class RemoteIngest {
    private static final int TRIES = 20;

    private final WhenceClient server;
    private final Map<String, String> parameters;
    private final ObjectMapper json = new ObjectMapper();

    RemoteIngest(WhenceClient server, boolean lenient) {
        this.server = server;
        this.parameters = lenient ? Map.of("lenient", "true") : Map.of();
    }

    /** Refuses what is not the address of a server. */
    static URI requireWeb(URI server) {
        boolean web = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
        if (!web || server.getHost() == null) {
            throw new UsageException("--server wants the address of a server, such as http://127.0.0.1:8080/.");
        }
        return server;
    }

    void send(Iterator<Item> items, IngestCommand.Tally tally, Consumer<IngestCommand.Tally> progress)
            throws IOException, InterruptedException {
        List<Item> open = round(items, tally, progress);
        for (int before = Integer.MAX_VALUE; !open.isEmpty() && open.size() < before; ) {
            before = open.size();
            open = round(open.iterator(), tally, progress);
        }
        for (Item item : open) {
            tally.refuse(item.source(), ServerProblem.read(post(item)));
        }
        JsonNode health =
                json.readTree(server.get("health", Map.of(), "application/json").body());
        if (health.has("ledger")) {
            tally.stand(
                    health.path("ledger").path("size").asLong(),
                    health.path("ledger").path("root").asText());
        } else {
            standAsPublished(tally);
        }
    }

    /** How much there is, is told to few; what is published, to everybody. */
    private void standAsPublished(IngestCommand.Tally tally) throws IOException, InterruptedException {
        Answer note = server.get("ledger/checkpoint", Map.of(), "text/plain");
        List<String> lines = note.text().lines().toList();
        if (note.isGood() && lines.size() > 2) {
            tally.standAsPublished(Long.parseLong(lines.get(1)), lines.get(2));
        }
    }

    /** @return those whose predecessor is not there yet */
    private List<Item> round(Iterator<Item> items, IngestCommand.Tally tally, Consumer<IngestCommand.Tally> progress)
            throws IOException, InterruptedException {
        List<Item> late = new ArrayList<>();
        while (items.hasNext()) {
            Item item = items.next();
            Answer answer = post(item);
            switch (answer.status()) {
                case 201 -> tally.accept();
                case 200 -> tally.repeat();
                default -> {
                    Problem problem = ServerProblem.read(answer);
                    if (problem.type().mayCome()) {
                        late.add(item);
                    } else {
                        tally.refuse(item.source(), problem);
                    }
                }
            }
            progress.accept(tally);
        }
        return late;
    }

    private Answer post(Item item) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            Answer answer = server.post("receipts", parameters, item.received(), "application/json");
            if (answer.status() != 503 || i == TRIES) {
                return answer;
            }
            Thread.sleep(250L * Math.min(i, 8));
        }
    }
}
